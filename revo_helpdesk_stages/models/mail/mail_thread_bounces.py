from email.utils import parseaddr

from odoo import api, models
from odoo.tools import email_normalize

from ..readers.mail_message import TICKET


class MailThread(models.AbstractModel):
    """What comes back."""

    _inherit = "mail.thread"

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        """Note on the ticket that what was sent to its client has come back."""
        result = super()._routing_handle_bounce(email_message, message_dict)
        # sudo: the gateway notes what becomes of everybody's e-mails.
        message = message_dict["bounced_message"].sudo()
        if message.model == TICKET and message.audience == "client":
            ticket = self.env[TICKET].sudo().browse(message.res_id)
            address = parseaddr(ticket._get_client_address())[1]
            # Others may read it, too, and have mailboxes of their own.
            if address and message_dict["bounced_email"] == email_normalize(address):
                message._mark_undelivered("bounced")
        return result
