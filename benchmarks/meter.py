"""What a request to Odoo costs, answered in this process as a worker answers it."""

import json
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from unittest.mock import patch

from werkzeug.test import Client

from odoo import http, sql_db

_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_OPTION = re.compile(r'<option[^>]* value="([^"]+)"')
_ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')

#: How the answer to a call begins that has failed, and how far one has to look.
_ERROR, _START = b'"error": {', 100

_ENVIRON = {"REMOTE_ADDR": "127.0.0.1"}

_BACKENDS = """
    SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend'
       AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Cost:
    """What was used: nanoseconds of the processor by Python and by PostgreSQL, queries,
    requests."""

    python: int = 0
    postgres: int = 0
    queries: int = 0
    requests: int = 0

    def __add__(self, other):
        return Cost(
            self.python + other.python,
            self.postgres + other.postgres,
            self.queries + other.queries,
            self.requests + other.requests,
        )


class Failed(Exception):
    """A request was not answered as it should be."""


class Meter:
    """Reads what this process and its PostgreSQL have used."""

    def __init__(self, registry):
        # Never given back: nobody else's requests come over it.
        self._watching = registry.cursor()
        self._watching.execute("SELECT pg_backend_pid()")
        if not _worked(*self._watching.fetchone()):
            raise Failed("PostgreSQL does not run here: nobody sees its processor time")

    def close(self):
        """Watch no longer."""
        self._watching.close()

    @contextmanager
    def measure(self):
        """A block of code; the list that it yields holds its cost afterwards."""
        costs = []
        postgres, queries = self._backends(), sql_db.sql_counter
        python = time.thread_time_ns()
        yield costs
        python = time.thread_time_ns() - python
        queries = sql_db.sql_counter - queries
        costs.append(Cost(python, self._backends() - postgres, queries, 1))

    def _backends(self):
        """Return the nanoseconds that PostgreSQL has worked for this database."""
        self._watching.execute(_BACKENDS)
        backends = [pid for (pid,) in self._watching.fetchall()]
        # In a transaction the list would stay as it is.
        self._watching.rollback()
        return sum(map(_worked, backends))


class Person:
    """Somebody with a browser, whose requests change nothing for good."""

    def __init__(self, meter, database, login, password):
        self.meter = meter
        self.client = Client(http.root)
        self._post_json(
            "/web/session/authenticate",
            {"db": database, "login": login, "password": password},
        )

    def ask(self, request):
        """Send a request; return its cost.

        :param dict request: a path with `params` that are sent as JSON, or with the
            `values` of a form, the path of the `page` that shows it and the names of
            lists of which the first entry is taken, its `choices`
        :raises Failed: where the answer says that it was not done
        """
        if "params" in request:
            with undone(), self.meter.measure() as costs:
                self._post_json(request["path"], request["params"])
        else:
            values = {**self._read_form(request), **request["values"]}
            with undone(), self.meter.measure() as costs:
                self._post_form(request["path"], values)
        return costs[0]

    def _post_json(self, path, params):
        call = {"jsonrpc": "2.0", "method": "call", "id": 1, "params": params}
        answer = self.client.post(path, json=call, environ_base=_ENVIRON)
        if answer.status_code != HTTPStatus.OK:
            raise Failed(f"{path}: status {answer.status_code}")
        if _ERROR in answer.data[:_START]:
            error = json.loads(answer.data)["error"]
            said = error.get("data", {}).get("message") or error.get("message")
            raise Failed(f"{path}: {said}")

    def _post_form(self, path, values):
        answer = self.client.post(path, data=values, environ_base=_ENVIRON)
        if not answer.location:
            raise Failed(f"{path}: status {answer.status_code} and the page again")

    def _read_form(self, request):
        """Return what the forms of a page send along, and what they offer first."""
        answer = self.client.get(request["page"], environ_base=_ENVIRON)
        text = answer.get_data(as_text=True)
        found = (dict(_ATTRIBUTE.findall(field)) for field in _HIDDEN.findall(text))
        values = {one["name"]: one.get("value", "") for one in found if "name" in one}
        for name in request.get("choices", ()):
            _before, _name, after = text.partition(f'name="{name}"')
            offered = _OPTION.findall(after.partition("</select>")[0])
            values |= {name: value for value in offered[:1]}
        return values


class Program:
    """A program with a key of the API, whose requests change nothing for good."""

    def __init__(self, meter, key):
        self.meter = meter
        self.client = Client(http.root)
        self.key = key

    def ask(self, request):
        """Send a request; return its cost.

        :param dict request: a path, and what is `said` where something is written
        :raises Failed: where the answer says that it was not done
        """
        path, said = request["path"], request.get("said")
        headers = {"Authorization": f"Bearer {self.key}"}
        if said:
            # As programs do, so that nothing is done twice.
            headers["Idempotency-Key"] = "bench"
        with undone(), self.meter.measure() as costs:
            answer = self.client.open(
                path,
                method="POST" if said else "GET",
                json=said,
                headers=headers,
                environ_base=_ENVIRON,
            )
        if answer.status_code not in (HTTPStatus.OK, HTTPStatus.CREATED):
            told = answer.get_data(as_text=True)[:_START]
            raise Failed(f"{path}: status {answer.status_code}, {told}")
        return costs[0]


@contextmanager
def undone():
    """A block of code in which nothing is committed: requests can be sent again and
    again, and find each time what they have found before.

    What waits for a commit does not happen: nobody waits for that.
    """
    with patch.object(sql_db.Cursor, "commit", sql_db.Cursor.flush):
        yield


def _worked(process_id):
    """Return for how many nanoseconds a process has worked, if it is there."""
    try:
        return int(Path(f"/proc/{process_id}/schedstat").read_text().split()[0])
    except FileNotFoundError:
        return 0
