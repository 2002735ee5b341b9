from odoo import models

from .helpdesk_ticket_team import GROUP_OF_TIER


class IrRule(models.Model):
    """Where rules name resellers, what those of other groups open is not for them.

    It would be closed by the rules for everybody all the same; but Odoo reads followers
    and teams of each ticket to find out, again and again.
    """

    _inherit = "ir.rule"

    def _get_rules(self, model_name, mode="read"):
        rules = super()._get_rules(model_name, mode=mode)
        if not rules or not self.env.user._is_reseller_only():
            return rules
        resellers = self.env.ref(GROUP_OF_TIER["reseller"])
        # sudo: nobody else may read rules.
        named = rules.sudo().filtered(lambda rule: resellers in rule.groups)
        if not named:
            return rules
        return rules.filtered(lambda rule: rule in named or not rule.sudo().groups)
