from odoo import api, models

from ...policies.languages import choose_language


class MailMessage(models.Model):
    """The beginning of evidence, which e-mails show before they are opened."""

    _inherit = "mail.message"

    @api.depends_context("lang")
    def _compute_preview(self):
        result = super()._compute_preview()
        for message in self:
            body = choose_language(message.body, self.env.lang)
            if body != message.body:
                message.preview = self.new({"body": body}).preview
        return result
