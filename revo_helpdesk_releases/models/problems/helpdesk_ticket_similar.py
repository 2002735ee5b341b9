from odoo import models


class HelpdeskTicket(models.Model):
    """Known problems that are like a ticket."""

    _inherit = "helpdesk.ticket"

    def _get_similar(self, title, text):
        """Return also the known problems that are like the text.

        :return: as of the core, and ``problems``, a list of ``{"id", "name",
            "workaround", "solution", "is_attached"}``; and ``may_attach``, whether the
            user may say that the ticket is about one
        """
        problems = self.env["helpdesk.development.item"]._find_similar(title, text)
        # sudo: the ticket's own problem, which the user need not be told of.
        attached = self.sudo().development_item_id
        return {
            **super()._get_similar(title, text),
            "problems": [
                {
                    "id": problem.id,
                    "name": problem.name,
                    "workaround": problem.workaround or "",
                    "solution": problem.solution,
                    "is_attached": problem.id == attached.id,
                }
                for problem in problems
            ],
            "may_attach": self._may_attach(),
        }

    def _may_attach(self):
        """Return whether the present user may say what the ticket is about."""
        if not self or self.pipeline != "escalation":
            return False
        return self.is_at_reseller or not self.env.user._is_reseller_only()
