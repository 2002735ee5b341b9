from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ..models.selections import TIERS, WAITING_ON
from .helpdesk_report import HelpdeskReport


class HelpdeskStayReport(models.Model):
    """Who held which ticket for how long: a row for each stay.

    The last stay of a ticket counts until now, unless nobody holds it: what is resolved
    or canceled is over. Once it is reopened, the time in between is nobody's.
    """

    _name = "helpdesk.stay.report"
    _inherit = HelpdeskReport._name
    _description = "Who holds it"
    _auto = False
    _order = "date_start desc, id desc"
    _rec_name = "ticket_id"

    stage_id = fields.Many2one("helpdesk.ticket.stage", readonly=True)
    tier = fields.Selection(TIERS, readonly=True)
    waiting_on = fields.Selection(WAITING_ON, string="Waiting on", readonly=True)
    team_id = fields.Many2one("helpdesk.ticket.team", readonly=True)
    user_id = fields.Many2one("res.users", string="Assigned to", readonly=True)
    integrator_id = fields.Many2one("helpdesk.integrator", readonly=True)
    date_start = fields.Datetime(string="From", readonly=True)
    date_end = fields.Datetime(string="Until", readonly=True)
    hours = fields.Float(
        readonly=True,
        help="Until the stage, the team or the person changed; of stays that are not "
        "over, until now.",
    )
    working_hours = fields.Float(
        readonly=True,
        help="The hours in the working hours of the team. Of a team without, every "
        "hour counts.",
    )
    working_days = fields.Float(
        readonly=True,
        help="The working hours as days of the team's working hours. Of a team "
        "without, a day has 24 hours.",
    )
    hours_average = fields.Float(
        string="Hours per Stay", readonly=True, group_operator="avg"
    )
    working_hours_average = fields.Float(
        string="Working Hours per Stay", readonly=True, group_operator="avg"
    )
    stage_hours = fields.Float(
        string="Hours in the Stage",
        readonly=True,
        group_operator="avg",
        help="How long open tickets have been standing in their stage, whoever had "
        "them.",
    )

    wait_count = fields.Integer(
        string="Waits",
        readonly=True,
        help="How often the ticket was let wait until a date meanwhile.",
    )

    @property
    def _table_query(self):
        columns = {
            **self._get_ticket_columns(),
            **dict.fromkeys(("id", "stage_id", "tier", "waiting_on", "team_id")),
            **dict.fromkeys(("user_id", "integrator_id", "date_start", "date_end")),
            "hours": "held.hours",
            "working_hours": "held.working_hours",
            "working_days": "held.working_hours"
            " / COALESCE(NULLIF(calendar.hours_per_day, 0), 24)",
            "hours_average": "held.hours",
            "working_hours_average": "held.working_hours",
            "stage_hours": "aged.hours",
            "wait_count": "COALESCE(stay.wait_count, 0)",
        }
        now = fields.Datetime.now()
        running = self._get_running(now)
        return SQL(
            """(
            SELECT %s
              FROM helpdesk_ticket_stay stay
              JOIN helpdesk_ticket ticket ON ticket.id = stay.ticket_id
              LEFT JOIN helpdesk_ticket_team team ON team.id = stay.team_id
              LEFT JOIN resource_calendar calendar
                ON calendar.id = team.resource_calendar_id
              LEFT JOIN unnest(%s::integer[], %s::float[]) AS running(id, hours)
                ON running.id = stay.id
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN stay.date_end IS NOT NULL THEN stay.hours
                               WHEN stay.waiting_on = 'nobody' THEN 0
                               ELSE EXTRACT(EPOCH FROM %s - stay.date_start) / 3600
                               END AS hours) passed
             CROSS JOIN LATERAL (
                   SELECT passed.hours,
                          CASE WHEN stay.date_end IS NOT NULL
                               THEN stay.working_hours
                               ELSE COALESCE(running.hours, passed.hours)
                               END AS working_hours) held
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN stay.date_end IS NULL
                                AND stay.waiting_on <> 'nobody'
                               THEN EXTRACT(EPOCH FROM %s - COALESCE(
                                   (SELECT MAX(elsewhere.date_end)
                                      FROM helpdesk_ticket_stay elsewhere
                                     WHERE elsewhere.ticket_id = stay.ticket_id
                                       AND elsewhere.stage_id
                                           IS DISTINCT FROM stay.stage_id),
                                   (SELECT MIN(whole.date_start)
                                      FROM helpdesk_ticket_stay whole
                                     WHERE whole.ticket_id = stay.ticket_id)
                               )) / 3600 END AS hours) aged
            )""",
            SQL(", ").join(
                SQL(f"{expression or f'stay.{name}'} AS {name}")
                for name, expression in columns.items()
            ),
            [*running],
            [*running.values()],
            now,
            now,
        )

    @api.model
    def _get_running(self, now):
        """Count the working hours of stays that are not over, where a calendar says so.

        :return: ``{id: hours}``
        """
        # SQL: thousands of values go from here to there and nowhere else.
        self.env.cr.execute(
            """
            SELECT team.resource_calendar_id, stay.id, stay.date_start
              FROM helpdesk_ticket_stay stay
              JOIN helpdesk_ticket_team team ON team.id = stay.team_id
             WHERE stay.date_end IS NULL
               AND stay.waiting_on <> 'nobody'
               AND stay.date_start < %s
               AND team.resource_calendar_id IS NOT NULL
            """,
            (now,),
        )
        spans = defaultdict(dict)
        for calendar_id, stay_id, start in self.env.cr.fetchall():
            spans[calendar_id][stay_id] = (start, now)
        counted = {}
        for calendar_id, of in spans.items():
            # sudo: whose hours they are need not be known to the person who reads of
            # them.
            calendar = self.env["resource.calendar"].sudo().browse(calendar_id)
            hours = calendar._count_hours(of.values())
            counted |= {stay_id: hours[span] for stay_id, span in of.items()}
        return counted
