from odoo import fields, models
from odoo.tools import SQL

from ..models.selections import TIERS, WAITING_ON
from ..policies.agreements import HOURS_BY_PHASE
from .helpdesk_report import HelpdeskReport

AGREED = [
    ("backlog", "Take"),
    ("in_progress", "Return or solve"),
    ("confirmation", "Confirm"),
]


class HelpdeskAgreementReport(models.Model):
    """Who kept what was agreed: a row each time that a ticket stood in a stage with a
    team, whoever had it there.

    The rows of a ticket add up to its life, until it is resolved or canceled. One that
    is late counts as late while it stands there, too.

    Source: issue 19, point 7.
    """

    _name = "helpdesk.agreement.report"
    _inherit = HelpdeskReport._name
    _description = "Agreements Kept"
    _auto = False
    _order = "date_start desc, id desc"
    _rec_name = "ticket_id"
    _depends = {
        "helpdesk.ticket.stay": [
            "agreed_deadline",
            "date_end",
            "date_start",
            "entered_date",
            "stage_id",
            "team_id",
            "waiting_on",
        ],
    }

    stage_id = fields.Many2one("helpdesk.ticket.stage", readonly=True)
    tier = fields.Selection(TIERS, readonly=True)
    waiting_on = fields.Selection(WAITING_ON, string="Waiting on", readonly=True)
    team_id = fields.Many2one("helpdesk.ticket.team", readonly=True)
    agreed = fields.Selection(
        AGREED, string="Agreed to", readonly=True, help="What the team was to do there."
    )
    agreed_deadline = fields.Datetime(string="Agreed until", readonly=True)
    date_start = fields.Datetime(string="From", readonly=True)
    date_end = fields.Datetime(string="Until", readonly=True)
    hours = fields.Float(
        readonly=True, help="How long it stood there, until now where it still does."
    )
    kept_count = fields.Integer(string="In Time", readonly=True)
    late_count = fields.Integer(string="Late", readonly=True)
    kept_share = fields.Float(
        string="In Time (%)",
        readonly=True,
        group_operator="avg",
        help="Of what was agreed and is over, or late by now.",
    )

    @property
    def _table_query(self):
        columns = {
            **self._get_ticket_columns(),
            **dict.fromkeys(("id", "stage_id", "tier", "waiting_on", "team_id")),
            **dict.fromkeys(("agreed_deadline", "date_start", "date_end")),
            "agreed": "CASE WHEN visit.agreed_deadline IS NOT NULL"
            " THEN stage.phase END",
            "hours": "EXTRACT(EPOCH FROM passed.until - visit.date_start) / 3600",
            "kept_count": "(kept.answer IS TRUE)::integer",
            "late_count": "(kept.answer IS FALSE)::integer",
            "kept_share": "100.0 * kept.answer::integer",
        }
        now = fields.Datetime.now()
        return SQL(
            """(
            SELECT %s
              FROM (SELECT min(stay.id) AS id,
                           stay.ticket_id,
                           stay.stage_id,
                           stay.tier,
                           stay.waiting_on,
                           stay.team_id,
                           min(stay.date_start) AS date_start,
                           CASE WHEN bool_and(stay.date_end IS NOT NULL)
                                THEN max(stay.date_end) END AS date_end,
                           (array_agg(stay.agreed_deadline
                                      ORDER BY stay.date_start DESC))[1]
                               AS agreed_deadline
                      FROM helpdesk_ticket_stay stay
                     WHERE stay.waiting_on IS DISTINCT FROM 'nobody'
                     GROUP BY stay.ticket_id, stay.stage_id, stay.tier,
                              stay.waiting_on, stay.team_id,
                              COALESCE(stay.entered_date, stay.date_start)) visit
              JOIN helpdesk_ticket ticket ON ticket.id = visit.ticket_id
              LEFT JOIN helpdesk_ticket_stage stage ON stage.id = visit.stage_id
             CROSS JOIN LATERAL (
                   SELECT COALESCE(visit.date_end, GREATEST(%s, visit.date_start))
                          AS until) passed
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN stage.phase IN %s
                                AND (visit.date_end IS NOT NULL
                                     OR passed.until > visit.agreed_deadline)
                               THEN passed.until <= visit.agreed_deadline
                               END AS answer) kept
            )""",
            SQL(", ").join(
                SQL(f"{expression or f'visit.{name}'} AS {name}")
                for name, expression in columns.items()
            ),
            now,
            tuple(HOURS_BY_PHASE),
        )
