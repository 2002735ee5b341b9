from odoo import models
from odoo.tools import SQL
from odoo.tools.sql import create_index, drop_index

from ..readers.text_search import create_text_search
from ..similar.text_index import RESELLERS_TICKETS

BOARD_INDEX = "helpdesk_ticket_board_idx"
OPEN_INDEX = "helpdesk_ticket_open_idx"
WAITING_INDEX = "helpdesk_ticket_waiting_idx"
NEW_INDEX = "helpdesk_ticket_new_idx"

_OPEN = "closed_date IS NULL"


class HelpdeskTicket(models.Model):
    """Indexes on some of the tickets: most are closed, and nobody looks at them.

    Each one is for a search that people or the server make all day.
    """

    _inherit = "helpdesk.ticket"

    def init(self):
        """Make those that are not there as they are to be: each addon that changes the
        order changes the index in that order. Others are left, and lock nobody out.
        """
        # SQL: Odoo keeps no definition of an index.
        self.env.cr.execute(
            "SELECT relname, obj_description(oid) FROM pg_class WHERE relname IN %s",
            (tuple(self._get_indexes()),),
        )
        there = dict(self.env.cr.fetchall())
        for name, (columns, where) in self._get_indexes().items():
            definition = f"{', '.join(columns)} | {where}"
            if there.get(name) != definition:
                drop_index(self.env.cr, name, self._table)
                create_index(self.env.cr, name, self._table, columns, where=where)
                self.env.cr.execute(
                    SQL("COMMENT ON INDEX %s IS %s", SQL.identifier(name), definition)
                )
        create_text_search(self.env.cr)
        RESELLERS_TICKETS.build(self.env.cr)
        return super().init()

    def _get_indexes(self):
        """Return the indexes on some of the rows.

        :return: ``{name: (columns, condition)}``
        """
        return {
            # The first cards of a column, in their order.
            BOARD_INDEX: (["stage_id", *self._order.split(",")], _OPEN),
            # What a reseller has on its board, and how much.
            OPEN_INDEX: (["reseller_team_id", "stage_id"], _OPEN),
            # What is dealt when somebody is back.
            WAITING_INDEX: (["id"], "waits_for_member"),
            # Whose clients are told that it has come in.
            NEW_INDEX: (["id"], "awaits_acknowledgement"),
        }
