from odoo import _, fields, models
from odoo.exceptions import UserError
from odoo.tools import formataddr

from ...policies.integrators import tag_address
from .helpdesk_integrator_request import (
    HelpdeskIntegratorRequest as DefinedHelpdeskIntegratorRequest,
)

# How many messages before this one an e-mail names, so that programs show them as one
# conversation.
_NAMED_BEFORE = 3


class HelpdeskIntegratorRequest(models.Model):
    """What is written to an integrator goes by e-mail, from an address that its answers
    come back to.

    The e-mail is the message and nothing else: no title, text, person or file of the
    case is in it that nobody has put there.
    """

    _inherit = DefinedHelpdeskIntegratorRequest._name

    def message_post(self, **kwargs):
        """Send a message to the integrator; keep a note; take what comes in by e-mail.

        :raises UserError: where nobody can be written to, or no answer could come back
        """
        self.ensure_one()
        automatic = kwargs.pop("is_automatic_mail", False)
        # Who is on a message may read it, whoever may read the request.
        kwargs["partner_ids"] = []
        is_mail = kwargs.get("message_type") == "email"
        is_request = not is_mail and self._is_request(kwargs)
        if is_request:
            self.integrator_id._get_addresses()
            self._get_sender()
            kwargs["subject"] = kwargs.get("subject") or self._get_subject()
        # In the words of 17.0 and of 19.0.
        thread = self.with_context(
            mail_create_nosubscribe=True, mail_post_autofollow_author_skip=True
        )
        message = super(HelpdeskIntegratorRequest, thread).message_post(**kwargs)
        if is_request:
            self._send(message)
        elif is_mail and not automatic and not self._is_of_vendor(message.author_id):
            # sudo: the server notes what comes in.
            self.sudo()._note_answer()
        return message

    def _notify_thread(self, message, *args, **kwargs):
        """Notify nobody: the integrator gets its e-mail, the vendor its activity."""
        return []

    def _is_request(self, kwargs):
        """Return whether a message is for the integrator, and no note."""
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        return kwargs.get("message_type") == "comment" and (
            kwargs.get("subtype_xmlid") == "mail.mt_comment"
            or kwargs.get("subtype_id") == comment
        )

    def _get_subject(self):
        """Return the subject of a request: our number and the integrator's, and nothing
        that a client has written.
        """
        self.ensure_one()
        # sudo: who writes need not read the contact, whose language it is in.
        lang = self.integrator_id.sudo().partner_id.lang or self.env.lang
        request = self.with_context(lang=lang)
        return request._say_subject(self.ticket_id.number, self.reference)

    def _say_subject(self, number, reference):
        if not reference:
            return number
        return _(
            "%(number)s, your reference %(reference)s",
            number=number,
            reference=reference,
        )

    def _get_sender(self):
        """Return from whom a request comes: the house, by the address of this very
        conversation.

        :raises UserError: where the company has no address at all
        """
        self.ensure_one()
        # sudo: who writes may not read how the house takes e-mail in.
        request = self.sudo()
        company = request.ticket_id.company_id
        address = company.catchall_email
        address = tag_address(address, request.mark) if address else company.email
        if not address:
            raise UserError(
                _(
                    "No answer could come back: %s has no e-mail address. Ask an "
                    "administrator to set its e-mail domain.",
                    company.name,
                )
            )
        return formataddr((company.name, address))

    def _send(self, message):
        """Queue the e-mail of a message to the integrator.

        :param message: mail.message record
        """
        sender = self._get_sender()
        before = self.message_ids.sorted("id", reverse=True) - message
        # sudo: the server sends for whoever writes.
        self.env["mail.mail"].sudo().create(
            {
                "auto_delete": True,
                "body_html": message.body,
                "email_from": sender,
                "email_to": ", ".join(self.integrator_id._get_addresses()),
                # Deleted once it is sent, it leaves its message.
                "is_notification": True,
                "mail_message_id": message.id,
                "references": " ".join(
                    filter(None, before[:_NAMED_BEFORE].mapped("message_id"))
                ),
                "reply_to": sender,
                "subject": message.subject,
            }
        )
        self.env["helpdesk.ticket"]._trigger_mail_queue()
        # sudo: the server notes what follows from it.
        self.sudo()._note_asked()

    def _note_asked(self):
        """Note that an answer is awaited from now on, and until when."""
        now = fields.Datetime.now()
        until = self._get_answer_until(now)
        values = {
            "state": "asked",
            "asked_date": now,
            "answer_until": until,
            "is_undelivered": False,
        }
        today = fields.Date.context_today(self)
        if until and (not self.next_date or self.next_date <= today):
            _calendar, zone = self._get_working_place()
            values["next_date"] = fields.Datetime.context_timestamp(
                self.with_context(tz=zone.zone), until
            ).date()
        self.write(values)

    def _get_answer_until(self, moment):
        """Return until when the integrator should answer, ``False`` for no such time.

        :param datetime moment: when it is asked
        """
        hours = self.integrator_id.answer_hours
        if not hours:
            return False
        calendar, _zone = self._get_working_place()
        return calendar._add_hours([moment], hours).get(moment, False)
