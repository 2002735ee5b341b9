from odoo import api, models

from ..compat import and_domains


class IrRule(models.Model):
    """Wizards hold what somebody is just writing, and Odoo has no rule for them."""

    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        user = self.env.user
        if self.env[model_name]._transient and not user._is_vendor():
            return and_domains([("create_uid", "=", user.id)], domain)
        return domain
