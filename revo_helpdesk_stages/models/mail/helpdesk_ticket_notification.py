from odoo import _, models
from odoo.tools import email_normalize, formataddr

from ...policies.audience import AUDIENCE_OF_TIER
from ...policies.mail import audience_of_answer, is_note

# The recipients of an e-mail whose page of the ticket is a reseller's.
RESELLERS = "helpdesk_reseller"
_READER_OF_GROUP = {RESELLERS: "reseller", "user": "support"}


class HelpdeskTicket(models.Model):
    """What e-mails tell of a ticket, to whom, and where they say to answer."""

    _inherit = "helpdesk.ticket"

    def _prepare_addressees(self, kwargs, values):
        """Return whom a text is addressed to: nobody who may not read it, as Odoo shows
        a message to all on it.

        :param dict kwargs: as given to ``message_post``
        :param dict values: what is settled of its readers
        """
        named = values.get("partner_ids", kwargs.get("partner_ids"))
        if kwargs.get("message_type") == "out_of_office":
            # It answers to one person, and is no message to the other side.
            named = kwargs.get("partner_ids")
        partners = self.env["res.partner"].browse(named or [])
        if self._is_for_client(kwargs, values):
            partners |= self._get_mailed_contact().sudo(False)
        return {"partner_ids": self._get_readers(partners, values["audience"]).ids}

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Add, in the reader's language where to answer, with a button to it.

        Who has no page of the ticket gets neither.
        """
        groups = super()._notify_get_recipients_groups(
            message, model_description, msg_vals=msg_vals
        )
        if not self or self.pipeline != "escalation":
            return groups
        reseller, vendor = self._get_audience_groups()
        # sudo: who posts need not see all of what is sent.
        audience = message.sudo().audience
        groups = [self._get_resellers_group(reseller, vendor), *groups]
        for name, _is_in, group in groups:
            if name in ("follower", "customer"):
                continue
            group["has_button_access"] = True
            group.setdefault("button_access", {})["title"] = _("Open the ticket")
            reader = _READER_OF_GROUP.get(name, "client")
            group["answer_button"] = self._get_answer_button(reader, audience)
        return groups

    def _get_resellers_group(self, reseller, vendor):
        def is_in(recipient):
            reader = self._get_reader_audience(recipient, reseller, vendor)
            return recipient["type"] == "user" and reader == "reseller"

        return [RESELLERS, is_in, {"active": True}]

    def _get_answer_button(self, tier, answered):
        """Return the word on the button of the ticket with which somebody answers.

        :param str tier: client, reseller or support
        :param answered: the audience of what is answered, or ``None``
        """
        if tier == "client":
            return _("Send")
        audience = audience_of_answer(tier, answered)
        kind = "note" if is_note(tier, audience) else "message"
        return self._get_writing_label(kind, tier, audience)

    def _notify_by_email_prepare_rendering_context(self, message, *args, **kwargs):
        values = super()._notify_by_email_prepare_rendering_context(
            message, *args, **kwargs
        )
        values["opening"] = self._get_opening_words(message)
        if self.pipeline == "escalation":
            # Under an internal note Odoo says that an answer becomes one, too.
            values["subtype"] = False
            if self._is_for_client_by_vendor(message):
                values["signature"] = ""
        return values

    def _notify_by_email_get_base_mail_values(self, message, *args, **kwargs):
        """Name the house as sender where a client is told no names."""
        values = super()._notify_by_email_get_base_mail_values(message, *args, **kwargs)
        if self.pipeline == "escalation" and self._is_for_client_by_vendor(message):
            # sudo: who posts need not see all of what is sent.
            house = self.sudo().company_id.name
            for name in ("email_from", "reply_to"):
                address = email_normalize(message.sudo()[name])
                values[name] = formataddr((house, address)) if address else False
        return values

    def _is_for_client_by_vendor(self, message):
        """Return whether the vendor wrote for the client, who is not told its names."""
        # sudo: who posts need not see all of what is sent.
        message = message.sudo()
        tier = message.author_tier
        return message.audience == "client" and (
            bool(tier) and AUDIENCE_OF_TIER[tier] == "vendor"
        )

    def _notify_get_reply_to(self, default=None, **kwargs):
        """Answers go to the team's address, else the catchall, else the company's."""
        if not self:
            return super()._notify_get_reply_to(default=default, **kwargs)
        result = {}
        for company, tickets in self.grouped("company_id").items():
            # sudo: a client, whose answer is sent, may not read the company.
            house = company.sudo().email_formatted or default
            result.update(
                super(HelpdeskTicket, tickets)._notify_get_reply_to(
                    default=house, **kwargs
                )
            )
        return result

    def _notify_by_email_get_headers(self, headers=None):
        """Name no outsiders as recipients, as 19.0 does for answers to all."""
        headers = super()._notify_by_email_get_headers(headers=headers)
        # sudo: a client, whose answer is sent, may not read the line of its ticket.
        if self and self.sudo().pipeline == "escalation":
            headers.pop("X-Msg-To-Add", None)
        return headers

    def _notify_thread_with_out_of_office(self, message, *args, **kwargs):
        """Answer for who is away, in 19.0."""
        # sudo: it is posted in the name of who is away, which nobody else may do.
        return super(HelpdeskTicket, self.sudo())._notify_thread_with_out_of_office(
            message, *args, **kwargs
        )
