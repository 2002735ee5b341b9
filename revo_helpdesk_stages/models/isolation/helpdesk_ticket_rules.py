from odoo import models


class HelpdeskTicket(models.Model):
    """The rules of tickets are asked in the database.

    Odoo asks them in Python of records that it has read, and reads followers and teams
    of each for it: on a board that costs as much as all the rest.
    """

    _inherit = "helpdesk.ticket"

    def _filter_access_rules_python(self, operation):
        if all(self._ids):
            return self._filter_access_rules(operation)
        # Of what is not stored yet the database knows nothing.
        return super()._filter_access_rules_python(operation)
