"""Somebody with a browser, or a script that holds the session of one."""

import json
from contextlib import suppress

from odoo.http import Request
from odoo.tools import mute_logger

from .attack import Undo
from .markers import find_markers, get_forbidden
from .paths import TEXT

# What Odoo logs when it answers with an error, or gets what it did not ask for.
_LOGGERS = (
    "odoo.http",
    "odoo.sql_db",
    "odoo.models",
    "odoo.addons.web.controllers.export",
    "odoo.addons.base_import.models.base_import",
    "odoo.addons.base.models.ir_binary",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.mail.controllers.mail",
)


class Visitor:
    """Asks the server as a role, and notes what the answers tell."""

    def __init__(self, case, role, own_ticket, addresses, report):
        """
        :param ticket: the test, an HttpCase whose session is the role's
        :param own_ticket: a ticket of the role's own, empty for the public
        :param addresses: e-mail addresses to look for
        """
        self.case = case
        self.role = role
        self.own_ticket = own_ticket
        self.addresses = addresses
        self.report = report
        self.forbidden = get_forbidden(role)
        self.seen = set()

    def get_texts(self, record):
        return [
            name
            for name, field in record._fields.items()
            if field.type in TEXT and field.store and not field.groups
        ]

    def attempt(self, way, target, allowed=frozenset()):
        """Go one way in, and take back what it changed.

        :param allowed: markers that this way shows to the person who holds the token
        """
        name = getattr(way, "__name__", str(way))
        env = self.case.env
        answer = None
        with mute_logger(*_LOGGERS):
            with suppress(Undo), env.cr.savepoint(flush=False):
                before = _get_state(target)
                answer = way(self, target)
                after = _get_state(target)
                raise Undo
        env.transaction.clear()
        told = find_markers(answer)
        found = (told & self.forbidden) - allowed
        if after != before and self._is_foreign(before):
            found = found | find_markers(before) or {"changed"}
        self.seen |= {(name, text) for text in told}
        model = target._name if target is not None else "-"
        self.report.add(model, f"HTTP {name}", self.role, "*", found)

    def _is_foreign(self, state):
        """Return whether a record is nothing that this role may change."""
        return find_markers(state) <= self.forbidden

    def get(self, url):
        return self._read(self.case.url_open(url, timeout=600))

    def post(self, url, files=None, **data):
        data["csrf_token"] = Request.csrf_token(self.case)
        return self._read(self.case.url_open(url, data=data, files=files, timeout=600))

    def post_json(self, url, **params):
        response = self.case.url_open(
            url,
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
            timeout=600,
        )
        try:
            return response.json()
        except ValueError:
            return self._read(response)

    def _read(self, response):
        """Return what a response tells, its address included."""
        return [response.url, response.content]


def _get_state(target):
    """Return the texts of a record, no matter who asks: to see whether it was
    changed.
    """
    if target is None:
        return None
    target.env.invalidate_all()
    # sudo: the state of the database, not what a role sees of it.
    record = target.sudo().exists()
    return [
        str(record[name])
        for name, field in record._fields.items()
        if record and field.store and field.type in TEXT
    ] + [len(record)]
