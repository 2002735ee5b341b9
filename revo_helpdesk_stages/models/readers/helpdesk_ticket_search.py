from odoo import api, fields, models
from odoo.tools import SQL

from ...policies.words import split_words, to_pattern

# What people search by words: text, and whether it is html.
_TEXTS = {"number": False, "name": False, "description": True}


class HelpdeskTicket(models.Model):
    """Search tickets by words: in what is said of them, and in what is written on them
    that the searcher may read.
    """

    _inherit = "helpdesk.ticket"

    words = fields.Char(store=False, search="_search_words")

    @api.model
    def _search_words(self, operator, value):
        """Find what has all words, wherever each of them stands."""
        if isinstance(value, str) and operator in ("ilike", "like", "="):
            return self._get_words_domain(value)
        if isinstance(value, str) and operator in ("not ilike", "not like", "!="):
            return ["!", *self._get_words_domain(value)]
        raise NotImplementedError

    @api.model
    def _get_words_domain(self, text, names=None):
        """Return the domain of the tickets that have all words of a text.

        :param str text: as somebody typed it
        :param names: the fields to look in, by default all that is said and written
        """
        # sudo: the rules hold for what is found by it; of messages they are asked here.
        tickets = self.sudo().with_context(active_test=False)
        tickets.flush_model(_TEXTS)
        query = tickets._search([])
        for word in split_words(text):
            conditions = (
                [self._get_text_condition(n, to_pattern(word)) for n in names]
                if names
                else self._get_word_conditions(word)
            )
            query.add_where(SQL("(%s)", SQL(" OR ").join(conditions)))
        return [("id", "in", query)]

    @api.model
    def _get_word_conditions(self, word):
        """Return where a ticket may have a word. A hook for other addons.

        :return: list of SQL conditions on the table of tickets, one of which is enough
        """
        pattern = to_pattern(word)
        said = [self._get_text_condition(name, pattern) for name in _TEXTS]
        return [*said, self._get_message_condition(pattern)]

    @api.model
    def _get_text_condition(self, name, pattern):
        column = SQL.identifier(self._table, name)
        return _contains(column, pattern, _TEXTS[name])

    @api.model
    def _get_message_condition(self, pattern):
        """Return that one of the messages of a ticket has a word: of those that the
        present user may read, on a ticket that is theirs to read.
        """
        query = self._get_searched_messages()
        table = query.table
        query.add_where(
            SQL(
                "%s = %s AND (%s OR %s)",
                SQL.identifier(table, "res_id"),
                SQL.identifier(self._table, "id"),
                _contains(SQL.identifier(table, "subject"), pattern, False),
                _contains(SQL.identifier(table, "body"), pattern, True),
            )
        )
        return SQL("EXISTS %s", query.subselect("1"))

    @api.model
    def _get_searched_messages(self):
        """Return the query of the messages that the present user may read on tickets
        that they may read.
        """
        messages = self.env["mail.message"]
        messages.flush_model(["body", "model", "party_client_id", "res_id", "subject"])
        if self.env.user.share:
            # sudo: clients read what is for them on the page; the domain names it.
            messages = messages.sudo()
            query = messages._search(self._get_client_message_domain())
            query.add_where(
                SQL(
                    "%s = %s",
                    SQL.identifier(messages._table, "party_client_id"),
                    SQL.identifier(self._table, "commercial_partner_id"),
                )
            )
            return query
        # The rules alone: Odoo's search of messages asks one by one whether their
        # documents may be read, which those of the tickets that are found may.
        return models.BaseModel._search(
            messages,
            [("model", "=", self._name), ("message_type", "!=", "user_notification")],
        )


def _contains(column, pattern, is_html):
    if not is_html:
        return SQL("%s ~* %s", column, pattern)
    # What looks like the word may be mark-up; few texts are looked at twice.
    return SQL(
        "(%s ~* %s AND regexp_replace(%s, '<[^>]*>', ' ', 'g') ~* %s)",
        column,
        pattern,
        column,
        pattern,
    )
