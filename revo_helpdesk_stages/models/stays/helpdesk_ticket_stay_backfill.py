from odoo import api, models
from odoo.tools import SQL

from .helpdesk_ticket_stay import HelpdeskTicketStay as DefinedHelpdeskTicketStay

# How many stays are counted at once.
_BATCH = 20000

# What is known of each ticket: where it stands, and what was tracked of stage and
# assignee and entered in the ledger of teams. A field was before its first change what
# that says; where nothing was tracked, it has always been what it is. What somebody
# changed without a trace counts for the last stay.
STAYS = """
    WITH place AS (
        SELECT ticket.id AS ticket_id,
               date_trunc('second', ticket.create_date) AS opened,
               ticket.stage_id, ticket.team_id, ticket.user_id
          FROM helpdesk_ticket ticket
         WHERE %s),
    change AS (
        SELECT place.ticket_id, field.name, tracked.id AS nth,
               GREATEST(date_trunc('second', message.date), place.opened) AS moment,
               NULLIF(tracked.old_value_integer, 0) AS before,
               NULLIF(tracked.new_value_integer, 0) AS after
          FROM place
          JOIN mail_message message
            ON message.model = 'helpdesk.ticket' AND message.res_id = place.ticket_id
          JOIN mail_tracking_value tracked ON tracked.mail_message_id = message.id
          JOIN ir_model_fields field ON field.id = tracked.field_id
         WHERE field.model = 'helpdesk.ticket'
           AND field.name IN ('stage_id', 'user_id')
         UNION ALL
        SELECT place.ticket_id, 'team_id', entry.id,
               GREATEST(entry.date, place.opened), entry.team_id, entry.team_id
          FROM place
          JOIN helpdesk_ticket_assignment entry ON entry.ticket_id = place.ticket_id),
    first AS (
        SELECT DISTINCT ON (ticket_id, name) ticket_id, name, before
          FROM change
         ORDER BY ticket_id, name, moment, nth),
    known AS (
        SELECT ticket_id, name, nth, moment, after AS value FROM change
         UNION ALL
        SELECT place.ticket_id, field.name, 0, place.opened,
               CASE WHEN first.name IS NULL THEN field.value ELSE first.before END
          FROM place
         CROSS JOIN LATERAL (VALUES ('stage_id', place.stage_id),
                                    ('team_id', place.team_id),
                                    ('user_id', place.user_id)) AS field(name, value)
          LEFT JOIN first
            ON first.ticket_id = place.ticket_id AND first.name = field.name),
    moment AS (
        SELECT ticket_id, moment,
               (array_agg(value ORDER BY nth DESC)
                   FILTER (WHERE name = 'stage_id'))[1] AS stage_id,
               (array_agg(value ORDER BY nth DESC)
                   FILTER (WHERE name = 'team_id'))[1] AS team_id,
               (array_agg(value ORDER BY nth DESC)
                   FILTER (WHERE name = 'user_id'))[1] AS user_id,
               -- Which value still holds, also where it is none.
               sum(count(*) FILTER (WHERE name = 'stage_id')) OVER line AS stage_nth,
               sum(count(*) FILTER (WHERE name = 'team_id')) OVER line AS team_nth,
               sum(count(*) FILTER (WHERE name = 'user_id')) OVER line AS user_nth
          FROM known
         GROUP BY ticket_id, moment
        WINDOW line AS (PARTITION BY ticket_id ORDER BY moment)),
    held AS (
        SELECT moment.ticket_id, moment.moment,
               first_value(moment.stage_id) OVER (
                   PARTITION BY moment.ticket_id, stage_nth ORDER BY moment.moment
               ) AS stage_id,
               first_value(moment.team_id) OVER (
                   PARTITION BY moment.ticket_id, team_nth ORDER BY moment.moment
               ) AS team_id,
               first_value(moment.user_id) OVER (
                   PARTITION BY moment.ticket_id, user_nth ORDER BY moment.moment
               ) AS user_id
          FROM moment),
    stood AS (
        SELECT held.ticket_id, held.moment,
               CASE WHEN is_last THEN place.stage_id ELSE held.stage_id END AS stage_id,
               CASE WHEN is_last THEN place.team_id ELSE held.team_id END AS team_id,
               CASE WHEN is_last THEN place.user_id ELSE held.user_id END AS user_id
          FROM (SELECT *, lead(moment) OVER (
                       PARTITION BY ticket_id ORDER BY moment) IS NULL AS is_last
                  FROM held) held
          JOIN place ON place.ticket_id = held.ticket_id),
    changed AS (
        SELECT *, lag((stage_id, team_id, user_id)) OVER line
                      IS DISTINCT FROM (stage_id, team_id, user_id)
                  OR lag(moment) OVER line IS NULL AS is_change
          FROM stood
        WINDOW line AS (PARTITION BY ticket_id ORDER BY moment))
    SELECT stay.ticket_id,
           stage.id AS stage_id, stage.tier, stage.waiting_on,
           team.id AS team_id,
           assignee.id AS user_id,
           stay.moment AS date_start,
           lead(stay.moment) OVER (
               PARTITION BY stay.ticket_id ORDER BY stay.moment) AS date_end
      FROM changed stay
      LEFT JOIN helpdesk_ticket_stage stage ON stage.id = stay.stage_id
      LEFT JOIN helpdesk_ticket_team team ON team.id = stay.team_id
      LEFT JOIN res_users assignee ON assignee.id = stay.user_id
     WHERE stay.is_change
"""

