from collections import defaultdict

from odoo import api, fields, models

from ..groups import EMPLOYEES
from .helpdesk_batch import HelpdeskBatch

# The deadlines that count working time, and what follows from one of them: what is
# computed anew without having been written tells nobody who depends on it.
_IN_WORKING_TIME = (
    "alert_date",
    "answer_deadline",
    "auto_close_date",
    "contact_deadline",
    "first_answer_deadline",
    "reminder_date",
    "wait_end",
)


class HelpdeskTicket(models.Model):
    """Until when somebody has to write, to answer and to act.

    Stored when something happens, so that views and crons only compare them to now.
    """

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", HelpdeskBatch._name]

    contact_deadline = fields.Datetime(
        compute="_compute_contact_deadline",
        store=True,
        index="btree_not_null",
        groups=EMPLOYEES,
        help="Until when somebody of the staff has to write.",
    )
    answer_deadline = fields.Datetime(
        compute="_compute_answer_deadline",
        store=True,
        index="btree_not_null",
        groups=EMPLOYEES,
        help="Until when the client has to be answered.",
    )
    reminder_date = fields.Datetime(
        string="Next reminder",
        compute="_compute_reminder_date",
        store=True,
        index="btree_not_null",
        groups=EMPLOYEES,
        help="When who works on the ticket is reminded of it, unless something is "
        "done.",
    )

    @api.depends(
        "closed",
        "phase",
        "imported_date",
        "last_contact_date",
        "wait_until",
        "wait_over_date",
        "team_id.contact_hours",
        "team_id.resource_calendar_id",
    )
    def _compute_contact_deadline(self):
        """Count from the opening where nobody has written yet: a client hears from us
        by the same hour of the next working day. An imported ticket counts from when
        it came here, and one that has waited until a date from when it came back.
        """
        self._settle_deadlines(
            "contact_deadline",
            {
                ticket: (
                    ticket._get_later(
                        ticket.last_contact_date
                        or ticket.imported_date
                        or ticket.create_date
                    ),
                    ticket.team_id,
                )
                for ticket in self
                if not ticket.closed
                and not ticket.wait_until
                and ticket.phase != "backlog"
            },
            "contact_hours",
            "_add_days_and_hours",
        )

    @api.depends(
        "closed",
        "pipeline",
        "answer_since",
        "wait_until",
        "team_id.answer_hours",
        "team_id.resource_calendar_id",
        "reseller_team_id.answer_hours",
        "reseller_team_id.resource_calendar_id",
    )
    def _compute_answer_deadline(self):
        self._settle_deadlines(
            "answer_deadline",
            {
                ticket: (ticket.answer_since, ticket._get_client_team())
                for ticket in self
                if not ticket.closed and not ticket.wait_until
            },
            "answer_hours",
            "_add_hours",
        )

    @api.depends(
        "closed",
        "last_action_date",
        "last_reminder_date",
        "wait_until",
        "wait_over_date",
        "team_id.reminder_days",
        "team_id.resource_calendar_id",
    )
    def _compute_reminder_date(self):
        starts = {}
        for ticket in self:
            if not ticket.closed and not ticket.wait_until:
                done = ticket._get_later(
                    ticket.last_action_date, ticket.last_reminder_date
                )
                starts[ticket] = (done, ticket.team_id)
        self._settle_deadlines("reminder_date", starts, "reminder_days", "_add_days")

    def _get_later(self, *dates):
        """Return the last of some dates and of when the ticket last came back."""
        self.ensure_one()
        known = filter(None, (*dates, self.wait_over_date))
        return max(known, default=None)

    def _get_client_team(self):
        """Return the team that answers the client, whoever works on the ticket."""
        self.ensure_one()
        # sudo: who looks may not see the team.
        ticket = self.sudo()
        escalation = ticket.pipeline == "escalation"
        return escalation and ticket.reseller_team_id or ticket.team_id

    def _settle_deadlines(self, name, starts, span, adding):
        """Set a deadline: its span after the start, in the time of the team.

        The calendar is asked once for all tickets that count by it.

        :param str name: the deadline's field
        :param dict starts: ``{ticket: (datetime or False, team)}``; tickets that are
            missing have no deadline
        :param str span: the team's field
        :param str adding: the method of calendars that adds it
        """
        moments = defaultdict(set)
        for start, team in starts.values():
            if start and team[span] > 0:
                moments[team.resource_calendar_id, team[span]].add(start)
        ends = {
            (calendar, length): getattr(calendar, adding)(of, length)
            for (calendar, length), of in moments.items()
        }
        self[name] = False
        for ticket, (start, team) in starts.items():
            known = ends.get((team.resource_calendar_id, team[span]), {})
            ticket[name] = known.get(start, False)

    @api.model
    def _move_deadlines(self, calendar_ids):
        """Count anew where working hours are not what they were."""
        tickets = self.with_context(active_test=False).search(
            [
                ("closed_date", "=", False),
                "|",
                ("team_id.resource_calendar_id", "in", calendar_ids),
                ("reseller_team_id.resource_calendar_id", "in", calendar_ids),
            ]
        )
        for name in _IN_WORKING_TIME:
            self.env.add_to_compute(self._fields[name], tickets)

    @api.model
    def _run_due(self, deadline, method, domain=()):
        """Call a method on the tickets whose deadline is over, batch by batch.

        :param str deadline: the field; the method has to move it on or empty it
        :param str method: the name of a method of tickets
        :param domain: of the tickets that are looked at
        """
        due = [(deadline, "<=", fields.Datetime.now())]
        self._run_batches([*due, *domain], method)

    @api.model
    def _get_teams_off(self):
        """Return the teams that have a day off: what has become due late on a working
        day waits for the next one.
        """
        # sudo: asked by the server for all.
        teams = self.env["helpdesk.ticket.team"].sudo().with_context(active_test=False)
        teams = teams.search([("resource_calendar_id", "!=", False)])
        off = teams.resource_calendar_id._get_calendars_off()
        return teams.filtered(lambda team: team.resource_calendar_id in off)
