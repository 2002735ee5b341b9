from odoo import models
from odoo.tools import html2plaintext


class HelpdeskTicket(models.Model):
    """The e-mail that opens a ticket is its description, too."""

    _inherit = "helpdesk.ticket"

    def _describe_by_mail(self, message):
        """Show the pictures of the e-mail that opens a ticket in its description, which
        was written before Odoo had stored them.

        :param message: mail.message record
        """
        # sudo: the server copies what has just been written.
        ticket, message = self.sudo(), message.sudo()
        if (
            message.message_type == "email"
            and message.subtype_id == ticket._creation_subtype()
            and "cid:" in (ticket.description or "")
        ):
            ticket._write_settled({"description": message.body})
            ticket._share_described_images()

    def _repeats_description(self, message):
        """Return whether a message says what the description says: the e-mail that has
        opened the ticket.

        :param message: mail.message record with sudo
        """
        return (
            message.subtype_id == self._creation_subtype()
            and html2plaintext(message.body or "").split()
            == html2plaintext(self.description or "").split()
        )

    def _get_opening_words(self, message):
        """Return what a ticket begins with, where an e-mail tells of nothing but that
        it is there; else ``False``.

        :param message: mail.message record
        """
        # sudo: who posts need not see all of what is sent.
        message = message.sudo()
        # 19.0 says in it that there is a ticket, 17.0 nothing.
        is_note = message.message_type == "notification"
        if not is_note or message.subtype_id != self._creation_subtype():
            return False
        return self.sudo().description