# Since when each stands in its stage and team: stays that follow each other there are
# of one visit, whoever had the ticket.
_ENTRIES = """
    WITH line AS (
        SELECT stay.id, stay.ticket_id, stay.date_start,
               CASE WHEN lag(stay.date_end) OVER of_ticket
                         IS NOT DISTINCT FROM stay.date_start
                     AND lag((stay.stage_id, stay.team_id)) OVER of_ticket
                         IS NOT DISTINCT FROM (stay.stage_id, stay.team_id)
                    THEN NULL ELSE stay.date_start END AS entered
          FROM helpdesk_ticket_stay stay
        WINDOW of_ticket AS (PARTITION BY stay.ticket_id ORDER BY stay.date_start)),
    visit AS (
        SELECT id, max(entered) OVER (
                   PARTITION BY ticket_id ORDER BY date_start) AS entered
          FROM line)
    UPDATE helpdesk_ticket_stay stay
       SET entered_date = visit.entered
      FROM visit
     WHERE visit.id = stay.id
       AND stay.entered_date IS NULL
"""


class HelpdeskTicketStay(models.Model):
    """The stays of tickets that are older than the notes on them."""

    _inherit = DefinedHelpdeskTicketStay._name

    @api.model
    def _note_history(self):
        """Read from what was tracked where tickets stood that have no stay yet."""
        self.env.flush_all()
        # SQL: there may be millions of messages.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO helpdesk_ticket_stay
                       (ticket_id, stage_id, tier, waiting_on, team_id, user_id,
                        date_start, date_end)
                %s
                RETURNING id, date_end
                """,
                SQL(
                    STAYS,
                    SQL(
                        """
                        NOT EXISTS (SELECT FROM helpdesk_ticket_stay stay
                                     WHERE stay.ticket_id = ticket.id)
                        """
                    ),
                ),
            )
        )
        over = [stay_id for stay_id, end in self.env.cr.fetchall() if end]
        self._date_entries()
        self.invalidate_model(flush=False)
        for start in range(0, len(over), _BATCH):
            self.browse(over[start : start + _BATCH])._recount()
        self._count_former_journeys()

    @api.model
    def _date_entries(self):
        """Date since when tickets stood in each stage and team, where nothing says."""
        # SQL: one statement for any number of stays.
        self.env.cr.execute(_ENTRIES)
