from odoo import api, fields, models


class HelpdeskReport(models.AbstractModel):
    """Reports by the release that solves a ticket."""

    _inherit = "helpdesk.report"

    release_id = fields.Many2one("helpdesk.release", readonly=True)

    @api.model
    def _get_ticket_columns(self):
        return {**super()._get_ticket_columns(), "release_id": "ticket.release_id"}
