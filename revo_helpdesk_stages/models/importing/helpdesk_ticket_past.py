from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...policies import past as policy
from ...policies.closing import standing
from ..context import IMPORTED, says
from ..groups import EMPLOYEES
from ..plan import Past


class HelpdeskTicket(models.Model):
    """What tickets that are imported were before: nothing of it is counted or reminded
    of as if it had happened here.
    """

    _inherit = "helpdesk.ticket"

    imported_date = fields.Datetime(
        string="Imported on",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="Since when the ticket is here, where it was opened elsewhere: what was "
        "due before is not.",
    )

    @api.model
    def _get_imported_team(self, vals, stage, team, reseller, defaults):
        """Return the team that a ticket is with which is imported into a stage.

        :param dict vals: of the ticket
        :param stage: helpdesk.ticket.stage of the line
        :param team: the one that is given, empty for none
        :param reseller: the reseller team of the ticket, empty for none
        :param defaults: DefaultTeams of its company
        :raises UserError: where no team of the tier is there
        """
        support = team if team.tier == "support" else team.browse()
        support = support or reseller.support_team_id.filtered("active")
        support = support or defaults.support
        development = support.development_team_id.filtered("active")
        teams = {
            "reseller": reseller,
            "support": support,
            "development": development or defaults.development,
        }
        found = (
            team if team.tier == stage.tier else teams.get(stage.tier, team.browse())
        )
        # A reseller's team says whose ticket it is, wherever that stands.
        named = not team or team == found or team.tier == "reseller"
        if not found or not named or not stage._is_used_by(found):
            raise UserError(
                _(
                    "The ticket %(ticket)s cannot be imported into %(stage)s with the "
                    "team %(team)s. Name a team that works in that stage, or the "
                    "reseller, or set the teams that hand over to each other.",
                    ticket=vals.get("name") or "",
                    stage=stage.name,
                    team=(team or found).name or _("(none)"),
                )
            )
        return found

    @api.model
    def _plan_past(self, plan):
        """Settle what imported tickets were before.

        :param plan: CreatePlan
        :raises UserError: for dates that cannot be, or a stage of others
        """
        if not says(self, IMPORTED):
            return
        # sudo: as where new tickets start.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        teams = self.env["helpdesk.ticket.team"].sudo()
        now = fields.Datetime.now()
        for index, vals in enumerate(plan.vals_list):
            team = teams.browse(vals.get("team_id") or [])
            stage = stages.browse(vals.get("stage_id") or [])
            stage = stage or team._get_applicable_stages()[:1]
            self._check_stage_of_team(vals, stage, team)
            plan.past[index] = self._settle_past(vals, stage, now)
        # Nobody is told of what is not new.
        plan.astray = {}
        plan.forlorn = {}

    @api.model
    def _check_stage_of_team(self, vals, stage, team):
        if not team or stage.pipeline == team.pipeline and stage._is_used_by(team):
            return
        raise UserError(
            _(
                "The ticket %(ticket)s cannot stand in %(stage)s: the team %(team)s "
                "does not work with that stage. Choose one of its stages.",
                ticket=vals.get("name") or "",
                stage=stage.name or _("(none)"),
                team=team.name,
            )
        )

    @api.model
    def _settle_past(self, vals, stage, now):
        """Complete the values of a ticket by what its row says of its past.

        :param dict vals: of the ticket, which change
        :return: Past
        """
        dates = {
            name: fields.Datetime.to_datetime(vals.get(name)) for name in policy.DATES
        }
        self._check_dates(vals, dates, now)
        stands = standing(stage.closed, stage.phase)
        entered = policy.date_entry(dates, stands, now)
        opened = dates["create_date"] or entered
        vals.pop("create_date", None)
        vals.update(imported_date=now, last_stage_update=entered, waiting_since=entered)
        if dates["create_date"] and vals.get("user_id") and not dates["assigned_date"]:
            vals["assigned_date"] = entered
        if stage.tier in ("support", "development"):
            vals["escalated_date"] = vals.get("escalated_date") or entered
        if stage.tier == "development":
            vals["development_date"] = vals.get("development_date") or entered
        if stands == "open":
            # helpdesk_mgmt keeps when a ticket was closed that is open again.
            vals.update(closed_date=False, resolved_date=False)
        elif stands == "closed":
            vals["closed_date"] = dates["closed_date"] or entered
        else:
            vals["resolved_date"] = (
                dates["resolved_date"] or dates["closed_date"] or entered
            )
        if stands != "open" or stage.waiting_on == "client":
            # Nobody waits for us.
            vals["answer_since"] = False
        return Past(opened, entered)

    @api.model
    def _check_dates(self, vals, dates, now):
        disorder = policy.find_disorder(dates, now)
        if not disorder:
            return
        names = [name for name in disorder if name]
        labels = self.fields_get(names, ["string"])
        raise UserError(
            _(
                "“%(first)s” of the ticket %(ticket)s is after “%(second)s”. Correct "
                "the dates of this row.",
                first=labels[disorder[0]]["string"],
                second=labels[disorder[1]]["string"] if disorder[1] else _("now"),
                ticket=vals.get("name") or "",
            )
        )

    def _keep_past(self, plan):
        """Date imported tickets, and where they stand, as they are.

        :param plan: CreatePlan
        """
        if not plan.past:
            return
        past = {self[index]: dates for index, dates in plan.past.items()}
        # SQL: the ORM writes no creation date; one statement for all.
        self.env.cr.execute(
            SQL(
                """
                UPDATE helpdesk_ticket ticket
                   SET create_date = past.opened
                  FROM (VALUES %s) AS past(id, opened)
                 WHERE ticket.id = past.id
                """,
                SQL(", ").join(
                    SQL("(%s, %s)", ticket.id, dates.opened)
                    for ticket, dates in past.items()
                ),
            )
        )
        self.invalidate_recordset(["create_date"], flush=False)
        self.modified(["create_date"])
        self._skip_taken_numbers()
        # sudo: stays are kept by the server; nobody may write them.
        self.env["helpdesk.ticket.stay"].sudo()._date_back(past)

    def _skip_taken_numbers(self):
        """Let new tickets be numbered after those that were imported: one that would
        get a number which is taken could not be opened.
        """
        # sudo: who imports need not manage sequences.
        sequences = self.env["ir.sequence"].sudo()
        # Odoo asks the database once, and numbers are drawn past it.
        sequences.invalidate_model(["number_next_actual"], flush=False)
        for sequence in sequences.search([("code", "=", "helpdesk.ticket.sequence")]):
            last = policy.find_last(
                self.mapped("number"), *sequence._get_prefix_suffix()
            )
            if last >= sequence.number_next_actual and not sequence.use_date_range:
                sequence.number_next_actual = last + 1
