from odoo import _, api, models
from odoo.exceptions import AccessError

# The palette of colours in the editor of texts.
_ASSETS = {"web_editor.colorpicker"}


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    @api.model
    def render_public_asset(self, template, values=None):
        """Render for resellers and clients what the editor of texts asks for alone.

        Odoo renders any template as the superuser, with what the caller says.
        """
        if self.env.user._is_party():
            if values or template not in _ASSETS:
                raise AccessError(_("Only the editor's own parts are shown like this."))
        return super().render_public_asset(template, values)
