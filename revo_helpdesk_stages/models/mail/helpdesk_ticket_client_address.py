from odoo import _, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize
from odoo.tools.misc import clean_context

from ...compat import base_mail_values
from ..context import NO_ANSWER, UNSEALED, saying, says


class HelpdeskTicket(models.Model):
    """What is for the client goes to the client's address, whoever writes: also where
    the address is no contact's, or one whom Odoo would not tell.
    """

    _inherit = "helpdesk.ticket"

    def _is_for_client(self, kwargs, values):
        """Return whether a text is sent to the client: a message for it, not a note.

        :param dict kwargs: as given to ``message_post``
        :param dict values: what is settled of its readers
        """
        return (
            values["audience"] == "client"
            and values["author_tier"] != "client"
            and kwargs.get("message_type") != "out_of_office"
            # A machine's answer is nobody's word to the client.
            and not says(self, NO_ANSWER)
            and self._is_of_subtype({**kwargs, **values}, "mail.mt_comment")
        )

    def _get_mailed_contact(self):
        """Return the contact if Odoo itself sends e-mails to it, else an empty one."""
        # sudo: who writes need not see to whom it goes.
        contact = self.sudo().partner_id
        has_address = contact.active and email_normalize(contact.email)
        return contact if has_address else contact.browse()

    def _reach_client(self, message, kwargs):
        """Send what is for the client to its address where Odoo has told nobody there,
        and say so on the ticket where there is none.

        :param message: mail.message record
        :param dict kwargs: as given to ``message_post``, with what was settled
        """
        if not self._is_for_client(kwargs, kwargs):
            return
        # sudo: who writes need not see to whom it goes.
        ticket, message = self.sudo(), message.sudo()
        contact = ticket.partner_id
        told = ticket._get_mailed_contact()
        if contact == message.author_id or (told and told.id in kwargs["partner_ids"]):
            return
        address = ticket._get_client_address()
        if not address:
            message._mark_undelivered("no_address")
        elif email_normalize(address) not in message._get_mailed_addresses():
            ticket._queue_for_client(message, kwargs.get("scheduled_date"))

    def _queue_for_client(self, message, scheduled_date=None):
        """Queue the e-mail about a message to the address of the client.

        It looks as Odoo's own to somebody without a login.

        :param message: mail.message record with sudo
        :param scheduled_date: when to send it, at once without
        :raises UserError: where the client has no address
        """
        self.ensure_one()
        address = self._get_client_address()
        if not address:
            raise UserError(
                _(
                    "The client of %s has no e-mail address. Enter one on the ticket "
                    "or on the contact, and send it again.",
                    self.number,
                )
            )
        recipient = self._get_client_recipient(email_normalize(address))
        base = base_mail_values(self, message, [recipient], auto_delete=True)
        groups = self._notify_get_classified_recipients_iterator(
            message, [recipient], msg_vals={}
        )
        # Defaults are those of another model: of what is just being written.
        context = clean_context(self.env.context)
        # The e-mail names its sender on the message, too, as Odoo's own does.
        mails = saying(self.env(context=context)["mail.mail"], UNSEALED)
        for _lang, render_values, group in groups:
            body = self._notify_by_email_render_layout(
                message, group, msg_vals={}, render_values=render_values
            )
            mails.create(
                {
                    **base,
                    "body_html": body,
                    "email_to": address,
                    "scheduled_date": scheduled_date,
                }
            )
        self._trigger_mail_queue()

    def _get_client_recipient(self, address):
        """Return the client as Odoo describes recipients that are no contacts.

        :param str address: normalized
        """
        return {
            "active": True,
            "email_normalized": address,
            "groups": [],
            "id": False,
            "is_follower": False,
            "lang": self._get_client_lang(),
            "name": self._get_client_name() or address,
            "notif": "email",
            "share": True,
            "type": "customer",
            "uid": False,
            "ushare": False,
        }
