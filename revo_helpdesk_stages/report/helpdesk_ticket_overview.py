from odoo import _, api, models

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
        action = actions._for_xml_id(f"revo_helpdesk_stages.{name}")
        if name == _OVERVIEWS[MANAGER_GROUP]:
            return self._count_unclaimed(action)
        return action

    @api.model
    def _count_unclaimed(self, action):
        """Return an action that also says how many cases wait for a reseller to be set,
        with a link to them.

        :param dict action: the overview, which comes alone where none waits
        """
        count = self.search_count(self._get_unclaimed_domain())
        if not count:
            return action
        listed = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_unclaimed")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "title": _("Clients without a reseller"),
                # The place of the link is filled in by the web client.
                "message": _(
                    "Tickets that wait with support until you set the reseller of "
                    "their client: %(count)s. %(link)s",
                    count=count,
                    link="%s",
                ),
                "links": [
                    {
                        "label": _("Show them"),
                        # sudo: only the number of the action is asked for.
                        "url": f"/web#action={listed.sudo().id}",
                    }
                ],
                "next": action,
            },
        }
