from odoo import models
from odoo.fields import Domain


class HelpdeskTicket(models.Model):
    """The rules of tickets are asked in the database.

    Odoo asks them in Python of records that it has read, and reads followers and teams
    of each for it: on a board that costs as much as all the rest.
    """

    _inherit = "helpdesk.ticket"

    def _check_access(self, operation):
        if not all(self._ids):
            return super()._check_access(operation)
        # What is asked of no record is whether the user may do it at all.
        denied = super(HelpdeskTicket, self.browse())._check_access(operation)
        if denied or self._pass_rules(operation):
            return denied and (self, denied[1])
        # Odoo finds out which are refused, and says so.
        return super()._check_access(operation)

    def _pass_rules(self, operation):
        """Return whether the rules let the present user do something with all."""
        asked = self.env["ir.rule"]._compute_domain(self._name, operation)
        # sudo: the rules are asked as they are, those for reading not on top.
        tickets = self.sudo().with_context(active_test=False)
        found = tickets._search(Domain("id", "in", self.ids) & Domain(asked))
        return len(set(found)) == len(set(self._ids))
