from odoo import _, models
from odoo.exceptions import UserError


class HelpdeskTicketMerge(models.TransientModel):
    """Merge tickets of the line; those of direct teams are merged as OCA does, as long
    as they are of one client.
    """

    _inherit = "helpdesk.ticket.merge"

    def merge_tickets(self):
        """Merge the tickets into one of them.

        :return: the action that opens it
        :raises UserError: for what does not belong together, and for a new ticket
        """
        self.ensure_one()
        goal = self.dst_ticket_id
        tickets = self.ticket_ids if self.create_new_ticket else self.ticket_ids | goal
        tickets._check_mergeable()
        if "escalation" not in tickets.mapped("pipeline"):
            return super().merge_tickets()
        if self.create_new_ticket:
            raise UserError(
                _(
                    "Tickets of the support line are merged into one of them: a new "
                    "one would begin anew, in stage, person and deadlines. Choose "
                    "which one goes on."
                )
            )
        (tickets - goal)._merge_into(goal)
        if self.user_id and self.user_id != goal.user_id:
            goal.user_id = self.user_id
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "views": [(False, "form")],
            "res_id": goal.id,
        }
