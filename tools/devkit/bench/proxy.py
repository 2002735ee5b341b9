"""Stands between a browser and a server, and notes what the browser asks for."""

import http.server
import json
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

#: Headers of one connection, which are not passed on; the person's session is ours.
_OWN = {
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "cookie",
    "host",
    "set-cookie",
    "transfer-encoding",
}

#: Asks for an action, whose context says what the search bar holds.
_ACTION = "/web/action/load"

#: How requests are written that are noted.
_JSON = "application/json"


class Proxy(http.server.ThreadingHTTPServer):
    """A server on a free port that passes requests on as somebody who has logged in."""

    daemon_threads = True

    def __init__(self, browser, context):
        """Listen, and pass nothing on yet.

        :param browser: a Browser that has entered
        :param dict context: what is added to the context of the actions that are opened
        """
        super().__init__(("127.0.0.1", 0), _Handler)
        self.browser = browser
        self.context = context
        self.address = f"http://127.0.0.1:{self.server_port}"
        #: What was asked for in JSON, in its order: dicts with `path` and `params`.
        self.requests = []
        self._lock = threading.Lock()
        self._open, self._last = 0, time.monotonic()

    def note(self, path, body):
        """Note a request."""
        with self._lock:
            params = json.loads(body).get("params", {})
            self.requests.append({"path": path.partition("?")[0], "params": params})

    @contextmanager
    def passing(self):
        """While something is passed on."""
        with self._lock:
            self._open += 1
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1
                self._last = time.monotonic()

    def quiet(self):
        """Return for how many seconds nothing was asked for."""
        with self._lock:
            return 0 if self._open else time.monotonic() - self._last


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._pass_on(None)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Type", "").startswith(_JSON):
            self.server.note(self.path, body)
        self._pass_on(body)

    def _pass_on(self, body):
        if self.headers.get("Upgrade"):
            # Nobody waits for the bus.
            self.send_error(503)
            return
        server = self.server
        request = urllib.request.Request(server.browser.choose() + self.path, body)
        for name, value in self.headers.items():
            if name.lower() not in _OWN:
                request.add_header(name, value)
        with server.passing():
            try:
                answer = server.browser.opener.open(request)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                self._answer(answer.status, answer.headers, answer.read())

    def _answer(self, status, headers, body):
        if self.path.startswith(_ACTION) and self.server.context:
            body = _with_context(body, self.server.context)
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in _OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            # The browser is closed.
            return

    def log_message(self, *_args):
        """Say nothing: the server has a log."""


def _with_context(body, context):
    """Return the answer to a question for an action, with more in its context."""
    answer = json.loads(body)
    action = answer.get("result") or {}
    there = action.get("context") or {}
    if isinstance(there, str):
        # An expression that the browser evaluates: a dict, written in Python.
        there = there.strip().removesuffix("}").rstrip(", \n")
        comma = "" if there == "{" else ", "
        action["context"] = f"{there}{comma}{str(context)[1:]}"
    else:
        action["context"] = {**there, **context}
    return json.dumps({**answer, "result": action}).encode()
