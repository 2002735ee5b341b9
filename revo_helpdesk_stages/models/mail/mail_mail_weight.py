from markupsafe import Markup

from odoo import _, models
from odoo.tools import html2plaintext, human_size
from odoo.tools.mail import append_content_to_html

from ...policies.sizes import weigh_as_mail
from ..readers.mail_message import TICKET

_LINE = Markup('<li><a href="%s">%s</a> (%s)</li>')


class MailMail(models.Model):
    """An e-mail about a ticket carries what mail servers take, and says where the rest
    is. 19.0 does so by itself.
    """

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, *args, **kwargs):
        emails = super()._prepare_outgoing_list(*args, **kwargs)
        if self.model != TICKET:
            return emails
        # sudo: the server sends for whoever wrote it.
        most = self.sudo()._get_most_bytes()
        for email in emails:
            sizes = [len(content) for _name, content, _type in email["attachments"]]
            if weigh_as_mail(sizes) > most:
                email["attachments"] = []
                self.sudo()._add_links(email)
        return emails

    def _get_most_bytes(self):
        """Return how many bytes of files an e-mail may carry."""
        parameters = self.env["ir.config_parameter"]
        # The name that 19.0 has for it, in MB.
        most = parameters.get_param("base.default_max_email_size", "10")
        return float(most) * 1024 * 1024

    def _add_links(self, email):
        """Name the files in an e-mail, with what opens them for its readers."""
        partner = email.get("partner_id")
        mail = self.with_context(lang=partner.lang) if partner else self
        body = append_content_to_html(email["body"], mail._get_links(), plaintext=False)
        email.update(body=body, body_alternative=html2plaintext(body))

    def _get_links(self):
        base = self.env[TICKET].browse(self.res_id).get_base_url()
        lines = Markup().join(
            _LINE % (f"{base}{self._get_file_page(file)}", file.name, size)
            for file in self.attachment_ids
            for size in [human_size(file.file_size)]
        )
        text = _("Too large for an e-mail, and kept with the ticket:")
        return Markup("<p>%s</p><ul>%s</ul>") % (text, lines)

    def _get_file_page(self, file):
        page = f"/web/content/{file.id}?download=true"
        if file.audience != "client":
            # Its readers log in.
            return page
        [token] = file.generate_access_token()
        return f"{page}&access_token={token}"
