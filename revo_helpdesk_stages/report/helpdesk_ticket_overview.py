from odoo import api, models

from ..models.groups import MANAGER_GROUP

# The overview of each role. Who has several sees the first one.
_OVERVIEWS = {
    MANAGER_GROUP: "helpdesk_overview_action_manager",
    "revo_helpdesk_stages.group_support_agent": "helpdesk_overview_action_support",
    "revo_helpdesk_stages.group_reseller_user": "helpdesk_overview_action_reseller",
}


class HelpdeskTicket(models.Model):
    """Where somebody's day starts."""

    _inherit = "helpdesk.ticket"

    @api.model
    def action_overview(self):
        """Open the overview of the present user's role; the board without one.

        A manager sees first what is still to be set up, while there is anything.
        """
        user = self.env.user
        start = self.env["helpdesk.start"]
        if user.has_group(MANAGER_GROUP) and start._is_needed():
            return start.action_open()
        name = next(
            (name for group, name in _OVERVIEWS.items() if user.has_group(group)),
            "helpdesk_ticket_action_pipeline",
        )
        actions = self.env["ir.actions.act_window"]
        return actions._for_xml_id(f"revo_helpdesk_stages.{name}")
