from odoo import _, fields, models
from odoo.exceptions import UserError

from ..context import CLEARED, says
from ..plan import Place


class HelpdeskTicket(models.Model):
    """What changes when a ticket enters a stage, by whichever way it is moved.

    A change of team that needs another stage is a move to where that team starts.
    """

    _inherit = "helpdesk.ticket"

    # The newest message of the database when the ticket entered its stage: what was
    # written since is newer. Times would not do, as they are whole seconds.
    stage_message_id = fields.Integer(readonly=True, copy=False)

    def _get_places(self):
        """Return where each ticket stands: ``{ticket: Place}``."""
        # sudo: who moves a ticket need not see with whom it stands.
        return {
            ticket: Place(
                ticket.stage_id,
                ticket.team_id,
                ticket.user_id,
                ticket.reseller_team_id,
                ticket.tier,
                ticket._get_standing(),
            )
            for ticket in self.sudo()
        }

    def _read_places(self, vals):
        """Read at once the stages and teams that a move looks at: the plan, deadlines
        and what is logged would each ask for one of them. In the cache, helpdesk_mgmt
        finds the stage, too, which who hands a ticket over may not see.
        """
        # sudo: who moves a ticket need not see with whom it stands.
        tickets = self.sudo()
        (tickets.stage_id | self._get_stage(vals)).mapped("closed")
        teams = tickets.team_id | tickets.reseller_team_id | self._get_given_team(vals)
        teams.mapped("tier")

    def _plan_moves(self, plan):
        """Refuse moves that are not legal, and settle stage, team and person.

        :raises UserError: for a move that is not open, with those that are
        :raises TextMissing: for an open move that lacks its text
        :raises ValidationError: where somebody is chosen who does not work there
        """
        vals = plan.vals
        line = self.filtered(lambda ticket: ticket._concerns_the_line(vals))
        direct = self - line
        is_asked = not says(self, CLEARED)
        if direct:
            if is_asked:
                direct._check_direct_moves(vals)
            direct._plan_direct_moves(plan)
        if line:
            if is_asked:
                line._check_ownership(vals)
            line._plan_line_moves(plan)
            line._check_assignee(plan)

    def _concerns_the_line(self, vals):
        """Return whether these values touch the escalation pipeline."""
        self.ensure_one()
        return "escalation" in (
            self.pipeline,
            self._get_stage(vals).pipeline,
            self._get_given_team(vals).pipeline,
        )

    def _get_stage(self, vals):
        """Return the stage that values name, an empty one where they name none."""
        # sudo: who hands a ticket over may not see the stage it goes to.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        return stages.browse(vals.get("stage_id") or [])

    def _get_given_team(self, vals):
        """Return the team that values name, an empty one where they name none."""
        # sudo: who hands a ticket over may not see the team it goes to.
        teams = self.env["helpdesk.ticket.team"].sudo()
        return teams.browse(vals.get("team_id") or [])

    def _check_direct_moves(self, vals):
        """Check moves of the direct pipeline: staff moves freely within the stages of
        the team, a client closes its own.

        :raises UserError: for others
        """
        stage = self._get_stage(vals)
        for ticket in self:
            if stage and "team_id" not in vals and not ticket._may_enter(stage):
                raise UserError(ticket._get_sharing_refusal(stage))
        if "stage_id" not in vals or not self.env.user.share:
            return
        actors = self._get_actors()
        if not stage.close_from_portal or any(
            "client" not in actors[t.id] for t in self
        ):
            raise UserError(
                _(
                    "Only tickets of your own company can be closed. Open yours and "
                    "try again."
                )
            )

    def _plan_direct_moves(self, plan):
        """Settle what another team means for stage and person, as their computes do."""
        team = self._get_given_team(plan.vals)
        if not team:
            return
        stages = team._get_applicable_stages()
        for ticket in self:
            before = plan.before[ticket]
            if team == before.team:
                continue
            if "stage_id" not in plan.vals and stages and before.stage not in stages:
                plan.settled[ticket]["stage_id"] = stages[0].id
            ticket._plan_leaving_team(plan)

    def _plan_line_moves(self, plan):
        """Settle stage, team and person of tickets of the line."""
        given_team = self._get_given_team(plan.vals)
        claimed = self._pick_claimed(plan.vals)
        if claimed:
            claimed._plan_claim(plan)
        others = self - claimed
        for stage, tickets in others._group_by_target(plan.vals, given_team).items():
            if stage:
                if not says(self, CLEARED):
                    tickets._check_moves_open(stage)
                    tickets._check_texts_written(stage, plan.vals)
                tickets._plan_entries(plan, stage, given_team)
            else:
                for ticket in tickets:
                    ticket._plan_reteaming(plan)
        for ticket in self:
            if ticket._is_picked(plan):
                plan.settled[ticket].pop("user_id", None)
                plan.assigned.pop(ticket, None)

    def _group_by_target(self, vals, given_team):
        """Group tickets by the stage they move to, an empty one if they stay."""
        stages = self.env["helpdesk.ticket.stage"].sudo()
        asked = self._get_stage(vals)

        def get_target(ticket):
            target = asked
            if not target and given_team and given_team.tier != ticket.tier:
                target = (
                    stages._get_starting_stage(given_team.tier, given_team)
                    if given_team.pipeline == "escalation"
                    else given_team._get_applicable_stages()[:1]
                )
            return target if target != ticket.stage_id else stages

        return self.grouped(get_target)

    def _plan_entries(self, plan, stage, given_team):
        """Settle what changes on entering a stage."""
        if stage.pipeline == "direct":
            self._plan_leaving_line(plan, stage, given_team)
        else:
            self._plan_handoffs(plan, stage, given_team)
        newest = self._get_newest_message_id()
        now = fields.Datetime.now()
        marks = plan.memo.setdefault("stage_messages", {})
        for ticket in self:
            settled = plan.settled[ticket]
            # sudo: a client, who resolves its ticket, may not read it.
            marks[ticket.id] = ticket.sudo().stage_message_id
            settled.update(stage_id=stage.id, stage_message_id=newest)
            if ticket.waiting_on != stage.waiting_on:
                settled["waiting_since"] = now

    def _plan_leaving_line(self, plan, stage, given_team):
        """Settle that a direct team takes tickets over."""
        if given_team.pipeline != "direct":
            raise UserError(
                _(
                    "Only direct teams work with the stage %s. Choose the direct "
                    "team that takes the ticket over; it starts in that team's first "
                    "stage.",
                    stage.name,
                )
            )
        for ticket in self:
            plan.settled[ticket]["team_id"] = given_team.id
            ticket._plan_leaving_team(plan)

    def _plan_reteaming(self, plan):
        """Keep team and reseller together where either changes without a move."""
        self.ensure_one()
        if self.tier == "reseller":
            team_id = plan.vals.get("team_id")
            if team_id and team_id != self.team_id.id:
                self._check_ownership({"reseller_team_id": team_id})
                plan.settled[self]["reseller_team_id"] = team_id
            elif plan.vals.get("reseller_team_id"):
                plan.settled[self]["team_id"] = plan.vals["reseller_team_id"]
        self._plan_leaving_team(plan)

    def _plan_leaving_team(self, plan):
        """Unassign somebody who does not work in the team that the ticket gets."""
        self.ensure_one()
        before = plan.before[self]
        if not before.user or "user_id" in plan.vals:
            return
        team = before.team.browse(plan.get(self, "team_id", before.team.id) or [])
        if team and team != before.team and not team._is_member(before.user):
            plan.settled[self]["user_id"] = False

    def _get_newest_message_id(self):
        # sudo: only the id counts, no matter who may read the message.
        return self.env["mail.message"].sudo().search([], order="id desc", limit=1).id
