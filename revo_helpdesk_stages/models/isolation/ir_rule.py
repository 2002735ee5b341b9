from odoo import api, models

from ...compat import and_domains
from ..groups import GROUP_OF_TIER

# Odoo lets everybody who logs in look who is online, in 17.0 and in 19.0, which
# contacts are to be completed, and what others have put on top of their screens. What
# has no owner there is everybody's: filters, what to export, and what a column of a
# file is called. Of meetings one sees those that one is asked to.
OF_A_USER = {
    "base_import.mapping": "create_uid",
    "bus.presence": "user_id",
    "calendar.event": "partner_ids.user_ids",
    "ir.embedded.actions": "user_id",
    "ir.exports": "create_uid",
    "ir.exports.line": "export_id.create_uid",
    "ir.filters": "create_uid",
    "mail.presence": "user_id",
    "res.partner.autocomplete.sync": "create_uid",
}
# What is read with a ticket alone.
_FOLLOWS = {
    "helpdesk.integrator.request": ("ticket_id", "helpdesk.ticket"),
    "helpdesk.effort.report": ("ticket_id", "helpdesk.ticket"),
    "helpdesk.ticket.assignment": ("ticket_id", "helpdesk.ticket"),
    "helpdesk.ticket.escalation": ("ticket_id", "helpdesk.ticket"),
}


class IrRule(models.Model):
    """Where Odoo has no rule, people have their own records: in the whole line wizards,
    which hold what somebody is just writing; resellers and clients also what Odoo keeps
    on people. The ledger of a ticket is read with the ticket, and so is what support
    said of its escalations and its client of the effort, by a reseller of its own
    alone.
    """

    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        if model_name in _FOLLOWS and not self.env.su:
            name, followed = _FOLLOWS[model_name]
            asked = list(super()._compute_domain(followed, mode))
            own = (
                self.env.user._get_party_domain()
                if "party_team_id" in self.env[model_name]._fields
                else []
            )
            return and_domains([(name, "any", asked), *own], domain)
        is_wizard = self.env[model_name]._transient
        owner = "create_uid" if is_wizard else OF_A_USER.get(model_name)
        user = self.env.user
        if not owner:
            # Also asked for users, while the user is being read.
            return domain
        if user._is_party() or (is_wizard and user._get_line_role()):
            return and_domains([(owner, "=", user.id)], domain)
        return domain

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
