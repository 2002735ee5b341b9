from odoo import _, api, fields, models

from ..compat import check_access


class HelpdeskTicketRedistribution(models.TransientModel):
    """Hand the open tickets of a member who leaves to the others of the team."""

    _name = "helpdesk.ticket.redistribution"
    _description = "Re-distribute Tickets"

    team_id = fields.Many2one("helpdesk.ticket.team", required=True, readonly=True)
    assignment_method = fields.Selection(related="team_id.assignment_method")
    holder_ids = fields.Many2many(
        "res.users",
        compute="_compute_holder_ids",
        context={"active_test": False},
        help="Who has open tickets of the team.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Who leaves",
        required=True,
        domain="[('id', 'in', holder_ids), ('active', 'in', (True, False))]",
    )
    ticket_count = fields.Integer(
        string="Open tickets", compute="_compute_ticket_count"
    )

    @api.depends("team_id")
    def _compute_holder_ids(self):
        for wizard in self:
            wizard.holder_ids = wizard._get_tickets().user_id

    @api.depends("team_id", "user_id")
    def _compute_ticket_count(self):
        for wizard in self:
            wizard.ticket_count = len(wizard._get_tickets_of_leaver())

    def action_apply(self):
        """Share the tickets out, and say how many went where."""
        self.ensure_one()
        check_access(self.team_id, "write")
        tickets = self._get_tickets_of_leaver()
        self.team_id._hand_over({self.team_id: self.user_id}, self.user_id)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self._get_result(tickets),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _get_tickets(self):
        """Return the open tickets of the team that somebody has."""
        return self.env["helpdesk.ticket"].search(
            [
                ("team_id", "=", self.team_id.id),
                ("user_id", "!=", False),
                ("closed", "=", False),
            ]
        )

    def _get_tickets_of_leaver(self):
        return self._get_tickets().filtered(lambda t: t.user_id == self.user_id)

    def _get_result(self, tickets):
        nobody = _("nobody yet")
        shares = [
            f"{user.name or nobody}: {len(share)}"
            for user, share in tickets.grouped("user_id").items()
        ]
        return _("Re-distributed. %s", ", ".join(shares))
