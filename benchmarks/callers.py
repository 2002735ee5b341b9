"""Whose a request's queries are: the addon and the method that wanted to know."""

import sys
from collections import Counter
from contextlib import contextmanager
from unittest.mock import patch

from odoo import sql_db

_ADDONS = "odoo.addons."

#: Addons that ask on behalf of who has called them, and methods through which
#: everybody's questions go: the question is that of their caller.
_PLUMBING = frozenset({"base", "web"})
_PASSING = frozenset(
    """
    _as_server _fetch_query _read_group _search _write browse check_access_rights
    check_access_rule create fetch filtered mapped read read_group search search_count
    search_fetch web_read web_save web_search_read write
    """.split()
)


@contextmanager
def noted():
    """A block of code; the counter that it yields holds afterwards how many queries
    each ``(addon, method)`` has asked."""
    asked = Counter()
    execute = sql_db.Cursor.execute

    def noting(cursor, query, params=None, **kwargs):
        asked[_get_caller(sys._getframe(1))] += 1
        return execute(cursor, query, params, **kwargs)

    with patch.object(sql_db.Cursor, "execute", noting):
        yield asked


def _get_caller(frame):
    """Return the addon and the method that is behind a question, the innermost that
    does not ask for somebody else."""
    found = None
    while frame:
        name = frame.f_globals.get("__name__", "")
        if name.startswith(_ADDONS):
            addon = name.removeprefix(_ADDONS).partition(".")[0]
            method = frame.f_code.co_name
            if addon not in _PLUMBING and method not in _PASSING:
                return addon, method
            found = found or (addon, method)
        frame = frame.f_back
    return found or ("odoo", "")
