from odoo import api, models


class HelpdeskWorkingHours(models.AbstractModel):
    """A part of working hours: where it changes, deadlines do."""

    _name = "helpdesk.working.hours"
    _description = "Working hours that deadlines count in"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._move_deadlines(records._get_changed_calendars())
        return records

    def write(self, vals):
        before = self._get_changed_calendars()
        result = super().write(vals)
        self._move_deadlines(before | self._get_changed_calendars())
        return result

    def unlink(self):
        calendars = self._get_changed_calendars()
        result = super().unlink()
        self._move_deadlines(calendars.exists())
        return result

    def _get_changed_calendars(self):
        """Return the calendars whose working time these records make."""
        raise NotImplementedError

    @api.model
    def _move_deadlines(self, calendars):
        if calendars:
            # What is kept of working time.
            self.env.registry.clear_cache()
            # sudo: who edits working hours, all tickets follow.
            self.env["helpdesk.ticket"].sudo()._move_deadlines(calendars.ids)
