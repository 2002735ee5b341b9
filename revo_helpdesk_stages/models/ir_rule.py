from odoo import api, models

from ..compat import and_domains

# Who is online, in 17.0 and in 19.0: Odoo lets everybody who logs in look.
_OF_A_USER = {"bus.presence": "user_id", "mail.presence": "user_id"}


class IrRule(models.Model):
    """Where Odoo has no rule, resellers and clients have their own records: wizards,
    which hold what somebody is just writing, and who is online.
    """

    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        owner = _OF_A_USER.get(model_name)
        if self.env[model_name]._transient:
            owner = "create_uid"
        user = self.env.user
        if owner and not user._is_vendor():
            return and_domains([(owner, "=", user.id)], domain)
        return domain
