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
        alias = ticket.team_id.alias_id
        # Without a domain its full name is no address.
        address = (
            (alias.alias_domain and alias.alias_full_name)
            or company.catchall_email
            or company.email
        )
        return formataddr((ticket.team_id.name, address)) if address else ""

    def _get_sender_for_client(self, author):
        """Return from whom a direct team's words to its client come: from the team,
        unless it lets its people write in their own name.

        :param author: res.partner record with sudo
        :return: name and address, empty without an address
        """
        self.ensure_one()
        # sudo: who writes need not see how the team is set up.
        if self.sudo().team_id.mail_sender == "person":
            return author.email and author.email_formatted
        return self._get_house_sender()
