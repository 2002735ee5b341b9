from odoo import _, api, models
from odoo.tools import html2plaintext, plaintext2html

from ...policies import sizes


class HelpdeskTicket(models.Model):
    """E-mails are as long as their writers like; what is stored of them is not."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _fit_mail(self, values):
        """Make an e-mail fit a ticket: what is longer than a text becomes a file.

        :param dict values: what Odoo has read from it, changed in place
        """
        values["subject"] = sizes.cut_title(values.get("subject"))
        body = values.get("body") or ""
        if sizes.is_long_without_pictures(body):
            # sudo: the language of who writes.
            author = (
                self.env["res.partner"].sudo().browse(values.get("author_id") or [])
            )
            lang = author.lang or self.env.company.partner_id.lang or self.env.lang
            text = html2plaintext(body)
            name = self.with_context(lang=lang)._get_long_mail_file()
            file = (name, text.encode(), {})
            values["attachments"] = [*(values.get("attachments") or []), file]
            values["body"] = self.with_context(lang=lang)._get_short_mail(text, name)
        else:
            values["body"] = self._prepare_mail_body(body)

    def _get_long_mail_file(self):
        return _("e-mail.txt")

    def _get_short_mail(self, text, name):
        """Return how a long e-mail begins, and where the rest is."""
        beginning = text[: sizes.BEGINNING].strip()
        rest = _("This e-mail is very long: all of it is in the file %s.", name)
        return plaintext2html(f"{beginning} …\n\n{rest}")
