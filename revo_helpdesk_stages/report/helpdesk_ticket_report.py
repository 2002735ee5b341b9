from odoo import api, fields, models

from ..models.selections import TIERS
from .helpdesk_report import HelpdeskReport

FIRST_ANSWERS = [
    ("in_time", "In time"),
    ("late", "Late"),
    ("missed", "Not answered"),
    ("due", "Not due yet"),
    ("none", "Nobody waited"),
]
# The values sort as they follow each other in a table.
RESOLVED_WITHIN = [
    ("1_day", "Within a day"),
    ("2_three_days", "1 to 3 days"),
    ("3_week", "3 to 7 days"),
    ("4_two_weeks", "1 to 2 weeks"),
    ("5_month", "2 weeks to 30 days"),
    ("6_longer", "More than 30 days"),
    ("7_open", "Still open"),
    ("8_canceled", "Canceled"),
]

_FIRST_ANSWER = """
    CASE WHEN ticket.first_answer_deadline IS NULL THEN 'none'
         WHEN ticket.first_answer_date <= ticket.first_answer_deadline THEN 'in_time'
         WHEN ticket.first_answer_date IS NOT NULL THEN 'late'
         WHEN COALESCE(ticket.resolved_date, ticket.closed_date, '{now}')
              > ticket.first_answer_deadline THEN 'missed'
         WHEN ticket.closed THEN 'none'
         ELSE 'due'
    END
"""
_RESOLVED_WITHIN = """
    CASE WHEN ticket.closed AND ticket.resolved_date IS NULL THEN '8_canceled'
         WHEN ticket.resolved_date IS NULL THEN '7_open'
         WHEN passed.to_resolve <= interval '1 day' THEN '1_day'
         WHEN passed.to_resolve <= interval '3 days' THEN '2_three_days'
         WHEN passed.to_resolve <= interval '7 days' THEN '3_week'
         WHEN passed.to_resolve <= interval '14 days' THEN '4_two_weeks'
         WHEN passed.to_resolve <= interval '30 days' THEN '5_month'
         ELSE '6_longer'
    END
"""


class HelpdeskTicketReport(models.Model):
    """A row a ticket: how soon it was answered and resolved, and how often it went
    back and forth.
    """

    _name = "helpdesk.ticket.report"
    _inherit = HelpdeskReport._name
    _description = "Helpdesk Ticket Report"
    _auto = False
    _rec_name = "ticket_id"
    _order = "opened_date desc, id desc"
    _depends = {
        "helpdesk.ticket": [
            "bounce_count",
            "closed",
            "closed_date",
            "first_answer_date",
            "first_answer_deadline",
            "first_answer_working_hours",
            "handoff_count",
            "reminder_count",
            "reopening_count",
            "resolution_working_hours",
            "resolved_by_id",
            "resolved_date",
            "solved_by_id",
            "stage_id",
            "team_id",
            "tier",
            "user_id",
        ],
    }

    stage_id = fields.Many2one("helpdesk.ticket.stage", readonly=True)
    tier = fields.Selection(TIERS, readonly=True)
    team_id = fields.Many2one("helpdesk.ticket.team", readonly=True)
    user_id = fields.Many2one("res.users", string="Assigned to", readonly=True)
    first_answer = fields.Selection(FIRST_ANSWERS, readonly=True)
    first_answer_date = fields.Datetime(string="First answered on", readonly=True)
    first_answer_hours = fields.Float(
        string="Hours to first answer", readonly=True, group_operator="avg"
    )
    first_answer_working_hours = fields.Float(
        string="Working hours to first answer", readonly=True, group_operator="avg"
    )
    answered_in_time = fields.Float(
        string="Share answered in time",
        readonly=True,
        group_operator="avg",
        help="Of the tickets that were to be answered by now: how many were within the "
        "hours to answer of the team.",
    )
    resolved_by_id = fields.Many2one(
        "res.users",
        string="Resolved by",
        readonly=True,
        help="Who proposed the solution, no matter who confirmed it; else who resolved "
        "the ticket.",
    )
    resolved_date = fields.Datetime(string="Resolved on", readonly=True)
    resolved_within = fields.Selection(RESOLVED_WITHIN, readonly=True)
    resolution_hours = fields.Float(
        string="Hours to resolve", readonly=True, group_operator="avg"
    )
    resolution_working_hours = fields.Float(
        string="Working hours to resolve", readonly=True, group_operator="avg"
    )
    handoffs = fields.Integer(
        string="Hand-offs",
        readonly=True,
        help="How often the ticket went from one tier to another.",
    )
    bounces = fields.Integer(
        readonly=True,
        help="How often the ticket came back to a tier that had handed it over, other "
        "than to be confirmed.",
    )
    reopenings = fields.Integer(readonly=True)
    reminder_count = fields.Integer(string="Reminders", readonly=True)

    @property
    def _table_query(self):
        columns = ", ".join(
            f"{expression} AS {name}"
            for name, expression in self._get_ticket_columns().items()
        )
        return f"SELECT ticket.id, {columns} FROM {self._get_source()}"

    @api.model
    def _get_ticket_columns(self):
        now = fields.Datetime.to_string(fields.Datetime.now())
        first_answer = _FIRST_ANSWER.format(now=now)
        of_ticket = ("stage_id", "tier", "team_id", "user_id", "first_answer_date")
        return {
            **super()._get_ticket_columns(),
            **{name: f"ticket.{name}" for name in of_ticket},
            "first_answer": first_answer,
            "first_answer_hours": _in_hours("passed.to_answer"),
            "first_answer_working_hours": "CASE WHEN ticket.first_answer_date"
            " IS NOT NULL THEN ticket.first_answer_working_hours END",
            "answered_in_time": f"CASE {first_answer} WHEN 'in_time' THEN 1::float"
            " WHEN 'late' THEN 0 WHEN 'missed' THEN 0 END",
            "resolved_by_id": "CASE WHEN ticket.phase = 'resolved'"
            " THEN COALESCE(ticket.solved_by_id, ticket.resolved_by_id) END",
            "resolved_date": "ticket.resolved_date",
            "resolved_within": _RESOLVED_WITHIN,
            "resolution_hours": _in_hours("passed.to_resolve"),
            "resolution_working_hours": "CASE WHEN ticket.resolved_date"
            " IS NOT NULL THEN ticket.resolution_working_hours END",
            "handoffs": "COALESCE(ticket.handoff_count, 0)",
            "bounces": "COALESCE(ticket.bounce_count, 0)",
            "reopenings": "COALESCE(ticket.reopening_count, 0)",
            "reminder_count": "COALESCE(ticket.reminder_count, 0)",
        }

    @api.model
    def _get_source(self):
        # What is imported may have been resolved before its record was created.
        return """
            helpdesk_ticket ticket
            CROSS JOIN LATERAL (
                SELECT ticket.first_answer_date - ticket.create_date AS to_answer,
                       CASE WHEN ticket.resolved_date IS NOT NULL
                            THEN GREATEST(ticket.resolved_date - ticket.create_date,
                                          interval '0') END AS to_resolve) passed
        """


def _in_hours(interval):
    return f"EXTRACT(EPOCH FROM {interval})::float / 3600"
