from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models

from ..groups import EMPLOYEES
from .helpdesk_batch import HelpdeskBatch

# The deadlines that count working hours.
_IN_HOURS = ("contact_deadline", "answer_deadline", "first_answer_deadline")


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
        "last_contact_date",
        "team_id.contact_hours",
        "team_id.resource_calendar_id",
    )
    def _compute_contact_deadline(self):
        """Count from the opening where nobody has written yet."""
        self._settle_deadlines(
            "contact_deadline",
            {
                ticket: (ticket.last_contact_date or ticket.create_date, ticket.team_id)
                for ticket in self
                if not ticket.closed and ticket.phase != "backlog"
            },
            "contact_hours",
        )

    @api.depends(
        "closed",
        "pipeline",
        "answer_since",
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
                if not ticket.closed
            },
            "answer_hours",
        )

    @api.depends(
        "closed", "last_action_date", "last_reminder_date", "team_id.reminder_days"
    )
    def _compute_reminder_date(self):
        for ticket in self:
            days = ticket.team_id.reminder_days
            since = max(
                filter(None, [ticket.last_action_date, ticket.last_reminder_date]),
                default=None,
            )
            ticket.reminder_date = (
                since + timedelta(days=days)
                if since and days and not ticket.closed
                else False
            )

    def _get_client_team(self):
        """Return the team that answers the client, whoever works on the ticket."""
        self.ensure_one()
        # sudo: who looks may not see the team.
        ticket = self.sudo()
        escalation = ticket.pipeline == "escalation"
        return escalation and ticket.reseller_team_id or ticket.team_id

    def _settle_deadlines(self, name, starts, hours):
        """Set a deadline: its hours after the start, in the time of the team.

        The calendar is asked once for all tickets that count by it.

        :param str name: the deadline's field
        :param dict starts: ``{ticket: (datetime or False, team)}``; tickets that are
            missing have no deadline
        :param str hours: the team's field
        """
        moments = defaultdict(set)
        for start, team in starts.values():
            if start and team[hours]:
                moments[team.resource_calendar_id, team[hours]].add(start)
        ends = {key: key[0]._add_hours(of, key[1]) for key, of in moments.items()}
        self[name] = False
        for ticket, (start, team) in starts.items():
            known = ends.get((team.resource_calendar_id, team[hours]), {})
            ticket[name] = known.get(start, False)

    @api.model
    def _move_deadlines(self, calendar_ids):
        """Count anew where working hours are not what they were."""
        tickets = self.with_context(active_test=False).search(
            [
                ("closed", "=", False),
                "|",
                ("team_id.resource_calendar_id", "in", calendar_ids),
                ("reseller_team_id.resource_calendar_id", "in", calendar_ids),
            ]
        )
        for name in _IN_HOURS:
            self.env.add_to_compute(self._fields[name], tickets)

    @api.model
    def _run_due(self, deadline, method):
        """Call a method on the tickets whose deadline is over, batch by batch.

        :param str deadline: the field; the method has to move it on or empty it
        :param str method: the name of a method of tickets
        """
        self._run_batches([(deadline, "<=", fields.Datetime.now())], method)
