"""What works and what breaks in ./dev chaos: people, mail servers, servers."""

import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from unittest import mock

from devkit.chaos import nodes, storm, web
from devkit.chaos.people import MailServer
from devkit.chaos.words import ACCEPTED, TICKET

from .common import NOWHERE, ScratchCase


class TestNode(ScratchCase):
    """Workers are killed, and no other process."""

    @contextmanager
    def node(self):
        """A server whose children are asleep, one of them the evented one."""
        script = (
            "import subprocess, sys, time\n"
            "for extra in ('worker', 'worker', 'gevent'):\n"
            "    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)',"
            " extra, 'more'])\n"
            "print('ready', flush=True)\n"
            "time.sleep(60)\n"
        )
        odoo = SimpleNamespace(
            command=lambda *_: [sys.executable, "-m", "odoo"], environment=None
        )
        file = self.folder / "start.py"
        self.write(file, script)
        log = self.folder / "log"
        with mock.patch.object(nodes, "START", file):
            node = nodes.Node(odoo, SimpleNamespace(loads=("web",)), "none", log)
            self.addCleanup(node.end)
            self.wait(lambda: "ready" in log.read_text())
            yield node

    def wait(self, holds):
        for _try in range(100):
            if holds():
                return
            time.sleep(0.1)
        self.fail("It did not come to that.")

    def test_a_worker_is_killed(self):
        with self.node() as node:
            before = node.workers()
            self.assertEqual(len(before), 2)
            self.assertTrue(node.kill(lambda workers: workers[0]))
            self.wait(lambda: "Z" in _state_of(before[0]))
            self.assertNotIn("Z", _state_of(before[1]))

    def test_a_server_that_has_ended_is_started_again(self):
        with self.node() as node:
            node.keep_up()
            self.assertEqual(node.restarts, 0)
            node.process.kill()
            node.process.wait()
            node.keep_up()
            self.assertEqual(node.restarts, 1)
            self.wait(lambda: node._log.read_text().count("ready") == 2)


class TestPlan(ScratchCase):
    def make_storm(self):
        databases = SimpleNamespace(query=lambda *_args, **_values: [])
        return storm.Storm(databases, "none", [], None)

    def test_the_same_breaks_at_the_same_time_within_the_storm(self):
        plans = []
        for _time in range(2):
            made = self.make_storm()
            plan = made._plan(made.dice("what breaks"), 100)
            plans.append([(moment, deed.__name__) for moment, deed in plan])
        self.assertEqual(*plans)
        names = [name for _moment, name in plans[0]]
        self.assertEqual(names.count("_kill"), storm.KILLS)
        self.assertEqual(names.count("_stop"), storm.STOPS)
        self.assertTrue(all(5 <= moment <= 95 for moment, _name in plans[0]))


class TestMailServer(ScratchCase):
    """An e-mail is given to all nodes until one has taken it."""

    def deliver(self, *answers, rows=({"number": "HT1"},)):
        made = TestPlan.make_storm(self)
        made.addresses = ["first", "second"]
        server = MailServer(made, "mail.a", "a@example.com")
        given = iter(answers)

        def hand_in(*_args):
            answer = next(given)
            if isinstance(answer, Exception):
                raise answer
            return answer

        with mock.patch.multiple(
            "devkit.chaos.people",
            hand_in=hand_in,
            execute=lambda *_args: list(rows),
            WAITING=0,
        ):
            server._deliver(TICKET, "It fails {mark}")
        self.assertFalse(list(given))
        return server, made.words.counts()

    def test_one_node_takes_it(self):
        gone = web.Unanswered("gone")
        server, counts = self.deliver(gone, gone, gone, 7)
        self.assertEqual(counts, {(TICKET, ACCEPTED): 1})
        self.assertEqual(server.numbers, ["HT1"])

    def test_a_ticket_that_is_lost_stops_nobody(self):
        server, counts = self.deliver(7, web.Unanswered("gone"), rows=())
        self.assertEqual(counts, {(TICKET, ACCEPTED): 1})
        self.assertFalse(server.numbers)

    def test_another_node_has_it(self):
        _server, counts = self.deliver(False, web.Unanswered("gone"))
        self.assertEqual(counts, {(TICKET, ACCEPTED): 1})


def _state_of(process_id):
    with open(f"/proc/{process_id}/stat", encoding="utf-8") as stat:
        return stat.read().rpartition(")")[2].split()[0]


PAGES = {
    "/form": (200, {}, '<input name="csrf_token" type="hidden" value="a1"/>'),
    "/list": (
        200,
        {},
        '<select name="other"><option value="1"></select><select name="category">'
        '<option value=""/><option selected="1" value="2">a</option></select>',
    ),
    "/done": (303, {"Location": "/my/ticket/1?done=answer"}, ""),
    "/again": (422, {}, '<p class="alert alert-danger" role="alert">Write more.</p>'),
    "/strange": (303, {"Location": "/web/login?redirect=x"}, ""),
    "/gone": (404, {}, ""),
    "/broken": (500, {}, ""),
    "/good": (200, {}, '{"result": 1}'),
    "/words": (200, {}, '{"error": {"data": {"name": "odoo.exceptions.UserError"}}}'),
    "/fault": (200, {}, '{"error": {"data": {"name": "psycopg2.OperationalError"}}}'),
    "/expired": (
        200,
        {},
        '{"error": {"data": {"name": "odoo.http.SessionExpiredException"}}}',
    ),
}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, headers, text = PAGES[self.path]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": len(text)}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(text.encode())

    do_POST = do_GET

    def log_message(self, *_args):
        """Say nothing."""


class TestBrowser(ScratchCase):
    """What counts as a yes, what as a no in words, and what as neither."""

    def setUp(self):
        super().setUp()
        server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.address = f"http://127.0.0.1:{server.server_port}"
        self.browser = web.Browser(lambda: self.address, "none", "somebody")
        self.browser.is_known = True

    def test_yes(self):
        self.assertIn("done=answer", self.browser.form("/form", "/done", text="a"))
        self.assertEqual(self.browser.call("/good", {}), 1)
        self.assertEqual(self.browser.choices("/list", "category"), ["2"])

    def test_no(self):
        with self.assertRaisesRegex(web.Refused, "Write more"):
            self.browser.form("/form", "/again")
        with self.assertRaisesRegex(web.Refused, "no form"):
            self.browser.form("/list", "/done")
        with self.assertRaisesRegex(web.Refused, "UserError"):
            self.browser.call("/words", {})

    def test_neither(self):
        for path in ("/gone", "/broken", "/strange"):
            with self.subTest(path=path), self.assertRaises(web.Unanswered):
                self.browser.form("/form", path)
        with self.assertRaises(web.Unanswered):
            self.browser.call("/fault", {})
        self.address = NOWHERE
        with self.assertRaises(web.Unanswered):
            self.browser.page("/form")

    def test_who_is_not_known_any_more_logs_in_again(self):
        for ask in (
            lambda: self.browser.form("/form", "/strange"),
            lambda: self.browser.call("/expired", {}),
        ):
            self.browser.is_known = True
            with self.assertRaises((web.Unanswered, web.Refused)):
                ask()
            self.assertFalse(self.browser.is_known)
