from odoo import api, models

from ...policies.inflation import HIGH


class HelpdeskTicketTeam(models.Model):
    """How many tickets of a team are urgent, as its dashboard counts and finds them."""

    _inherit = "helpdesk.ticket.team"

    @api.depends("ticket_ids.board_priority")
    def _compute_todo_tickets(self):
        """Count High and above by what orders the board, as the filter does."""
        result = super()._compute_todo_tickets()
        rows = self.env["helpdesk.ticket"]._read_group(
            [
                ("team_id", "in", self.ids),
                ("closed", "=", False),
                ("board_priority", "in", HIGH),
            ],
            ["team_id"],
            ["__count"],
        )
        counts = {team.id: count for team, count in rows}
        for team in self:
            team.todo_ticket_count_high_priority = counts.get(team.id, 0)
        return result
