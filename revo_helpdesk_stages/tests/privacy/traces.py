"""Where something of a person still stands: in any table, and on the disk."""

import re
from email.header import decode_header, make_header
from pathlib import Path

from odoo.tools import SQL

from ..compat import own_cursors

_ENCODED = re.compile(r"=\?[\w-]+\?[bqBQ]\?[^?\s]*\?=")


def delete_logins(case):
    """Run Odoo's job that deletes closed logins and, with them, contacts."""
    with own_cursors(case):
        case.env.ref("base.ir_cron_res_users_deletion").method_direct_trigger()
    case.env.invalidate_all()


def find_in_tables(env, stems):
    """Return the columns of any table in which one of some texts stands.

    :param list stems: texts without accents, in any case
    :return: ``{(table, column): set of stems}``
    """
    env.flush_all()
    env.cr.execute(
        """
        SELECT table_name
          FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        """
    )
    found = {}
    likes = [f"%{stem}%" for stem in [*stems, "=?utf-8?"]]
    for (table,) in env.cr.fetchall():
        env.cr.execute(
            SQL(
                "SELECT to_jsonb(t) FROM %s t WHERE t::text ILIKE ANY(%s)",
                SQL.identifier(table),
                likes,
            )
        )
        for (row,) in env.cr.fetchall():
            for column, value in row.items():
                text = _decode(str(value)).lower()
                there = {stem for stem in stems if stem in text}
                if there:
                    found.setdefault((table, column), set()).update(there)
    return found


def find_on_disk(env, stems):
    """Return the files of the store in which one of some texts stands."""
    # Files that nobody has any more go with Odoo's daily job.
    env["ir.attachment"]._gc_file_store_unsafe()
    store = Path(env["ir.attachment"]._filestore())
    return {
        (path.name, stem)
        for path in store.rglob("*")
        if path.is_file()
        for stem in stems
        if stem.encode() in path.read_bytes().lower()
    }


def _decode(text):
    return _ENCODED.sub(lambda match: str(make_header(decode_header(match[0]))), text)
