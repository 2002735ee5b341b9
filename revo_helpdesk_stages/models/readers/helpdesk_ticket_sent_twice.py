from markupsafe import Markup, escape

from odoo import SUPERUSER_ID, api, models
from odoo.tools import is_html_empty

# How long the same words are the same message. A double click, a second tab and a
# browser or proxy that tries again send them within it; who says "ok" once more later
# means it.
_SECONDS = 60

# What the present user has just written on the ticket, in the stage where it is.
_WRITTEN = """
    FROM mail_message AS message
   WHERE message.model = 'helpdesk.ticket'
     AND message.res_id = ticket.id
     AND message.id > COALESCE(ticket.stage_message_id, 0)
     AND message.create_uid = %(user)s
     AND message.message_type = 'comment'
     AND message.create_date < now() AT TIME ZONE 'UTC'
     AND message.create_date
       > now() AT TIME ZONE 'UTC' - %(seconds)s * interval '1 second'
"""
_HOLD = "UPDATE helpdesk_ticket AS ticket SET write_date = write_date WHERE id = %(id)s"
_HOLD_UNLESS_WRITTEN = f"{_HOLD} AND NOT EXISTS (SELECT {_WRITTEN})"
_FIND_WRITTEN = f"""
    SELECT ARRAY(SELECT message.id {_WRITTEN} ORDER BY message.id DESC)
      FROM helpdesk_ticket AS ticket
     WHERE id = %(id)s
"""


class HelpdeskTicket(models.Model):
    """What one of the staff sends twice counts once, as with the forms of clients."""

    _inherit = "helpdesk.ticket"

    def _find_same_word(self, kwargs):
        """Return the message that is sent once more, empty for a new one.

        It has the same author, words, files and readers, and the ticket is still in the
        stage it was written in. What one transaction writes is no repetition.

        :param dict kwargs: of ``message_post``, with the readers that were settled
        """
        messages = self.env["mail.message"]
        is_typed = kwargs.get("message_type") == "comment"
        # Not asked for su, as which the web client's words come in 19.0.
        is_staff = self.env.uid != SUPERUSER_ID and not self.env.user.share
        if not (is_typed and is_staff):
            return messages
        # SQL: the row is written as it was, so that PostgreSQL lets no other word on
        # the ticket in until this one is committed. Odoo then tries that one again,
        # which finds this one. No value changes, and of messages only those come that
        # the present user has written.
        values = {"id": self.id, "user": self.env.uid, "seconds": _SECONDS}
        # That somebody was faster is no error.
        self.env.cr.execute(_HOLD_UNLESS_WRITTEN, values, log_exceptions=False)
        if self.env.cr.rowcount:
            return messages
        self.env.cr.execute(_FIND_WRITTEN, values)
        (written,) = self.env.cr.fetchone() or ([],)
        for message in messages.browse(written):
            if self._is_same_word(message, kwargs):
                return message
        self.env.cr.execute(_HOLD, values, log_exceptions=False)
        return messages

    def _is_same_word(self, message, kwargs):
        """Return whether a message says the same as values of ``message_post``, to the
        same readers.
        """
        author_id, _email = self._message_compute_author(
            kwargs.get("author_id"), kwargs.get("email_from")
        )
        # sudo: whom it told, and its files, may be none of its author's to look up.
        sent = message.sudo()
        return (
            sent.author_id.id == author_id
            and sent.audience == kwargs["audience"]
            and sent.subtype_id.id == self._get_subtype_id(kwargs)
            # Where none is given, Odoo notes the one of the e-mail.
            and (kwargs.get("subject") or sent.subject) == sent.subject
            and set(kwargs.get("partner_ids") or []) <= set(sent.partner_ids.ids)
            and str(sent.body or "") == self._get_stored_body(kwargs)
            and self._get_sent_files(sent.attachment_ids)
            == self._get_sent_files(
                sent.attachment_ids.browse(kwargs.get("attachment_ids") or []),
                kwargs.get("attachments") or [],
            )
        )

    def _get_stored_body(self, kwargs):
        """Return the text of values of ``message_post`` as a message keeps it."""
        body = kwargs.get("body") or ""
        if kwargs.get("body_is_html"):
            body = Markup(body)
        values = {**kwargs, "body": escape(body)}
        messages = self.env["mail.message"]
        messages._leave_pictures_out([values])
        stored = messages._fields["body"].convert_to_cache(values["body"], messages)
        return "" if is_html_empty(stored) else str(stored)

    @api.model
    def _get_sent_files(self, attachments, contents=()):
        """Return what files are, uploaded twice or once."""
        checksum = attachments._compute_checksum
        return sorted(
            [(file.name, file.checksum) for file in attachments]
            + [
                (name, checksum(data.encode() if isinstance(data, str) else data))
                for name, data, *_info in contents
            ]
        )
