import re

from markupsafe import Markup

from odoo import Command, _, models

from ...policies.audience import narrowest
from .mail_message import TICKET

# What a copy has of its original. Whom that was sent to is not told again.
_KEPT = [
    "audience",
    "author_guest_id",
    "author_id",
    "author_tier",
    "body",
    "date",
    "email_from",
    "is_internal",
    "message_type",
    "subject",
    "subtype_id",
]
_LINK = re.compile(r"""(/web/(?:image|content)/)(\d+)([^"'\s<>]*)""")
_TOKEN = re.compile(r"(access_token=)[\w-]*")


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _copy_to(self, ticket):
        """Copy files to a ticket, for the readers that they have.

        Who calls it has made sure that the present user may.

        :return: ``{file: copy}``
        """
        # sudo: the readers of a file are settled by the server.
        files = self.sudo()
        values = [
            file.copy_data(
                {
                    "access_token": False,
                    "audience": narrowest([file.audience]),
                    "raw": file.raw,
                    "res_id": ticket.id,
                    "res_model": ticket._name,
                }
            )[0]
            for file in files
        ]
        return dict(zip(files, files.create(values), strict=True))


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _copy_to(self, ticket, files):
        """Copy messages of tickets to another one, as they are, for their readers.

        Nobody is told again, and no move takes a copy for the text that it asks for.
        Who calls it has made sure that the present user may.

        :param ticket: helpdesk.ticket record
        :param dict files: ``{message: {file: copy}}``; other files stay behind
        :return: the copies, in the same order
        """
        # sudo: author, date and readers stay, which nobody settles but the server.
        messages, ticket = self.sudo(), ticket.sudo()
        reply_to = ticket._notify_get_reply_to()[ticket.id]
        values = []
        for message, row in zip(messages, messages.read(_KEPT, load=None), strict=True):
            copies = files.get(message, {})
            number = ticket.browse(message.res_id).number
            # Odoo's own subject is the title of the ticket, which not all of the new
            # one's readers know.
            own = row["subject"] if number not in (row["subject"] or "") else False
            row.update(
                attachment_ids=[Command.set([copy.id for copy in copies.values()])],
                body=relink(row["body"], copies)
                + message._get_copy_mark(ticket, number),
                model=TICKET,
                reply_to=reply_to or row["email_from"],
                requirement="nothing",
                res_id=ticket.id,
                subject=own,
            )
            del row["id"]
            values.append(row)
        created = messages.create(values)
        # Those who read another message with the file do not read this one by it.
        shared = {file: copy for of in files.values() for file, copy in of.items()}
        for file, copy in shared.items():
            audience = narrowest([file.audience, copy.audience])
            if copy.audience != audience:
                copy.audience = audience
        return created

    def _get_copy_mark(self, ticket, number):
        """Add, in the reader's language where a copy comes from."""
        client = ticket.partner_id or ticket.company_id.partner_id
        lang = client.lang if self.audience == "client" else self.env.lang
        text = self.with_context(lang=lang)._get_copy_text(number)
        return Markup("<p><small>%s</small></p>") % text

    def _get_copy_text(self, number):
        return _("Copied from %s", number)


def relink(text, copies):
    """Return a text that shows the copies of the files that it shows.

    :param text: html
    :param dict copies: ``{file: copy}``
    """
    of = {file.id: copy for file, copy in copies.items()}

    def link(match):
        path, number, rest = match.groups()
        copy = of.get(int(number))
        if not copy:
            return match[0]
        if _TOKEN.search(rest):
            token = copy.generate_access_token()[0]
            rest = _TOKEN.sub(rf"\g<1>{token}", rest)
        return f"{path}{copy.id}{rest}"

    return Markup(_LINK.sub(link, text or ""))
