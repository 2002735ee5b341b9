from odoo import models
from odoo.tools import formataddr


class HelpdeskTicket(models.Model):
    """From whom the e-mails to a client come."""

    _inherit = "helpdesk.ticket"

    def _get_house_sender(self):
        """Return name and address that the house itself writes to a client from, empty
        without an address.

        A direct team has its own: the client knows no other.
        """
        self.ensure_one()
        # sudo: a client, whose answer is sent, may not read the team of its ticket.
        ticket = self.sudo()
        company = ticket.company_id
        if ticket.pipeline == "escalation" or not ticket.team_id:
            return company.email_formatted
        address = (
            ticket.team_id.alias_id.alias_full_name
            or company.catchall_email
            or company.email
        )
        return formataddr((ticket.team_id.name, address)) if address else ""

    def _writes_as_team(self):
        """Return whether the people of a direct team write in the team's name."""
        # sudo: a client, whose answer is sent, may not read the team of its ticket.
        ticket = self.sudo()
        return ticket.pipeline != "escalation" and (
            ticket.team_id.mail_sender != "person"
        )

    def _get_team_senders(self, message):
        """Return sender and address to answer to for what a direct team writes to its
        client: nobody's own, unless the team says otherwise.

        :param message: mail.message record
        """
        self.ensure_one()
        # sudo: who posts need not see all of what is sent.
        message = message.sudo()
        if message.author_tier == "client" or message.audience != "client":
            return {}
        author = message.author_id
        own = author.email and author.email_formatted
        sender = self._get_house_sender() if self._writes_as_team() else own
        return {"email_from": sender} if sender else {}
