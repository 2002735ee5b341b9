from odoo import SUPERUSER_ID, models
from odoo.tools import email_normalize
from odoo.tools.mail import generate_tracking_message_id, html_sanitize

from ...policies import mail as policy
from ...policies.audience import may_read
from ...policies.machines import is_automatic, is_unread
from ..context import NO_ANSWER, PARTIES_ONLY, saying


class HelpdeskTicket(models.Model):
    """What comes in by e-mail.

    Who writes is who the e-mail says, as everywhere in Odoo: that nobody forges a
    sender is for the mail server to check (SPF, DKIM, DMARC).
    """

    _inherit = "helpdesk.ticket"

    def _accept_mail(self, message, values, alias):
        """Return whether an e-mail is written on this ticket; answer to it where not.

        :param message: the e-mail
        :param dict values: what Odoo has read from it; gets its author
        :param alias: mail.alias that it was sent to, if any
        """
        self.ensure_one()
        # sudo: the gateway decides by what it may not read as the user it runs for.
        ticket = self.sudo()
        email_from = values["email_from"]
        author = ticket._find_author(email_from, values.get("author_id"))
        automatic = is_automatic(message)
        if not (
            author or ticket._is_opened_from(email_from) or ticket._names(email_from)
        ):
            if not automatic:
                ticket._send_back_to_stranger(message, values, alias)
            return False
        refuses = ticket.team_id.email_answers == "refuse"
        if ticket.pipeline == "escalation" and refuses:
            if not automatic:
                ticket._send_back(message, values, author)
            return False
        values.update(author_id=author.id, is_automatic_mail=automatic)
        return True

    def message_new(self, msg, custom_values=None):
        """Open a ticket, followed only by who takes part in it."""
        # sudo: the author's own users decide.
        author = self.env["res.partner"].sudo().browse(msg.get("author_id") or [])
        tickets = saying(self, PARTIES_ONLY)
        if self.env.user not in author.user_ids:
            # Nobody of ours opens it, no matter whose login the mail server uses.
            tickets = tickets.with_user(SUPERUSER_ID)
        values = {**tickets._prepare_opening(msg, author), **(custom_values or {})}
        msg = {**msg, "cc": tickets._get_named_beside(msg)}
        ticket = super(HelpdeskTicket, tickets).message_new(msg, values)
        return self.browse(ticket.id)

    def message_update(self, msg, update_vals=None):
        """Keep everybody from following for being named in an e-mail, unless they take
        part.
        """
        tickets = saying(self, PARTIES_ONLY)
        msg = {**msg, "cc": tickets._get_named_beside(msg)}
        return super(HelpdeskTicket, tickets).message_update(msg, update_vals)

    def _prepare_mail_post(self, kwargs, automatic):
        """Settle for whom an e-mail is, by what it answers.

        :param dict kwargs: as given to ``message_post``
        :param bool automatic: a machine wrote it
        :return: ``(ticket, kwargs)`` to post with
        """
        if kwargs.get("message_type") != "email" or self.env.uid != SUPERUSER_ID:
            return self, kwargs
        kwargs = {**kwargs, **self._prepare_answer(kwargs, automatic)}
        author = self.env["res.partner"].browse(kwargs.get("author_id") or [])
        # Whom the client has named writes on the ticket, and does not follow it.
        ticket = self
        if not self._get_parties(author):
            ticket = self.with_context(mail_create_nosubscribe=True)
        # An absence notice is no answer.
        return (saying(ticket, NO_ANSWER) if automatic else ticket), kwargs

    def _prepare_answer(self, kwargs, automatic):
        """Return the values of ``message_post`` for an e-mail.

        :param bool automatic: a machine wrote it, of which nobody is told
        """
        answered = self._get_answered(kwargs)
        values = {"parent_id": answered.id, "partner_ids": []}
        if self.pipeline != "escalation":
            return values
        tier = self._get_author_tier(kwargs.get("author_id"), kwargs.get("email_from"))
        values["audience"] = policy.audience_of_answer(tier, answered.audience)
        if kwargs.get("subtype_id") == self._creation_subtype().id:
            return values
        # Odoo takes what answers a note for one, and would tell nobody of it.
        is_note = automatic or policy.is_note(tier, values["audience"])
        values["subtype_xmlid"] = "mail.mt_note" if is_note else "mail.mt_comment"
        if values["audience"] == "vendor" and not automatic:
            values["partner_ids"] = answered.author_id.ids
        return values

    def _get_answered(self, kwargs):
        """Return the message that an e-mail answers, where its author may read it."""
        # sudo: what the author may read is looked at here.
        message = self.env["mail.message"].sudo().browse(kwargs.get("parent_id") or [])
        if message.model != self._name or message.res_id != self.id:
            return message.browse()
        author = self.env["res.partner"].sudo().browse(kwargs.get("author_id") or [])
        employee = author.user_ids.filtered(lambda user: not user.share)[:1]
        reader = employee._get_audience() if employee else "client"
        readable = message.audience and may_read(reader, message.audience)
        return message if readable else message.browse()

    def _send_back(self, message, values, author):
        """Answer a party of the ticket where to answer, with the text that came."""
        answered = self._get_answered({**values, "author_id": author.id})
        tier = self._get_author_tier(author.id, values["email_from"])
        self._answer_mail(
            "revo_helpdesk_stages.mail_answer_refused",
            message,
            values,
            author,
            answers=(tier, answered.audience),
            # To the address of the party alone: who forges a sender might name
            # another one to return to, and would read of the ticket.
            email_to=values["email_from"],
        )

    def _send_back_to_stranger(self, message, values, alias):
        """Answer somebody else that nothing was written, and nothing of the ticket."""
        # sudo: the language that a stranger's address is known with.
        partners = self.env["res.partner"].sudo()
        address = email_normalize(values["email_from"])
        known = address and partners.search(
            [("email_normalized", "=", address)], limit=1
        )
        self.browse()._answer_mail(
            "revo_helpdesk_stages.mail_stranger_refused",
            message,
            values,
            known or partners,
            # What answers an e-mail of ours may come by no alias.
            write_to=(alias and alias.alias_full_name) or self.env.company.email,
        )

    def _answer_mail(
        self, template, message, values, writer, answers=None, write_to=None, **mail
    ):
        """Send an e-mail back, in the language of who wrote it.

        :param tuple answers: the writer's role, and the audience of what it answers
        :param str write_to: the address for a conversation of the writer's own
        """
        if is_unread(email_normalize(values["email_from"])):
            return
        lang = writer.lang or self._get_lang_of(message)
        ticket = self.with_context(lang=lang)
        body = self.env["ir.qweb"]._render(
            template,
            {
                "ticket": ticket,
                "link": ticket and ticket._notify_get_action_link("view"),
                "button": answers and ticket._get_answer_button(*answers),
                "sender": email_normalize(values["email_from"]),
                "write_to": write_to,
                "text": html_sanitize(values.get("body") or ""),
            },
            minimal_qcontext=True,
            lang=lang,
        )
        # Odoo takes no notice of what answers an e-mail with this mark.
        mark = generate_tracking_message_id("loop-detection-bounce-email")
        self.env["mail.thread"]._routing_create_bounce_email(
            values["email_from"],
            body,
            message,
            references=f"{values['message_id']} {mark}",
            headers=repr(policy.AUTOMATIC_ANSWER),
            **mail,
        )
