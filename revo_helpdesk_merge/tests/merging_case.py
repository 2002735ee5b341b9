from odoo import Command

from odoo.addons.revo_helpdesk_stages.tests.common import SupportLineCase


class MergingCase(SupportLineCase):
    """Two tickets of one client about the same, with something written on each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goal = cls._create_ticket(name="No receipts")
        cls.other = cls._create_ticket(name="The printer is silent")

    def _merge(self, tickets, goal, user=None, **values):
        """Merge tickets as the wizard does that opens from a list."""
        user = user or self.mia
        wizards = self.env["helpdesk.ticket.merge"].with_user(user)
        self.env.flush_all()
        wizard = wizards.with_context(active_ids=(tickets | goal).ids).create(
            {
                "dst_ticket_id": goal.id,
                "ticket_ids": [Command.set((tickets | goal).ids)],
                "user_id": False,
                **values,
            }
        )
        action = wizard.merge_tickets()
        self.env.flush_all()
        self.env.invalidate_all()
        return action

    def _get_words(self, ticket, user):
        """Return what a person reads on a ticket: ``{text: message}``."""
        messages = self.env["mail.message"].with_user(user)
        found = messages.search(
            [("model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]
        )
        return {message.body: message for message in found.sudo()}

    def _read_page(self, ticket):
        """Return what the client reads on its page: ``{text: name of the author}``."""
        thread = self._as(self.cleo, ticket)._get_client_thread()["texts"]
        return {entry["body"]: entry["author"] for entry in thread}
