from odoo import api, models
from odoo.tools import SQL


class HelpdeskTicket(models.Model):
    """The board in one request, as 19.0 reads it by itself.

    The web client asks for the columns, for the cards of each and for the progress
    bars: each time the rules are asked again, and the same names are read.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def web_board_read(self, domain, columns, cards, progress_bar=None):
        """Return what a board shows: columns, counts, cards and progress bars.

        :param list domain: of the tickets on the board
        :param dict columns: arguments of ``web_read_group``; besides ``opened``, how
            many columns are open at most, and ``folds``, pairs of the value of a column
            and whether the person has folded it
        :param dict cards: arguments of ``web_search_read``: specification, limit, order
        :param dict progress_bar: arguments of ``read_progress_bar``, if there are any
        :return: dict: what the three methods return as ``columns``, ``cards`` and
            ``progress_bar``; of the cards a list of records for each column, ``None``
            for one that is folded
        """
        columns = dict(columns)
        opened, folds = columns.pop("opened"), columns.pop("folds")
        found = self.web_read_group(domain, **columns)
        groups = found["groups"]
        unfolded = self._get_unfolded(groups, columns["groupby"][0], folds, opened)
        return {
            "columns": found,
            "cards": self._read_cards(groups, unfolded, **cards),
            "progress_bar": progress_bar and self.read_progress_bar(**progress_bar),
        }

    @api.model
    def _get_unfolded(self, groups, name, folds, opened):
        """Return the indexes of the columns that the web client opens.

        :param list groups: as ``web_read_group`` returns them
        :param str name: of the field by which the board is grouped
        :param list folds: pairs of a value and whether the person has folded it
        :param int opened: how many are open at most
        """
        is_record = bool(self._fields[name.partition(":")[0]].relational)
        chosen = {value: folded for value, folded in folds if not _is_list(value)}
        unfolded = []
        for index, group in enumerate(groups):
            value = group[name]
            value = value[0] if _is_list(value) else value
            # Odoo folds the column of what has no record.
            folded = group.get("__fold", False) or (is_record and not value)
            if not chosen.get(value, folded):
                unfolded.append(index)
        return unfolded[:opened]

    @api.model
    def _read_cards(self, groups, unfolded, specification, limit, order=None):
        """Return the first cards of each of these columns: ``None`` for the others.

        :param list groups: as ``web_read_group`` returns them
        :param list unfolded: indexes of the columns to read
        """
        cards = [None] * len(groups)
        for index in unfolded:
            cards[index] = []
        order = order or self._order
        queries = [
            SQL(
                "SELECT %s AS place, row_number() OVER () AS rank, card.id"
                " FROM (%s) AS card",
                index,
                query.select(),
            )
            for index in unfolded
            for query in [self._search(groups[index]["__domain"], 0, limit, order)]
            if not query.is_empty()
        ]
        if not queries:
            return cards
        # SQL: Odoo has no search for the first records of each of several domains.
        union = SQL(" UNION ALL ").join(queries)
        self.env.cr.execute(SQL("%s ORDER BY place, rank", union))
        placed = [
            (place, found_id) for place, _rank, found_id in self.env.cr.fetchall()
        ]
        tickets = self.browse(ticket_id for _place, ticket_id in placed)
        read = tickets.with_context(bin_size=True).web_read(specification)
        by_id = {values["id"]: values for values in read}
        for index, ticket_id in placed:
            if ticket_id in by_id:
                cards[index].append(by_id[ticket_id])
        return cards


def _is_list(value):
    return isinstance(value, list | tuple)
