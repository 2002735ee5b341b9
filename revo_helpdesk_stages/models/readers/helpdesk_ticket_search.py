from odoo import api, fields, models
from odoo.tools import SQL

from ...policies.words import split_words, to_bare, to_lexemes, to_pattern
from ..context import ON_OWN_TICKET, saying
from .text_search import MESSAGE_WORDS, TICKET_WORDS, has_part, has_words

# What people search by words: text, and whether it is html.
_TEXTS = {"number": False, "name": False, "description": True}
# Tickets that are named one by one.
_FEW = 2000
# How often a word may stand on each of few tickets.
_MESSAGES = 4


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
        among = self._get_own_few()
        common = []
        for word in words:
            ids = self._find_with_word(word, among)
            if ids is None:
                common.append(word)
            else:
                among = ids
        if among is not None:
            # A rare word has left few, of which the others are asked then.
            for word in common:
                among = self._find_with_word(word, among)
            return [("id", "in", among)]
        query = tickets._search([])
        for word in common:
            found = SQL(" UNION ").join(self._get_word_sources(word))
            query.add_where(SQL("%s IN (%s)", SQL.identifier(self._table, "id"), found))
        return [("id", "in", query)]

    @api.model
    def _get_own_few(self):
        """Return the ids of all tickets of the present user, ``None`` where these are
        many: what all others write need not be looked at for who reads none of it.
        """
        user = self.env.user
        if self.env.su or user._get_line_role() not in ("client", "reseller"):
            return None
        own = self.with_context(active_test=False)
        ids = list(own._search([], limit=_FEW + 1))
        return None if len(ids) > _FEW else ids

    @api.model
    def _find_with_word(self, word, among):
        """Return the ids of the tickets with a word, ``None`` where these are many.

        :param among: ids of the tickets that are looked at, of which all are found that
            have it; ``None`` for all
        """
        if among is not None and not among:
            return []
        sources = self._get_word_sources(word, among)
        # SQL: the ORM has no search that puts two together. As ids alone, so that the
        # indexes are used; no more of them than it takes to know that they are many.
        if among is not None:
            self.env.cr.execute(SQL(" UNION ").join(sources))
            found = {ticket_id for (ticket_id,) in self.env.cr.fetchall()}
            return [ticket_id for ticket_id in among if ticket_id in found]
        most = _FEW * _MESSAGES
        self.env.cr.execute(SQL("%s LIMIT %s", SQL(" UNION ALL ").join(sources), most))
        rows = self.env.cr.fetchall()
        ids = list({ticket_id for (ticket_id,) in rows})
        return None if len(rows) == most or len(ids) > _FEW else ids

    @api.model
    def _get_word_sources(self, word, among=None):
        """Return where the ids of the tickets with a word are found. A hook for other
        addons.

        :param among: ids of the tickets that count, which may be found beside others;
            ``None`` for all
        :return: list of SELECT statements
        """
        tickets = self.sudo().with_context(active_test=False)
        lexemes = to_lexemes(word)
        if self.env.user.share or not lexemes:
            # Of the few tickets of a client each text is looked at, as are signs.
            pattern = to_pattern(word)
            said = [self._get_text_condition(name, pattern) for name in _TEXTS]
            said.append(self._get_message_condition(pattern))
            said = SQL("(%s)", SQL(" OR ").join(said))
            return [self._select_ids(tickets, said, among)]
        found = [
            self._select_ids(tickets, has_words(TICKET_WORDS, lexemes), among),
            self._select_said(lexemes, among),
        ]
        numbered = self._get_number_condition(word)
        if numbered:
            found.append(self._select_ids(tickets, numbered, among))
        return found

    @api.model
    def _select_ids(self, tickets, condition, among):
        query = tickets._search([])
        query.add_where(condition)
        if among is not None:
            identifier = SQL.identifier(query.table, "id")
            query.add_where(SQL("%s = ANY(%s)", identifier, among))
        return SQL("(%s)", query.select())

    @api.model
    def _select_said(self, lexemes, among):
        """Return the SELECT of the tickets on which a word is written that the present
        user may read. Which of these tickets are theirs the search itself asks.
        """
        query = self._get_searched_messages()
        query.add_where(has_words(MESSAGE_WORDS, lexemes))
        if among is not None:
            # Named by their own ids: PostgreSQL puts no two indexes together that both
            # know the model.
            query.add_where(
                SQL(
                    """
                    %s = ANY(ARRAY(
                        SELECT id FROM mail_message
                         WHERE model = %s AND res_id = ANY(%s)))
                    """,
                    SQL.identifier(query.table, "id"),
                    self._name,
                    among,
                )
            )
        return SQL("(%s)", query.select(SQL.identifier(query.table, "res_id")))

    @api.model
    def _get_number_condition(self, word):
        """Return that a ticket's number holds a word, ``None`` for one without a
        digit.
        """
        if any(letter.isdigit() for letter in word):
            return has_part(to_bare(word))
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
