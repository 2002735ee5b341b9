from odoo import _, api, models
from odoo.exceptions import AccessError
from odoo.tools import email_normalize, formataddr

from .mail_message import TICKET


class MailMessage(models.Model):
    """Who writes on a ticket writes in their own name.

    Resellers and clients know the vendor's people by name only: what these write on a
    ticket has the sender address of the house.
    """

    _inherit = "mail.message"

    def _check_author(self):
        """Check that the present user wrote these, where they stand on a ticket.

        Looked at when they are stored, as values and author may come from the context,
        too. The server's own code writes for others: the mail gateway, the site.

        :raises AccessError: for a message in somebody else's name
        """
        if self.env.su:
            return
        user = self.env.user
        everywhere = user._is_party()
        # sudo: who posts need not be allowed to read everything of what is posted.
        messages = self.sudo().filtered(lambda m: everywhere or m.model == TICKET)
        if not messages:
            return
        house = messages._get_house_addresses() - {False}
        if any(
            message.author_id != user.partner_id
            or not (
                user._is_own_sender(message.email_from)
                or email_normalize(message.email_from) in house
            )
            for message in messages
        ):
            raise AccessError(
                _(
                    "What stands on a ticket is in its author's own name. Leave author "
                    "and sender as they are, and say in the text for whom you write."
                )
            )

    def _get_house_addresses(self):
        """Return the addresses that stand for the house and for nobody's person."""
        tickets = self.env[TICKET].sudo().browse(self.mapped("res_id")).exists()
        companies = tickets.company_id | self.env.company.sudo()
        return {
            email_normalize(address)
            for address in [
                *companies.mapped("email"),
                *companies.mapped("catchall_email"),
                *tickets.team_id.alias_id.mapped("alias_full_name"),
            ]
        }

    @api.model
    def _set_house_senders(self, vals_list, tickets):
        """Let the vendor's people write from the address of the house.

        :param list vals_list: as for ``create``, of messages on tickets; changed in
            place
        :param tickets: these tickets, with sudo
        """
        # sudo: of the author and the company only name and address count.
        partners = self.env["res.partner"].sudo()
        of_id = {ticket.id: ticket for ticket in tickets}
        own = self.env.user.partner_id.id
        for vals in vals_list:
            author = partners.browse(vals.get("author_id", own) or [])
            if author and author._works_for_vendor():
                ticket = of_id.get(vals.get("res_id"), tickets.browse())
                is_for_client = vals.get("audience") == "client"
                sender = self._get_house_sender(ticket, author, is_for_client)
                if sender:
                    vals["email_from"] = sender

    @api.model
    def _get_house_sender(self, ticket, author, is_for_client):
        """Return name and address that somebody of the vendor writes from on a ticket,
        empty where the house has no address.

        :param ticket: helpdesk.ticket record with sudo, empty for none
        :param author: res.partner record with sudo
        :param bool is_for_client: the client reads it
        """
        if ticket and ticket.pipeline != "escalation" and is_for_client:
            return ticket._get_sender_for_client(author)
        # sudo: only its addresses count, for whoever writes.
        company = ticket.company_id or self.env.company.sudo()
        address = company.catchall_email or company.email
        return formataddr((author.name, address)) if address else ""
