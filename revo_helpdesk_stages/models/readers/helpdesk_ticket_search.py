from odoo import api, fields, models
from odoo.tools import SQL

from ...policies.words import split_words, to_lexemes, to_pattern
from ..context import ON_OWN_TICKET, saying
from .text_search import MESSAGE_WORDS, TICKET_WORDS, has_words

# What people search by words: text, and whether it is html.
_TEXTS = {"number": False, "name": False, "description": True}
# Tickets that are named one by one.
_FEW = 2000


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

        Few are named by their ids: PostgreSQL expects more, and would ask the rules of
        all tickets first.

        :param str text: as somebody typed it
        :param names: the fields to look in, by default all that is said and written
        """
        words = split_words(text)
        # sudo: the rules hold for what is found by it; of messages they are asked here.
        tickets = self.sudo().with_context(active_test=False)
        tickets.flush_model(_TEXTS)
        if not words:
            return []
        if names:
            query = tickets._search([])
            for word in words:
                said = [self._get_text_condition(n, to_pattern(word)) for n in names]
                query.add_where(SQL("(%s)", SQL(" OR ").join(said)))
            return [("id", "in", query)]
        # What each word is found in, as ids alone, so that the indexes are used.
        found = SQL(" INTERSECT ").join(
            SQL("(%s)", SQL(" UNION ").join(self._get_word_sources(word)))
            for word in words
        )
        # SQL: the ORM has no search that puts two together.
        self.env.cr.execute(SQL("%s LIMIT %s", found, _FEW + 1))
        ids = [ticket_id for (ticket_id,) in self.env.cr.fetchall()]
        if len(ids) > _FEW:
            query = tickets._search([])
            query.add_where(SQL("%s IN (%s)", SQL.identifier(self._table, "id"), found))
            return [("id", "in", query)]
        return [("id", "in", ids)]

    @api.model
    def _get_word_sources(self, word):
        """Return where the ids of the tickets with a word are found. A hook for other
        addons.

        :return: list of SELECT statements
        """
        tickets = self.sudo().with_context(active_test=False)
        lexemes = to_lexemes(word)
        if self.env.user.share or not lexemes:
            # Of the few tickets of a client each text is looked at, as are signs.
            pattern = to_pattern(word)
            said = [self._get_text_condition(name, pattern) for name in _TEXTS]
            said.append(self._get_message_condition(pattern))
            return [self._select_ids(tickets, SQL("(%s)", SQL(" OR ").join(said)))]
        found = [
            self._select_ids(tickets, has_words(TICKET_WORDS, lexemes)),
            self._select_said(lexemes),
        ]
        numbered = self._get_number_condition(word)
        return [*found, self._select_ids(tickets, numbered)] if numbered else found

    @api.model
    def _select_ids(self, tickets, condition):
        query = tickets._search([])
        query.add_where(condition)
        return query.select()

    @api.model
    def _select_said(self, lexemes):
        """Return the SELECT of the tickets on which a word is written that the present
        user may read. Which of these tickets are theirs the search itself asks.
        """
        query = self._get_searched_messages()
        query.add_where(has_words(MESSAGE_WORDS, lexemes))
        return query.select(SQL.identifier(query.table, "res_id"))

    @api.model
    def _get_number_condition(self, word):
        """Return that a ticket's number holds a word, ``None`` for one without a
        digit.
        """
        if any(letter.isdigit() for letter in word):
            return self._get_text_condition("number", to_pattern(word))
        return None

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
        """Return the query of the messages that the present user may read on tickets,
        if they may read these.
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
        # documents may be read. Of tickets nobody finds those that are not theirs.
        return models.BaseModel._search(
            saying(messages, ON_OWN_TICKET),
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
