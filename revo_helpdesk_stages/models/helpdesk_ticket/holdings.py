from odoo import models


class HelpdeskTicket(models.Model):
    """How long a ticket is held where it is, noted whenever that changes."""

    _inherit = "helpdesk.ticket"

    def _log_assignments(self, before, dealt):
        """Note stays too: a stage may change where team and assignee do not."""
        result = super()._log_assignments(before, dealt)
        # sudo: stays are kept by the server; nobody may write them.
        self.env["helpdesk.ticket.holding"].sudo()._follow(self.sudo())
        return result
