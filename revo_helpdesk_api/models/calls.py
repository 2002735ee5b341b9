from odoo import api, models

from odoo.addons.revo_helpdesk_stages.models.isolation.calls import join_calls

from .webhooks.calls import WEBHOOK_CALLS

# What the screens of this addon call for resellers' people.
_RESELLER = {
    "helpdesk.api.key": {"action_revoke"},
    "helpdesk.api.key.new": {"action_create"},
    **WEBHOOK_CALLS,
}


class IrModelAccess(models.Model):
    _inherit = "ir.model.access"

    @api.model
    def _get_open_calls(self, role):
        calls = super()._get_open_calls(role)
        return join_calls(calls, _RESELLER) if role == "reseller" else calls
