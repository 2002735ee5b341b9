from odoo import models

from ...policies.languages import choose_language, has_languages


class HelpdeskTicket(models.Model):
    """What the server wrote into evidence is e-mailed in its reader's language."""

    _inherit = "helpdesk.ticket"

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        values = dict(render_values or {})
        language = values.get("lang") or self.env.lang
        # sudo: who posts need not see all of what is sent.
        if has_languages(message.sudo().body):
            # Else the beginning, which is shown before it is opened, has them all.
            values["message"] = message.with_context(lang=language)
        body = super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals=msg_vals, render_values=values
        )
        return choose_language(body, language)
