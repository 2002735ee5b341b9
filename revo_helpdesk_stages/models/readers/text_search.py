"""Text search of PostgreSQL: functions and indexes.

A word is kept as it is written, without accents, and by its stem in each language of
the house. The functions are in the database, as an index needs them there: one on the
messages of tickets alone costs the messages of others nothing.
"""

from odoo.tools import SQL
from odoo.tools.sql import index_exists

from ...policies.words import get_strokes

LANGUAGES = ("catalan", "english", "romanian", "spanish")
_PLAIN = "simple"
# A text search vector of more than a megabyte is an error, whatever is written.
_MOST_LETTERS = 100_000

_BARE = r"""
    translate(
        regexp_replace(
            normalize(
                lower(regexp_replace(left(text, {most}), '<[^>]*>|&#?\w+;', ' ', 'g')),
                NFD),
            E'[\u0300-\u036f]', '', 'g'),
        '{stroked}', '{plain}')
"""
# What it costs to take one text apart, in PostgreSQL's measure, so that it looks into
# the index instead even for the few tickets of a reseller: it expects the index to
# leave nearly all of them.
_COST = 50_000
_SIGNS = r"[!-/:-@\[-`{{-~]+"

_WORDS = """
    CREATE OR REPLACE FUNCTION helpdesk_words(text text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE COST {cost} AS $$
            SELECT {vectors}
              FROM regexp_replace({bare}, '{signs}', ' ', 'g') AS bare
        $$
"""
_QUERY = """
    CREATE OR REPLACE FUNCTION helpdesk_words_query(beginnings text, words text)
        RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT to_tsquery('pg_catalog.simple', beginnings){stems}
        $$
"""

# All that a number ends with, so that each part of it is the beginning of one.
_PARTS = """
    CREATE OR REPLACE FUNCTION helpdesk_parts(text text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT array_to_tsvector(ARRAY(
                   SELECT substr(bare, place)
                     FROM generate_series(1, least(length(bare), {most})) AS place))
              FROM {bare} AS bare
        $$
"""
_LONGEST_NUMBER = 64

TICKET_WORDS = "helpdesk_ticket_words_idx"
TICKET_NUMBER = "helpdesk_ticket_parts_idx"
MESSAGE_WORDS = "helpdesk_ticket_message_words_idx"

# By their names: the table, the function, what is searched, and which rows.
INDEXES = {
    TICKET_NUMBER: ("helpdesk_ticket", "helpdesk_parts", "number", "TRUE"),
    TICKET_WORDS: (
        "helpdesk_ticket",
        "helpdesk_words",
        "coalesce(name, '') || ' ' || coalesce(description, '')",
        "TRUE",
    ),
    MESSAGE_WORDS: (
        "mail_message",
        "helpdesk_words",
        "coalesce(subject, '') || ' ' || coalesce(body, '')",
        "model = 'helpdesk.ticket'",
    ),
}


def create_text_search(cr):
    """Create the functions and indexes that are not there yet.

    The first time it takes about a minute for 300,000 messages.
    """
    cr.execute(
        "SELECT cfgname FROM pg_ts_config WHERE cfgname IN %s ORDER BY 1", (LANGUAGES,)
    )
    known = [name for (name,) in cr.fetchall()]
    stroked, plain = get_strokes()
    vectors = [
        f"strip(to_tsvector('pg_catalog.{name}', bare))" for name in (_PLAIN, *known)
    ]
    stems = [f" || plainto_tsquery('pg_catalog.{name}', words)" for name in known]
    bare = _BARE.format(most=_MOST_LETTERS, stroked=stroked, plain=plain)
    # SQL: the ORM has neither functions nor indexes of this kind.
    vector = " || ".join(vectors)
    words = _WORDS.format(cost=_COST, vectors=vector, bare=bare, signs=_SIGNS.format())
    cr.execute(SQL(words))
    cr.execute(SQL(_QUERY.format(stems="".join(stems))))
    cr.execute(SQL(_PARTS.format(bare=bare, most=_LONGEST_NUMBER)))
    for name, (table, function, text, condition) in INDEXES.items():
        if index_exists(cr, name):
            continue
        cr.execute(
            SQL(
                "CREATE INDEX %s ON %s USING gin (%s(%s)) WHERE %s",
                SQL.identifier(name),
                SQL.identifier(table),
                SQL(function),
                SQL(text),
                SQL(condition),
            )
        )


def drop_text_search(cr):
    """Drop functions and indexes, for the uninstallation."""
    # SQL: see above. The indexes go with the function.
    cr.execute("DROP FUNCTION IF EXISTS helpdesk_words(text) CASCADE")
    cr.execute("DROP FUNCTION IF EXISTS helpdesk_words_query(text, text)")
    cr.execute("DROP FUNCTION IF EXISTS helpdesk_parts(text) CASCADE")


def has_words(index, lexemes):
    """Return the SQL condition that a row has all of some words.

    :param str index: the name of one of :data:`INDEXES`; its table is named in the
        query as it is
    :param list lexemes: see :func:`..policies.words.to_lexemes`
    """
    table, _function, text, condition = INDEXES[index]
    qualified = text.replace("coalesce(", f"coalesce({table}.")
    if condition != "TRUE":
        condition = f"{table}.{condition}"
    return SQL(
        "helpdesk_words(%s) @@ helpdesk_words_query(%s, %s) AND %s",
        SQL(qualified),
        " & ".join(f"{lexeme}:*" for lexeme in lexemes),
        " ".join(lexemes),
        SQL(condition),
    )


def has_part(part):
    """Return the SQL condition that a ticket's number holds a part.

    :param str part: see :func:`..policies.words.to_bare`
    """
    table, function, text, _condition = INDEXES[TICKET_NUMBER]
    quoted = part.replace("\\", "\\\\").replace("'", "''")
    return SQL(
        "%s(%s) @@ %s::tsquery",
        SQL(function),
        SQL.identifier(table, text),
        f"'{quoted}':*",
    )
