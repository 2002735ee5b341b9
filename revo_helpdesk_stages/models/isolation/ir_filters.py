from odoo import Command, api, models

from odoo.addons.base.models.ir_filters import IrFilters as Filters

from ...compat import returning_id


class IrFilters(models.Model):
    """What resellers' people and clients save is for themselves alone.

    Odoo takes a filter without an owner for everybody's: the default one of a
    reseller's would be the default of the vendor's boards.
    """

    _inherit = "ir.filters"

    @api.model_create_multi
    def create(self, vals_list):
        own = self._get_own_filter_values()
        return super().create([{**vals, **own} for vals in vals_list])

    def write(self, vals):
        own = self._get_own_filter_values()
        return super().write({**vals, **own})

    # 17.0 alone has a method that replaces the filter of that name.
    if hasattr(Filters, "create_or_replace"):

        @api.model
        @returning_id
        def create_or_replace(self, vals):
            """Replace the person's own filter of that name."""
            own = self._get_own_filter_values()
            return super().create_or_replace({**vals, **own})

    @api.model
    def _get_own_filter_values(self):
        """Return what makes a filter the present user's, where it can be nobody
        else's.
        """
        # sudo is no other person: a wizard may well save as the superuser.
        user = self.env.user
        if not user._is_party():
            return {}
        # 17.0 has one owner, 19.0 may have several.
        if "user_ids" in self._fields:
            return {"user_ids": [Command.set(user.ids)]}
        return {"user_id": user.id}
