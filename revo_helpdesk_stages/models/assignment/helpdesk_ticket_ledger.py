from odoo import api, fields, models

from ..plan import Assignment


class HelpdeskTicket(models.Model):
    """Who works on a ticket, and the ledger of who did."""

    _inherit = "helpdesk.ticket"

    # Who can be assigned: also where a vendor's team has no list of members.
    # sudo: a reseller's user may not read who works in the vendor's team; 19.0 asks.
    user_ids = fields.Many2many(
        related=None, compute="_compute_user_ids", compute_sudo=True
    )

    @api.depends("team_id.user_ids")
    def _compute_user_ids(self):
        for team, tickets in self.grouped("team_id").items():
            tickets.user_ids = team._get_members() if team else False

    @api.depends("team_id")
    def _compute_user_id(self):
        """Unassign somebody who does not work in the new team; keep who does."""
        for ticket in self:
            team, user = ticket.team_id, ticket.user_id
            if team and user and not team._keeps(user):
                ticket.user_id = False

    def _log_first_assignments(self, plan):
        """Add a ledger row for each of these new tickets.

        :param plan: CreatePlan
        """
        self._add_to_ledger(
            {self[index]: assigned for index, assigned in plan.assigned.items()}
        )

    def _log_assignments(self, plan):
        """Add a ledger row for each ticket whose team or person is not what it was.

        :param plan: WritePlan
        """
        changed = self.filtered(
            lambda ticket: (ticket.team_id, ticket.user_id)
            != (plan.before[ticket].team, plan.before[ticket].user)
        )
        changed._add_to_ledger(plan.assigned)

    def _add_to_ledger(self, assigned):
        """Add a ledger row for each of these tickets.

        :param dict assigned: ``{ticket: Assignment}`` of those that somebody was found
            for; the others were given to whom they have by hand
        """
        by_hand = Assignment(None, "manual")
        # sudo: the ledger is kept by the server; nobody may write it.
        self.env["helpdesk.ticket.assignment"].sudo().create(
            [
                {
                    "ticket_id": ticket.id,
                    "team_id": ticket.team_id.id,
                    "user_id": ticket.user_id.id,
                    "method": assigned.get(ticket, by_hand).method
                    if ticket.user_id
                    else "waiting",
                    "round_number": assigned.get(ticket, by_hand).round_number,
                }
                for ticket in self
            ]
        )
