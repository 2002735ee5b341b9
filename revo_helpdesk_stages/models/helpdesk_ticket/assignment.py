from odoo import api, fields, models


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
        """Let somebody go who does not work in the new team; keep who does."""
        for ticket in self:
            team, user = ticket.team_id, ticket.user_id
            if team and user and not team._is_member(user):
                ticket.user_id = False

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets._log_assignments({}, tickets._distribute())
        return tickets

    def write(self, vals):
        """Assign tickets that enter another team as that team says."""
        if not vals.keys() & {"stage_id", "team_id", "user_id", "reseller_team_id"}:
            return super().write(vals)
        before = self._get_holders()
        result = super().write(vals)
        entering = self.filtered(lambda t: before[t.id][0] != t.team_id)
        self._log_assignments(before, entering._distribute())
        return result

    def _get_holders(self):
        """Give team and assignee of each ticket: ``{ticket id: (team, user)}``."""
        return {ticket.id: (ticket.team_id, ticket.user_id) for ticket in self}

    def _log_assignments(self, before, dealt):
        """Add a ledger row for each ticket whose team or assignee is not what it was.

        :param dict before: ``{ticket id: (team, user)}``
        :param dict dealt: ``{ticket id: (method, round)}`` where a method has assigned
        """
        given = self.env.context.get("helpdesk_assignment_method", "manual")
        # sudo: the ledger is kept by the server; nobody may write it.
        ledger = self.env["helpdesk.ticket.assignment"].sudo()
        rows = []
        for ticket in self:
            team, user = ticket.team_id, ticket.user_id
            if before.get(ticket.id) == (team, user):
                continue
            default = (given if user else "waiting", 0)
            method, round_number = dealt.get(ticket.id, default)
            rows.append(
                {
                    "ticket_id": ticket.id,
                    "team_id": team.id,
                    "user_id": user.id,
                    "method": method,
                    "round_number": round_number,
                }
            )
        ledger.create(rows)
