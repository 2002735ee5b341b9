from odoo import _, models
from odoo.exceptions import UserError


class HelpdeskTicketMerge(models.TransientModel):
    """Merge tickets, keeping who wrote what for whom."""

    _inherit = "helpdesk.ticket.merge"

    def merge_tickets(self):
        """Merge the tickets into one of them, or in direct teams into a new one.

        :return: the action that opens it
        :raises UserError: for what does not belong together, and for a new ticket of
            the line
        """
        self.ensure_one()
        tickets = self.ticket_ids
        if not self.create_new_ticket:
            tickets |= self.dst_ticket_id
        tickets._check_mergeable()
        if self.create_new_ticket:
            self.dst_ticket_id = self._open_goal()
        goal = self.dst_ticket_id
        (tickets - goal)._merge_into(goal)
        if self.user_id and self.user_id != goal.user_id:
            goal.user_id = self.user_id
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "views": [[False, "form"]],
            "res_id": goal.id,
        }

    def _open_goal(self):
        """Open the new ticket that goes on for these tickets of direct teams."""
        if "escalation" in self.ticket_ids.mapped("pipeline"):
            raise UserError(
                _(
                    "Tickets of the support line are merged into one of them: a new "
                    "one would begin anew, in stage, person and deadlines. Choose "
                    "which one goes on."
                )
            )
        first = self.ticket_ids[:1]
        return first.create(
            {
                "name": self.dst_ticket_name,
                "description": ", ".join(self.ticket_ids.mapped("number")),
                "partner_email": first.partner_email,
                "partner_id": first.partner_id.id,
                "partner_name": first.partner_name,
                "send_acknowledgement": False,
                "team_id": self.dst_helpdesk_team_id.id,
            }
        )
