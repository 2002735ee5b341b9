from odoo import api, models
from odoo.tools import SQL

from .helpdesk_ticket_stay import HelpdeskTicketStay as DefinedHelpdeskTicketStay


class HelpdeskTicketStay(models.Model):
    """The stays of tickets that stood elsewhere before they were imported."""

    _inherit = DefinedHelpdeskTicketStay._name

    @api.model
    def _date_back(self, past):
        """Date where new tickets stand, and note that before it is not known.

        :param dict past: ``{helpdesk.ticket record: Past}``
        """
        rows = SQL(", ").join(
            SQL("(%s, %s, %s)", ticket.id, dates.opened, dates.entered)
            for ticket, dates in past.items()
        )
        # SQL: one statement for any number of tickets. No stay is without length.
        self.env.cr.execute(
            SQL(
                """
                WITH past(ticket_id, opened, entered) AS (VALUES %s),
                moved AS (
                    UPDATE helpdesk_ticket_stay stay
                       SET date_start = past.entered,
                           entered_date = past.entered
                      FROM past
                     WHERE stay.ticket_id = past.ticket_id
                       AND stay.date_end IS NULL
                    RETURNING stay.ticket_id, stay.party_team_id, stay.party_client_id)
                INSERT INTO helpdesk_ticket_stay
                       (ticket_id, party_team_id, party_client_id,
                        date_start, date_end, entered_date)
                SELECT moved.ticket_id, moved.party_team_id, moved.party_client_id,
                       past.opened, past.entered, past.opened
                  FROM moved
                  JOIN past ON past.ticket_id = moved.ticket_id
                 WHERE past.opened < past.entered
                RETURNING id
                """,
                rows,
            )
        )
        unknown = self.browse(stay_id for (stay_id,) in self.env.cr.fetchall())
        self.invalidate_model(flush=False)
        unknown._recount()
