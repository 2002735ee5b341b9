"""What people complain of, and a crowd of other tickets about the same things.

Each file of ``pairs`` holds 50 rows of one language: a short complaint, as somebody
writes it in a hurry, and title and text of the ticket that is about the same.
"""

import json
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("ca", "en", "es", "ro")
_FOLDER = Path(__file__).parent / "pairs"
_CROWD = 240


class Pair(NamedTuple):
    complaint: str
    title: str
    text: str


def read_pairs(lang):
    """Return the pairs of a language."""
    return [Pair(*row) for row in _read(lang)]


def read_crowd(lang):
    """Return titles and texts of other tickets in a language, each once."""
    parts = _read("crowd")[lang]
    what, does, more = parts["what"], parts["does"], parts["more"]
    return [
        (
            f"{what[nth % len(what)]} {does[nth * 7 % len(does)]}",
            f"{more[nth % len(more)]} {more[(nth * 5 + 3) % len(more)]}",
        )
        for nth in range(_CROWD)
    ]


def _read(name):
    return json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))


class CorpusMixin:
    @classmethod
    def _write_many(cls, ticket, said):
        """Open a ticket for each title and text, as a copy of one that is there.

        With SQL: a thousand of them would take minutes.

        :param list said: title and text of each
        :return: their ids, in the same order
        """
        cls.env.flush_all()
        own = {"id", "number", "name", "description", "access_token", "task_id"}
        cls.env.cr.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = 'helpdesk_ticket' AND is_generated = 'NEVER'"
        )
        columns = ", ".join(
            f'"{name}"' for (name,) in cls.env.cr.fetchall() if name not in own
        )
        cls.env.cr.execute(
            f"""
            INSERT INTO helpdesk_ticket (number, name, description, {columns})
            SELECT 'S' || nextval('helpdesk_ticket_id_seq'), said.title, said.text,
                   {columns}
              FROM unnest(%s, %s) WITH ORDINALITY AS said (title, text, nth)
              JOIN helpdesk_ticket ON helpdesk_ticket.id = %s
             ORDER BY said.nth
            RETURNING id
            """,
            [
                [title for title, _text in said],
                [f"<p>{text}</p>" for _title, text in said],
                ticket.id,
            ],
        )
        ids = [ticket_id for (ticket_id,) in cls.env.cr.fetchall()]
        cls.env.invalidate_all()
        # As PostgreSQL does by itself soon: till then a search reads all that is new.
        cls.env.cr.execute(
            """
            SELECT gin_clean_pending_list(pg_class.oid)
              FROM pg_index
              JOIN pg_class ON pg_class.oid = pg_index.indexrelid
              JOIN pg_am ON pg_am.oid = pg_class.relam
             WHERE indrelid = 'helpdesk_ticket'::regclass AND amname = 'gin'
            """
        )
        return ids
