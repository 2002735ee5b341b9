from odoo import api, models


class HelpdeskWorkingHours(models.AbstractModel):
    """Where working days change, releases may no longer fit theirs."""

    _inherit = "helpdesk.working.hours"

    @api.model
    def _move_deadlines(self, calendars):
        result = super()._move_deadlines(calendars)
        if calendars:
            # sudo: who edits working days, all releases follow.
            self.env["helpdesk.release"].sudo()._review_dates(calendars)
        return result
