from odoo import _, api, models
from odoo.exceptions import AccessError

from ...compat import may_access

# The palette of colours in the editor of texts.
_ASSETS = {"web_editor.colorpicker"}


# Where a field is a column, and what else is a view or part of one.
_LISTS = ("list", "tree")
_PARTS = (
    *_LISTS,
    "activity",
    "calendar",
    "form",
    "graph",
    "kanban",
    "pivot",
    "search",
)


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    def _postprocess_access_rights(self, tree):
        """Hide from resellers and clients what leads to models that they may not read:
        the web client would ask for views of these, and be refused.
        """
        if not self.env.su and self.env.user._is_party():
            for node in tree.iter("field"):
                self._hide_closed(node)
        return super()._postprocess_access_rights(tree)

    def _hide_closed(self, node):
        """Hide a field of a view if it leads to a model that the user may not read.

        :param node: of the view, which names the model of each of its parts
        """
        place = next(node.iterancestors(*_PARTS), None)
        model = place is not None and place.get("model_access_rights")
        field = model and self.env[model]._fields.get(node.get("name"))
        if not field or not field.relational:
            return
        if not may_access(self.env[field.comodel_name], "read"):
            node.set("invisible", "1")
            if place.tag in _LISTS:
                node.set("column_invisible", "1")

    @api.model
    def render_public_asset(self, template, values=None):
        """Render for resellers and clients what the editor of texts asks for alone.

        Odoo renders any template as the superuser, with what the caller says.
        """
        if self.env.user._is_party():
            if values or template not in _ASSETS:
                raise AccessError(_("Only the editor's own parts are shown like this."))
        return super().render_public_asset(template, values)
