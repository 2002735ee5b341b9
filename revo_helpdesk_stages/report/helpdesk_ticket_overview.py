from odoo import api, models

# The overview of each role. Who has several sees the first one.
_OVERVIEWS = {
    "helpdesk_mgmt.group_helpdesk_manager": "helpdesk_overview_action_manager",
    "revo_helpdesk_stages.group_support_agent": "helpdesk_overview_action_support",
    "revo_helpdesk_stages.group_reseller_user": "helpdesk_overview_action_reseller",
}


class HelpdeskTicket(models.Model):
    """Where somebody's day starts."""

    _inherit = "helpdesk.ticket"

    @api.model
    def action_overview(self):
        """Open the overview of the present user's role; the board without one."""
        user = self.env.user
        name = next(
            (name for group, name in _OVERVIEWS.items() if user.has_group(group)),
            "helpdesk_ticket_action_pipeline",
        )
        actions = self.env["ir.actions.act_window"]
        return actions._for_xml_id(f"revo_helpdesk_stages.{name}")
