from email.utils import parseaddr

from odoo import api, models
from odoo.tools import email_normalize

from ...policies.machines import is_unanswerable, is_unread
from ..context import UNANSWERABLE, saying, says
from ..readers.mail_message import TICKET


class MailThread(models.AbstractModel):
    """What comes back, and what is sent back."""

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
        self.env["helpdesk.integrator.request"]._note_bounce(
            message, message_dict["bounced_email"]
        )
        return result

    @api.model
    def _detect_loop_sender(self, message, message_dict, routes):
        """Stop who opens too many tickets, and tell a machine nothing of it: Odoo would
        answer each of its e-mails, as would the machine.
        """
        thread = self
        sender = email_normalize(message_dict.get("email_from") or "")
        if any(route[0] == TICKET for route in routes or ()) and (
            is_unanswerable(message) or is_unread(sender)
        ):
            thread = saying(self, UNANSWERABLE)
        return super(MailThread, thread)._detect_loop_sender(
            message, message_dict, routes
        )

    @api.model
    def _routing_create_bounce_email(self, *args, **kwargs):
        if says(self, UNANSWERABLE):
            return None
        return super()._routing_create_bounce_email(*args, **kwargs)
