from odoo import api, models

from ..groups import GROUP_OF_TIER, MANAGER_GROUP

# The overview beside the board. Managers have it in front.
_BESIDE = "revo_helpdesk_stages.helpdesk_overview_menu"


class IrUiMenu(models.Model):
    """Resellers' people see the menus that name their group, and no others: what
    another addon offers to every employee is not for them. Nobody has one twice.
    """

    _inherit = "ir.ui.menu"

    @api.model
    def _visible_menu_ids(self, debug=False):
        visible = super()._visible_menu_ids(debug=debug)
        if self.env.user.has_group(MANAGER_GROUP):
            beside = self.env["ir.model.data"]._xmlid_to_res_id(_BESIDE)
            return visible - {beside}
        if not self.env.user._is_reseller_only():
            return visible
        # sudo: nobody else may read which menu is for which group. The menus are all
        # asked for, as those of this user are what is being found out.
        menus = self.sudo().with_context(**{"ir.ui.menu.full_list": True})
        group = self.env.ref(GROUP_OF_TIER["reseller"])
        named = menus.search([("groups_id", "any", [("id", "=", group.id)])])
        offered = set()
        for menu in named.filtered(lambda menu: menu.id in visible):
            while menu and menu.id not in offered:
                offered.add(menu.id)
                menu = menu.parent_id
        return frozenset(offered)

    @api.model
    def _load_menus_blacklist(self):
        """Look up nothing to hide from resellers' people, who see what is named: 19.0
        would ask them for departments.
        """
        if self.env.user._is_reseller_only():
            return []
        return super()._load_menus_blacklist()
