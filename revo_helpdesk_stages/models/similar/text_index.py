"""Indexes of the words of texts by whose they are.

Each word is kept once for each party, such as ``12/impresora`` of a reseller's team:
who looks for words of its own touches those of nobody else, so that neither the time
it takes nor the order of what it finds tells of others.
"""

from typing import NamedTuple

from odoo.tools import SQL
from odoo.tools.sql import index_exists

from ..readers.text_search import INDEXES, TICKET_WORDS

#: What stands between the party and the word.
BETWEEN = "/"
# Of so many letters: what follows is a log. With the party before each, the words of
# more would not fit into what PostgreSQL keeps of a text.
_MOST_LETTERS = 8_000
# As of the core's search: it is to look into the index.
_COST = 50_000

_FUNCTION = """
    CREATE OR REPLACE FUNCTION helpdesk_party_words(party text, text text)
        RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST {cost} AS $$
            SELECT array_to_tsvector(ARRAY(
                   SELECT party || '{between}' || word.lexeme
                     FROM unnest({words}(left(text, {most}))) AS word))
        $$
"""


class TextIndex(NamedTuple):
    """Where the words of texts are kept, in SQL; ``{0}`` stands for the table."""

    name: str
    table: str
    #: what is looked through
    text: str
    #: whose it is, empty for an index of all texts
    party: str = ""

    def get_vector(self):
        """Return the words of a row, whosever it is."""
        text = SQL(self._in_table(self.text))
        return SQL("helpdesk_words(left(%s, %s))", text, _MOST_LETTERS)

    def has_words(self, query):
        """Return the condition that a row has the words of a query.

        :param SQL query: of the type ``tsquery``
        """
        text = SQL(self._in_table(self.text))
        if not self.party:
            return SQL("helpdesk_words(%s) @@ %s", text, query)
        party = SQL(self._in_table(self.party))
        return SQL(
            "helpdesk_party_words(%s, %s) @@ %s AND %s IS NOT NULL",
            party,
            text,
            query,
            party,
        )

    def build(self, cr):
        """Build function and index, where they are not there yet."""
        # By its whole name: while PostgreSQL makes an index it looks nowhere for one.
        cr.execute("SELECT quote_ident(current_schema) || '.helpdesk_words'")
        (words,) = cr.fetchone()
        cr.execute(
            SQL(
                _FUNCTION.format(
                    cost=_COST, between=BETWEEN, most=_MOST_LETTERS, words=words
                )
            )
        )
        if index_exists(cr, self.name):
            return
        # SQL: the ORM has neither functions nor indexes of this kind.
        cr.execute(
            SQL(
                "CREATE INDEX %s ON %s USING gin (helpdesk_party_words(%s, %s)) "
                "WHERE %s IS NOT NULL",
                SQL.identifier(self.name),
                SQL.identifier(self.table),
                SQL(self.party.format("")),
                SQL(self.text.format("")),
                SQL(self.party.format("")),
            )
        )

    def _in_table(self, expression):
        return expression.format(f"{self.table}.")


#: All tickets, for whom no reseller's wall keeps from them: the index of the search.
ALL_TICKETS = TextIndex(
    TICKET_WORDS,
    "helpdesk_ticket",
    INDEXES[TICKET_WORDS][2].replace("coalesce(", "coalesce({0}"),
)
#: The tickets of each reseller.
RESELLERS_TICKETS = TextIndex(
    "helpdesk_ticket_reseller_words_idx",
    "helpdesk_ticket",
    ALL_TICKETS.text,
    "{0}reseller_team_id::text",
)


def drop_party_words(cr):
    """Drop the function, for the uninstallation; the indexes go with it."""
    # SQL: Odoo removes its own tables, and no functions.
    cr.execute("DROP FUNCTION IF EXISTS helpdesk_party_words(text, text) CASCADE")
