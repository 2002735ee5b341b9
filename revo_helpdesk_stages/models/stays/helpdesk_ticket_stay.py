from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ..selections import TIERS, WAITING_ON

# Stays that are counted at a time.
_BATCH = 5000


class HelpdeskTicketStay(models.Model):
    """How long a ticket stood in a stage, with a team and a person.

    One row from when one of these changed, or the integrator whose answer it waits for,
    until the next change; the row of where it
    stands now has no end, and no hours yet. No stay is without length: what lasts
    less than a second is none.
    """

    _name = "helpdesk.ticket.stay"
    _description = "Helpdesk Ticket Stay"
    _order = "id desc"
    _rec_name = "ticket_id"
    # There are many, and each says itself from when it is.
    _log_access = False

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade", readonly=True
    )
    stage_id = fields.Many2one("helpdesk.ticket.stage", readonly=True)
    tier = fields.Selection(TIERS, readonly=True)
    waiting_on = fields.Selection(WAITING_ON, readonly=True)
    team_id = fields.Many2one("helpdesk.ticket.team", readonly=True)
    user_id = fields.Many2one("res.users", string="Assigned to", readonly=True)
    integrator_id = fields.Many2one("helpdesk.integrator", readonly=True)
    party_team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Reseller at the time", readonly=True
    )
    party_client_id = fields.Many2one(
        "res.partner", string="Client at the time", readonly=True
    )
    date_start = fields.Datetime(string="From", required=True, readonly=True)
    date_end = fields.Datetime(string="Until", readonly=True)
    entered_date = fields.Datetime(
        string="In the stage since",
        readonly=True,
        help="When it came into the stage and the team, whoever has it there.",
    )
    agreed_deadline = fields.Datetime(
        string="Agreed until",
        readonly=True,
        help="Until when the team has agreed to act, as it was when the ticket came.",
    )
    hours = fields.Float(readonly=True)
    working_hours = fields.Float(readonly=True)
    wait_count = fields.Integer(
        string="Waits",
        readonly=True,
        help="How often it was let wait until a date meanwhile.",
    )

    def init(self):
        """Index, so that a ticket stands in one place at a time."""
        # SQL: Odoo has no field for an index on some rows.
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS helpdesk_ticket_stay_open_idx
                ON helpdesk_ticket_stay (ticket_id)
             WHERE date_end IS NULL
            """
        )

    @api.model
    def _follow(self, tickets):
        """End the stays that are over and start those that begin now.

        With the same few statements for any number of tickets.

        :param tickets: helpdesk.ticket recordset
        """
        if not tickets:
            return
        now = fields.Datetime.now()
        left = self._end(tickets, now)
        self._begin(tickets, now)
        # Who goes on in the same hands has gone neither forth nor back.
        self._count_changed_journeys(
            tickets.filtered(lambda ticket: left.get(ticket.id) != ticket.stage_id.tier)
        )

    @api.model
    def _begin(self, tickets, now):
        """Start the stays of tickets where they stand, unless they stand there already.

        :param tickets: helpdesk.ticket recordset
        """
        if not tickets:
            return
        # SQL: tickets that move at once go to different places. What began in this
        # very second, as where a new ticket waits to be assigned, has not been a stay.
        # Who goes on with a ticket where it is does so since it came there.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO helpdesk_ticket_stay
                       (ticket_id, stage_id, team_id, user_id, integrator_id, tier,
                        waiting_on, party_team_id, party_client_id, agreed_deadline,
                        date_start, entered_date)
                SELECT place.*,
                       COALESCE((
                           SELECT before.entered_date
                             FROM helpdesk_ticket_stay before
                            WHERE before.ticket_id = place.ticket_id
                              AND before.date_end = place.date_start
                              AND (before.stage_id, before.team_id)
                                  IS NOT DISTINCT FROM (place.stage_id, place.team_id)
                            ORDER BY before.id DESC
                            LIMIT 1), place.date_start)
                  FROM (VALUES %s)
                    AS place(ticket_id, stage_id, team_id, user_id, integrator_id, tier,
                             waiting_on, party_team_id, party_client_id,
                             agreed_deadline, date_start)
                    ON CONFLICT (ticket_id) WHERE date_end IS NULL
                    DO UPDATE
                   SET stage_id = EXCLUDED.stage_id,
                       tier = EXCLUDED.tier,
                       waiting_on = EXCLUDED.waiting_on,
                       team_id = EXCLUDED.team_id,
                       user_id = EXCLUDED.user_id,
                       integrator_id = EXCLUDED.integrator_id,
                       party_team_id = EXCLUDED.party_team_id,
                       party_client_id = EXCLUDED.party_client_id,
                       agreed_deadline = EXCLUDED.agreed_deadline,
                       entered_date = EXCLUDED.entered_date
                 WHERE helpdesk_ticket_stay.date_start >= EXCLUDED.date_start
                """,
                SQL(", ").join(
                    SQL(
                        "(%s, %s::integer, %s::integer, %s::integer, %s::integer, %s,"
                        " %s, %s::integer, %s::integer, %s::timestamp, %s::timestamp)",
                        *_get_place(ticket),
                        ticket.stage_id.tier or None,
                        ticket.stage_id.waiting_on or None,
                        ticket.reseller_team_id.id or None,
                        ticket.commercial_partner_id.id or None,
                        ticket.agreed_deadline or None,
                        now,
                    )
                    for ticket in tickets
                ),
            )
        )
        self.invalidate_model(flush=False)

    @api.model
    def _end(self, tickets, now):
        """End the stays of those of these tickets that stand elsewhere.

        :return: ``{ticket id: tier}`` of where they stood, ``None`` where closed
        """
        # SQL: one statement, which also finds them. A clock put back ends none.
        self.env.cr.execute(
            SQL(
                """
                UPDATE helpdesk_ticket_stay stay
                   SET date_end = %s
                  FROM (VALUES %s)
                    AS place(ticket_id, stage_id, team_id, user_id, integrator_id)
                 WHERE stay.ticket_id = place.ticket_id
                   AND stay.date_end IS NULL
                   AND stay.date_start < %s
                   AND (stay.stage_id, stay.team_id, stay.user_id, stay.integrator_id)
                       IS DISTINCT FROM
                       (place.stage_id::integer, place.team_id::integer,
                        place.user_id::integer, place.integrator_id::integer)
                RETURNING stay.id, stay.team_id, stay.date_start, stay.date_end,
                          stay.ticket_id,
                          CASE WHEN stay.waiting_on <> 'nobody' THEN stay.tier END
                """,
                now,
                _rows(map(_get_place, tickets)),
                now,
            )
        )
        ended = self.env.cr.fetchall()
        self._count([stay for *stay, _ticket_id, _tier in ended])
        return {ticket_id: tier for *_stay, ticket_id, tier in ended}

    @api.model
    def _agree(self, tickets):
        """Note until when it is agreed anew that somebody acts on tickets where they
        are.

        :param tickets: helpdesk.ticket recordset
        """
        running = self.search(
            [("ticket_id", "in", tickets.ids), ("date_end", "=", False)]
        )
        for deadline, stays in running.grouped(
            lambda stay: stay.ticket_id.agreed_deadline
        ).items():
            stays.agreed_deadline = deadline

    @api.model
    def _count_again(self, teams):
        """Count the hours of all stays with teams that are over, batch by batch."""
        ended = self.search([("team_id", "in", teams.ids), ("date_end", "!=", False)])
        for start in range(0, len(ended), _BATCH):
            ended[start : start + _BATCH]._recount()

    def _recount(self):
        """Count the hours of these stays, which are over."""
        self.invalidate_recordset(flush=False)
        self._count([(s.id, s.team_id.id, s.date_start, s.date_end) for s in self])

    @api.model
    def _count(self, ended):
        """Count the hours of stays that are over, by the calendars of their teams.

        :param list ended: a tuple of each: its id, that of its team, from when and
            until when it was, as naive datetimes in UTC
        """
        if not ended:
            return
        teams = self.env["helpdesk.ticket.team"]
        spans = defaultdict(dict)
        for stay_id, team_id, start, end in ended:
            calendar = teams.browse(team_id or []).resource_calendar_id
            spans[calendar][stay_id] = (start, end)
        plain = self.env["resource.calendar"]
        rows = []
        for calendar, of in spans.items():
            worked = calendar._count_hours(of.values())
            passed = plain._count_hours(of.values())
            rows += [(id_, passed[span], worked[span]) for id_, span in of.items()]
        # SQL: one statement, as each row has hours of its own.
        self.env.cr.execute(
            SQL(
                """
                UPDATE helpdesk_ticket_stay stay
                   SET hours = counted.hours, working_hours = counted.working_hours
                  FROM (VALUES %s) AS counted(id, hours, working_hours)
                 WHERE stay.id = counted.id
                """,
                _rows(rows),
            )
        )
        self.invalidate_model(flush=False)


def _get_place(ticket):
    """Return where a ticket stands."""
    return (
        ticket.id,
        ticket.stage_id.id or None,
        ticket.team_id.id or None,
        ticket.user_id.id or None,
        # Asked of what waits for one alone: others need not read the field.
        (ticket.stage_id.waiting_on == "integrator" and ticket.integrator_id.id)
        or None,
    )


def _rows(rows):
    """Return tuples of values as SQL."""
    rows = list(rows)
    return SQL(", ".join(["%s"] * len(rows)), *rows)
