from odoo import models


class ResourceCalendarLeaves(models.Model):
    """Where a leave comes from."""

    _inherit = "resource.calendar.leaves"

    def _is_time_off(self):
        """Return whether a leave is kept by Time Off, where that is installed."""
        return bool("holiday_id" in self._fields and self.holiday_id)
