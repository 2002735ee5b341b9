from markupsafe import Markup

from odoo import api, models
from odoo.tools import plaintext2html

from ...policies.text import is_blank
from ...policies.tnef import is_packed, unpack


class HelpdeskTicket(models.Model):
    """Outlook packs what it sends to strangers into a file, at times all of it."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _unpack_mail(self, values):
        """Put the files of ``winmail.dat`` in its place, and its text where the e-mail
        has none.

        A file that cannot be read stays what it is. So it does beside what was in it
        where there is more, in a format that only Outlook reads.

        :param dict values: what Odoo has read from an e-mail, changed in place
        """
        files = []
        for name, content, info in values.get("attachments") or []:
            try:
                packed = unpack(content) if is_packed(content) else None
            except ValueError:
                packed = None
            if not packed:
                files.append((name, content, info))
                continue
            if is_blank(values.get("body")):
                # What it loads from elsewhere is left out afterwards, as of any e-mail.
                values["body"] = Markup(packed.html) or plaintext2html(packed.text)
            is_told = not (is_blank(values["body"]) and packed.has_rich_text)
            if not (packed.all_files and is_told):
                files.append((name, content, info))
            files += [
                (file, data, {"cid": shown_by} if shown_by else {})
                for file, data, shown_by in packed.files
            ]
        values["attachments"] = files
