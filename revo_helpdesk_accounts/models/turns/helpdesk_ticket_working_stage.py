from collections import defaultdict

from odoo import SUPERUSER_ID, _, api, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.models.context import saying, says
from odoo.addons.revo_helpdesk_stages.models.plan import CROSSING
from odoo.addons.revo_helpdesk_stages.policies.transitions import allowed_moves

from ..context import MOVES_ON

# What may bring a ticket into a backlog, or make a support ticket of it.
_ENTERING = CROSSING | {"active", "request_type"}


class HelpdeskTicket(models.Model):
    """A ticket that is classified as support does not stand in a backlog.

    Source: 004, "Atención a Clientes". Where its team says so, it moves on to the first
    stage in progress.
    """

    _inherit = "helpdesk.ticket"

    def _plan_working_stages(self, plan):
        """Remember which support tickets somebody works on, and in which team.

        :param plan: WritePlan
        """
        if _ENTERING.isdisjoint(plan.vals):
            return
        # sudo: who hands a ticket over may not see the team that it goes to.
        support = self.sudo().filtered(lambda ticket: ticket.request_type == "support")
        plan.memo["working"] = {
            ticket: ticket.team_id
            for ticket in support
            if ticket.phase != "backlog" and not ticket.closed
        }

    def _settle_working_stages(self, plan):
        """Keep support from waiting in a backlog.

        What comes there moves on: newly classified, reopened, handed over by others, or
        moved by the system.

        :param plan: WritePlan
        :raises UserError: naming each ticket that somebody takes back to the backlog
        """
        if "working" not in plan.memo:
            return
        # sudo: who hands a ticket over may not see the team that it goes to.
        tickets = self.sudo()
        if "stage_id" in plan.vals and self._is_asked():
            teams = plan.memo["working"]
            lingering = tickets.browse().union(*teams)._get_lingering()
            lingering.filtered(lambda t: teams[t] == t.team_id)._refuse_backlog()
        tickets._leave_backlog()

    @api.model
    def _is_asked(self):
        """Return whether one of the staff acts, and not a client or the system."""
        return not self.env.user.share and self.env.uid != SUPERUSER_ID

    def _get_lingering(self):
        """Return those of these tickets that may not stand where they stand."""
        return self.filtered(
            lambda ticket: ticket.request_type == "support"
            and ticket.phase == "backlog"
            and ticket.active
            and ticket.team_id.support_skips_backlog
        )

    def _refuse_backlog(self):
        if not self:
            return
        raise UserError(
            _(
                "Support does not wait in the backlog: %s would. It waits in the queue "
                "of its client, where “To the queue” takes it. If it is not support, "
                "choose another type.",
                ", ".join(self.mapped("number")),
            )
        )

    def _leave_backlog(self):
        """Move support on to where its team works on it, if there is such a stage."""
        targets = defaultdict(self.browse)
        for ticket in self._get_lingering():
            targets[ticket._get_working_stage()] |= ticket
        for stage, tickets in targets.items():
            if stage:
                tickets._enter_working_stage(stage)

    def _enter_working_stage(self, stage):
        tickets = saying(self, MOVES_ON)
        if self.env.user.share:
            # What a client does moves a ticket in the name of the system.
            tickets = tickets.with_user(SUPERUSER_ID)
        # Past the limit of accounts, which looks at what it all comes to.
        tickets.write({"stage_id": stage.id})

    def _get_working_stage(self):
        """Return the first stage where the ticket's team works on it, reached by a
        legal move; empty if there is none.
        """
        self.ensure_one()
        if self.pipeline == "escalation":
            stages = self.stage_id.browse([m.to_stage for m in self._get_moves_on()])
        else:
            stages = self.team_id._get_applicable_stages()
        return stages.filtered(lambda stage: stage.phase == "in_progress")[:1]

    def _get_moves_on(self):
        """Return the moves by which those who work here begin, without a word."""
        self.ensure_one()
        table = self.env["helpdesk.ticket.stage.transition"]._get_table()
        moves = allowed_moves(
            table, self.stage_id.id, [self.tier], bool(self.escalated_date)
        )
        targets = self.stage_id.browse([move.to_stage for move in moves])
        return [
            move
            for move, target in zip(moves, targets, strict=True)
            if move.requires == "nothing"
            and target.tier == self.tier
            and target._is_used_by(self.team_id)
        ]

    def _find_moves(self, stage):
        """Make the move on in the name of those who work there, no matter who acts."""
        if not says(self, MOVES_ON):
            return super()._find_moves(stage)
        return {
            ticket: next(
                (m for m in ticket._get_moves_on() if m.to_stage == stage.id), None
            )
            for ticket in self
        }
