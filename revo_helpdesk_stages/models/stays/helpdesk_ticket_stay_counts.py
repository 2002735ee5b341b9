from odoo import api, models
from odoo.tools import SQL

from .helpdesk_ticket_stay import HelpdeskTicketStay as DefinedHelpdeskTicketStay

_COUNTS = ("handoff_count", "bounce_count", "reopening_count")

# Where a ticket is closed it stands with nobody; reopened, there is a gap in its stays.
_JOURNEYS = """
    UPDATE helpdesk_ticket ticket
       SET handoff_count = journey.handoffs,
           bounce_count = journey.bounces,
           reopening_count = journey.reopenings
      FROM (SELECT step.ticket_id,
                   count(*) FILTER (WHERE step.tier <> step.last_tier) AS handoffs,
                   count(*) FILTER (WHERE step.tier <> step.last_tier
                                      AND step.visit > 1
                                      AND NOT step.is_confirmation) AS bounces,
                   count(*) FILTER (WHERE step.date_start > step.last_end)
                       AS reopenings
              FROM (SELECT stay.ticket_id,
                           stay.tier,
                           stay.date_start,
                           COALESCE(stage.phase = 'confirmation', FALSE)
                               AS is_confirmation,
                           lag(stay.tier) OVER moves AS last_tier,
                           lag(stay.date_end) OVER moves AS last_end,
                           row_number() OVER (
                               PARTITION BY stay.ticket_id, stay.tier
                               ORDER BY stay.date_start) AS visit
                      FROM helpdesk_ticket_stay stay
                      JOIN helpdesk_ticket counted ON counted.id = stay.ticket_id
                      LEFT JOIN helpdesk_ticket_stage stage
                        ON stage.id = stay.stage_id
                     WHERE stay.waiting_on IS DISTINCT FROM 'nobody'
                       AND %s
                    WINDOW moves AS (
                           PARTITION BY stay.ticket_id
                           ORDER BY stay.date_start)) step
             GROUP BY step.ticket_id) journey
     WHERE journey.ticket_id = ticket.id
       AND %s
 RETURNING ticket.id
"""


class HelpdeskTicketStay(models.Model):
    """How often tickets went back and forth, from their stays."""

    _inherit = DefinedHelpdeskTicketStay._name

    @api.model
    def _count_changed_journeys(self, tickets):
        """Count how often tickets went back and forth that have just moved.

        :param tickets: helpdesk.ticket recordset
        """
        if not tickets:
            return
        # Many moves change none of the counts, and are not written once more.
        self._count_journeys(
            SQL("counted.id IN %s", tuple(tickets.ids)),
            SQL(
                """
                (COALESCE(ticket.handoff_count, 0),
                 COALESCE(ticket.bounce_count, 0),
                 COALESCE(ticket.reopening_count, 0))
                IS DISTINCT FROM
                (journey.handoffs, journey.bounces, journey.reopenings)
                """
            ),
        )
        changed = self.env["helpdesk.ticket"].browse(
            ticket_id for (ticket_id,) in self.env.cr.fetchall()
        )
        changed.invalidate_recordset(_COUNTS, flush=False)

    @api.model
    def _count_former_journeys(self):
        """Count for tickets that are older than the counts."""
        self._count_journeys(SQL("counted.bounce_count IS NULL"), SQL("TRUE"))
        self.env["helpdesk.ticket"].invalidate_model(_COUNTS, flush=False)

    @api.model
    def _count_journeys(self, counted, written):
        # SQL: one statement for any number of tickets, each with counts of its own.
        self.env.cr.execute(SQL(_JOURNEYS, counted, written))
