from odoo import models
from odoo.tools.sql import create_index, drop_index

from ..readers.text_search import create_text_search

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
        for name, (columns, where) in self._get_indexes().items():
            # Anew, as the order is another one with each addon that changes it.
            drop_index(self.env.cr, name, self._table)
            create_index(self.env.cr, name, self._table, columns, where=where)
        create_text_search(self.env.cr)
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
