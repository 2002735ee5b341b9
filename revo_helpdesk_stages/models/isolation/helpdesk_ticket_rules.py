from odoo import models


class HelpdeskTicket(models.Model):
    """The rules of tickets are asked in the database.

    Odoo asks them in Python of records that it has read, and reads followers and teams
    of each for it: on a board that costs as much as all the rest.
    """

    _inherit = "helpdesk.ticket"

    def check_access_rule(self, operation):
        """Check that the rules let the user do something with these tickets."""
        if all(self._ids) and self._filter_access_rules(operation) == self:
            return
        # Odoo finds out which are refused, and says so.
        super().check_access_rule(operation)
