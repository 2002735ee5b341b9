from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError

from ...policies import closing as policy
from ..groups import EMPLOYEES
from ..selections import CLOSE_METHODS

_SETTLED = {
    "resolved_date",
    "resolved_by_id",
    "closed_date",
    "closed_by_id",
    "close_method",
}
# What nobody says, as people are measured by it.
_NOTED = _SETTLED | {
    "solved_by_id",
    "bounce_count",
    "first_answer_date",
    "first_answer_deadline",
    "first_answer_working_hours",
    "handoff_count",
    "reminder_count",
    "reopening_count",
    "resolution_working_hours",
}


class HelpdeskTicket(models.Model):
    """When a ticket is resolved, and when it is closed for good, by whom and how.

    A resolved ticket is reopened by its client until it is closed: by the client, by
    the team, or some days later by itself. A canceled one is closed at once.
    """

    _inherit = "helpdesk.ticket"

    resolved_date = fields.Datetime(
        string="Resolved on", readonly=True, copy=False, groups=EMPLOYEES
    )
    resolved_by_id = fields.Many2one(
        "res.users",
        string="Resolved by",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=EMPLOYEES,
    )
    solved_by_id = fields.Many2one(
        "res.users",
        string="Solution by",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=EMPLOYEES,
        help="Who proposed the solution, where somebody else confirms it.",
    )
    closed_date = fields.Datetime(
        string="Closed on",
        readonly=True,
        copy=False,
        help="Since when the client can no longer reopen the ticket.",
    )
    closed_by_id = fields.Many2one(
        "res.users",
        string="Closed by",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=EMPLOYEES,
    )
    close_method = fields.Selection(
        CLOSE_METHODS, string="How", readonly=True, copy=False, groups=EMPLOYEES
    )
    auto_close_date = fields.Datetime(
        string="Closes by itself on",
        compute="_compute_auto_close_date",
        store=True,
        index="btree_not_null",
        groups=EMPLOYEES,
    )
    can_close = fields.Boolean(compute="_compute_can_close", groups=EMPLOYEES)

    @api.depends(
        "resolved_date",
        "closed_date",
        "pipeline",
        "team_id.close_days",
        "team_id.resource_calendar_id",
        "reseller_team_id.close_days",
        "reseller_team_id.resource_calendar_id",
    )
    def _compute_auto_close_date(self):
        self._settle_deadlines(
            "auto_close_date",
            {
                ticket: (ticket.resolved_date, ticket._get_client_team())
                for ticket in self
                if not ticket.closed_date
            },
            "close_days",
            "_add_days",
        )

    @api.depends("resolved_date", "closed_date", "tier", "reseller_team_id")
    @api.depends_context("uid")
    def _compute_can_close(self):
        actors = self._get_actors()
        for ticket in self:
            mine = {ticket.tier, "manager"} & set(actors[ticket.id])
            ticket.can_close = (
                bool(ticket.resolved_date and not ticket.closed_date)
                and not self.env.user.share
                and bool(ticket.pipeline != "escalation" or mine)
            )

    def action_close(self):
        """Close resolved tickets for good.

        :raises UserError: naming those that the present user cannot close
        """
        refused = self.filtered(lambda ticket: not ticket.can_close)
        if refused:
            raise UserError(
                _(
                    "Not every one of these can be closed: %s. Only resolved tickets "
                    "are closed, by who works with the client; resolve it first, or "
                    "leave the closing to them.",
                    ", ".join(refused.mapped("number")),
                )
            )
        # sudo: who closes, and when, is noted by the server.
        self.sudo()._close()
        return True

    @api.model
    def _cron_close_resolved(self):
        """Close what has been resolved for as long as its team says."""
        off = self._get_teams_off().ids
        in_line = [("pipeline", "=", "escalation")]
        domain = [
            *("|", "&", *in_line, ("reseller_team_id", "not in", off)),
            *("&", "!", *in_line, ("team_id", "not in", off)),
        ]
        self._run_due("auto_close_date", "_close_automatically", domain)

    def _close_automatically(self):
        self.filtered("auto_close_date")._close()

    def _close(self):
        """Close resolved tickets for good, in the name of the present user."""
        self.write({"closed_date": fields.Datetime.now(), **self._get_closer()})

    @api.model
    def _get_closing_fields(self):
        """Return the fields that say when and by whom a ticket was answered and closed:
        people are measured by them.
        """
        return _NOTED

    @api.model
    def _refuse_defaults(self):
        """Return the model with no defaults in the context for what the server notes:
        they would say what the checks refuse to take.
        """
        noted = {f"default_{name}" for name in self._get_noted_fields()}
        context = {k: v for k, v in self.env.context.items() if k not in noted}
        return self.with_env(self.env(context=context))

    def _get_standing(self):
        return policy.standing(self.closed, self.phase)

    @api.model
    def _plan_first_closing(self, plan):
        """Settle since when tickets are closed that begin so, as imported ones do.

        :param plan: CreatePlan
        """
        # sudo: who opens a ticket need not see where it stands.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        for vals in plan.vals_list:
            stage = stages.browse(vals.get("stage_id") or [])
            standing = policy.standing(stage.closed, stage.phase)
            if standing == "resolved":
                vals["resolved_date"] = (
                    vals.get("resolved_date")
                    or vals.get("closed_date")
                    or fields.Datetime.now()
                )
            elif standing == "closed" and not vals.get("closed_date"):
                vals.update(closed_date=fields.Datetime.now(), **self._get_closer())

    def _plan_closing(self, plan):
        """Settle since when tickets are resolved or closed that enter such a stage.

        :param plan: WritePlan
        """
        nothing = dict.fromkeys(_SETTLED, False)
        now = fields.Datetime.now()
        values_of = {
            "resolved": {"resolved_date": now, "resolved_by_id": self._get_person()},
            "closed": {"closed_date": now, **self._get_closer()},
            "open": {},
        }
        for ticket, before in plan.before.items():
            stage = before.stage.browse(plan.get(ticket, "stage_id", before.stage.id))
            standing = policy.standing(stage.closed, stage.phase)
            if stage != before.stage and standing != "resolved":
                plan.settled[ticket].update(self._get_solver(stage))
            if standing != before.standing:
                plan.settled[ticket].update({**nothing, **values_of[standing]})
                plan.entered |= ticket
            elif stage.closed and "closed_date" not in plan.vals:
                # helpdesk_mgmt dates each write of a closed stage anew.
                # sudo: who moves it need not read when it was closed.
                plan.settled[ticket]["closed_date"] = ticket.sudo().closed_date

    @api.model
    def _get_solver(self, stage):
        """Return who proposes the solution with a move to a stage that is not
        resolved: nobody, where it goes back to work.

        The system, which publishes a version, takes it from nobody.
        """
        proposes = stage.phase == "confirmation" or stage.waiting_on == "release"
        person = self._get_person()
        return {} if proposes and not person else {"solved_by_id": proposes and person}

    @api.model
    def _get_closer(self):
        """Return how and by whom the present user closes."""
        person = self._get_person()
        if not person:
            return {"close_method": "automatic", "closed_by_id": False}
        method = "client" if self.env.user.share else "team"
        return {"close_method": method, "closed_by_id": person}

    @api.model
    def _get_person(self):
        """Return the id of the present user, nothing for the system."""
        return self.env.uid != SUPERUSER_ID and self.env.uid

    def _leave_closed_to_staff(self, rows):
        """Return the moves that are open to a ticket: one that is closed for good is
        the staff's to move.
        """
        # sudo: who asks need not read when it was closed.
        if self.sudo().closed_date:
            return [row for row in rows if row.actor not in ("client", "system")]
        return rows
