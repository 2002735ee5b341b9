from odoo import api, models

from odoo.addons.revo_helpdesk_stages.models.isolation.calls import join_calls

# What the screens of this addon call for resellers' people.
_RESELLER = {
    "helpdesk.ticket": {
        "action_ask_details",
        "action_open_entered",
        "action_queue",
        "action_start",
    },
    "helpdesk.ticket.split": {"action_apply", "action_show_older"},
    "res.partner": {"action_open_queue"},
}


class IrModelAccess(models.Model):
    _inherit = "ir.model.access"

    @api.model
    def _get_open_calls(self, role):
        calls = super()._get_open_calls(role)
        return join_calls(calls, _RESELLER) if role == "reseller" else calls
