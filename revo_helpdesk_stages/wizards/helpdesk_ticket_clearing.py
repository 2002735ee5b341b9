from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..compat import check_access
from ..models.context import CLEARED, saying


class HelpdeskTicketClearing(models.TransientModel):
    """Move the tickets away from a stage or a team that goes, then let it go."""

    _name = "helpdesk.ticket.clearing"
    _description = "Move Tickets Away"

    stage_id = fields.Many2one(
        "helpdesk.ticket.stage", string="Stage that goes", readonly=True
    )
    is_archived = fields.Boolean(readonly=True)
    team_ids = fields.Many2many(
        "helpdesk.ticket.team", string="Teams that keep the stage", readonly=True
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Team that goes", readonly=True
    )
    ticket_count = fields.Integer(string="Tickets", compute="_compute_place")
    to_stage_ids = fields.Many2many("helpdesk.ticket.stage", compute="_compute_place")
    to_stage_id = fields.Many2one(
        "helpdesk.ticket.stage",
        string="New stage",
        domain="[('id', 'in', to_stage_ids)]",
    )
    to_team_ids = fields.Many2many("helpdesk.ticket.team", compute="_compute_place")
    to_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="New team",
        domain="[('id', 'in', to_team_ids)]",
    )

    @api.depends("stage_id", "team_id", "team_ids", "is_archived")
    def _compute_place(self):
        for wizard in self:
            wizard.ticket_count = len(wizard._get_tickets())
            wizard.to_stage_ids = wizard._get_stages()
            wizard.to_team_ids = wizard._get_teams()

    def _get_tickets(self):
        if self.team_id:
            return self.team_id._get_open_tickets()
        # sudo: they count, no matter who may see them.
        tickets = self.env["helpdesk.ticket"].sudo()
        domain = [("stage_id", "=", self.stage_id.id)]
        if not self.is_archived:
            domain.append(("team_id", "not in", self.team_ids.ids))
        return tickets.search(domain)

    def _get_stages(self):
        """Return the stages that all the tickets may go to: of the same kind."""
        stage = self.stage_id
        if not stage:
            return stage
        stages = stage.search(
            [
                ("id", "!=", stage.id),
                ("pipeline", "=", stage.pipeline),
                ("tier", "=", stage.tier),
                ("closed", "=", stage.closed),
            ]
        )
        teams = self._get_tickets().team_id
        return stages.filtered(lambda s: not s.team_ids or teams <= s.team_ids)

    def _get_teams(self):
        """Return the teams that may take the tickets: of the same tier and company."""
        team = self.team_id
        if not team:
            return team
        return team.search(
            [
                ("id", "!=", team.id),
                ("pipeline", "=", team.pipeline),
                ("tier", "=", team.tier),
                ("company_id", "in", [team.company_id.id, False]),
            ]
        )

    def _check_target(self):
        """Check that a place has been chosen that takes all of the tickets.

        :raises UserError: for any other
        """
        target = self.to_team_id or self.to_stage_id
        if not target or target not in (self.to_team_ids or self.to_stage_ids):
            raise UserError(
                _(
                    "Choose where the tickets go. If nothing is offered, create a "
                    "stage or a team of the same kind first."
                )
            )

    def action_apply(self):
        """Move the tickets, then archive the stage or the team, or share the stage as
        it was asked for.

        :return: the action that closes the wizard
        """
        self.ensure_one()
        going = self.team_id or self.stage_id
        check_access(going, "write")
        self._check_target()
        tickets = saying(self._get_tickets(), CLEARED)
        if self.team_id:
            standing = tickets.filtered(lambda t: t.team_id == self.team_id)
            standing.write({"team_id": self.to_team_id.id})
            (tickets - standing).write({"reseller_team_id": self.to_team_id.id})
            self.team_id.active = False
        else:
            tickets.write({"stage_id": self.to_stage_id.id})
            if self.is_archived:
                self.stage_id.active = False
            else:
                self.stage_id.team_ids = self.team_ids
        return {"type": "ir.actions.act_window_close"}
