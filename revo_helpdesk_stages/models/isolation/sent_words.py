"""What was sent on a ticket is evidence: it stays as it was, for its author, too.

Only a helpdesk manager changes it, and then it shows: who reads the text finds below
it what it said before.
"""

from markupsafe import Markup

from odoo import SUPERUSER_ID, _, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime

from ..context import UNSEALED, saying, says
from ..groups import MANAGER_GROUP
from ..readers.mail_message import TICKET, Settled

# What a message says, by whom, when, where and to whom. Everything else of it, such as
# who has starred it, Odoo writes as the superuser.
WORDS = frozenset(
    {
        "attachment_ids",
        "author_guest_id",
        "author_id",
        "body",
        "date",
        "email_from",
        "is_internal",
        "message_type",
        "model",
        "parent_id",
        "record_name",
        "res_id",
        "subject",
        "subtype_id",
        "tracking_value_ids",
    }
)

# What a file is, and where it stands.
CONTENT = frozenset(
    {
        "checksum",
        "datas",
        "db_datas",
        "description",
        "file_size",
        "mimetype",
        "name",
        "public",
        "raw",
        "res_field",
        "res_id",
        "res_model",
        "store_fname",
        "type",
        "url",
    }
)


class MailMessage(models.Model):
    _inherit = "mail.message"

    def unlink(self):
        self._guard_sent(WORDS)
        return super(MailMessage, saying(self, UNSEALED)).unlink()

    def _guard_sent(self, names, vals=None):
        """Check that nobody changes what was sent on a ticket; show where a manager
        does.

        :param names: the fields that are written, all where it is deleted
        :param dict vals: what is written, ``None`` where it is deleted
        :raises AccessError: for everybody but helpdesk managers
        """
        if self.env.su:
            # What Odoo itself marks on a message, such as who has starred it.
            names = names & WORDS
        if not names or self._is_unsealed():
            return
        # sudo: that it stands on a ticket is enough, whoever reads it.
        sent = self.sudo().filtered(lambda message: message.model == TICKET)
        if vals is not None and (vals.get("model") == TICKET):
            sent = self.sudo()
        if vals is not None and self.env.su:
            sent = sent.filtered(lambda message: not message._only_gets_subject(vals))
        if not sent:
            return
        if not self.env.user.has_group(MANAGER_GROUP):
            self._refuse_sent()
        if names & WORDS:
            # What comes to a ticket from elsewhere has said nothing on one so far.
            on_tickets = sent.filtered(lambda message: message.model == TICKET)
            on_tickets._leave_traces(is_deleted=vals is None)

    def _is_unsealed(self):
        return self.env.uid == SUPERUSER_ID or says(self, UNSEALED)

    def _only_gets_subject(self, vals):
        """Return whether Odoo only notes the subject of the e-mail about a message that
        has none, or has it in several lines.
        """
        subject = " ".join((self.subject or "").split())
        return WORDS & vals.keys() == {"subject"} and subject in ("", vals["subject"])

    def _refuse_sent(self):
        raise AccessError(
            _(
                "What was sent on a ticket stays as it was sent: others rely on it. "
                "Write what is to be corrected in another message, or ask a helpdesk "
                "manager."
            )
        )

    def _leave_traces(self, is_deleted):
        """Write below texts, for their readers, who changed them and what they said."""
        shown = self._get_shown_authors()
        done = _("Deleted this text:") if is_deleted else _("Changed this text:")
        for message in self:
            author = shown[message.id][0]
            if message.audience != "client":
                author = message.author_id.name or message.email_from or author
            date = format_datetime(self.env, message.date, dt_format="d MMM y, HH:mm")
            former = Markup(
                "<p><strong>%s</strong> %s, %s</p><blockquote>%s</blockquote>"
            )
            files = ", ".join(message.attachment_ids.mapped("name"))
            body = former % (done, author, date, Markup(message.body or ""))
            if message.subject:
                body += Markup("<p>%s</p>") % message.subject
            if files:
                body += Markup("<p>%s</p>") % files
            message._write_trace(body)

    def _write_trace(self, body):
        """Write on the ticket of a message, for its readers, in the user's name."""
        # sudo: the server settles for whom it is; nobody is told, and nothing moves.
        self.env["mail.message"].sudo().create(
            {
                "audience": Settled(self.audience) if self.audience else False,
                "author_id": self.env.user.partner_id.id,
                "author_tier": Settled("manager"),
                "body": body,
                "date": fields.Datetime.now(),
                "is_internal": self.audience != "client",
                "message_type": "comment",
                "model": TICKET,
                "requirement": Settled("nothing"),
                "res_id": self.res_id,
                "subtype_id": self.env.ref("mail.mt_note").id,
            }
        )


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def unlink(self):
        self._guard_sent(CONTENT)
        return super().unlink()

    def _guard_sent(self, names):
        """Check that nobody changes or deletes a file that was sent with a message on a
        ticket; show where a manager does.

        :param names: the fields that are written, all where it is deleted
        :raises AccessError: for everybody but helpdesk managers
        """
        if not names & CONTENT or not self.ids:
            return
        if self.env.uid == SUPERUSER_ID or says(self, UNSEALED):
            return
        # sudo: that it was sent is enough, whoever reads it. What a ticket's message
        # carries is the ticket's, or has readers: of other files nothing is asked.
        files = self.sudo().filtered(lambda f: f.audience or f.res_model == TICKET)
        if not files:
            return
        messages = self.env["mail.message"].sudo()
        messages = messages.search(
            [("model", "=", TICKET), ("attachment_ids", "in", files.ids)]
        )
        if messages and not self.env.user.has_group(MANAGER_GROUP):
            messages._refuse_sent()
        for message in messages:
            # sudo: as the messages are.
            files = message.attachment_ids & self.sudo()
            message._write_trace(
                Markup("<p><strong>%s</strong> %s</p>")
                % (
                    _("Changed or deleted these files:"),
                    ", ".join(files.mapped("name")),
                )
            )


class MailTrackingValue(models.Model):
    _inherit = "mail.tracking.value"

    def write(self, vals):
        self._refuse_change()
        return super().write(vals)

    def unlink(self):
        self._refuse_change()
        return super().unlink()

    def _refuse_change(self):
        """What the system noted of a change of a ticket is nobody's to change."""
        if self.env.su:
            return
        # sudo: that it stands on a ticket is enough, whoever reads it.
        if TICKET in self.sudo().mail_message_id.mapped("model"):
            self.env["mail.message"]._refuse_sent()
