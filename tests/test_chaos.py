"""What ./dev chaos judges by: each sentence about a sound database can be untrue."""

import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace
from unittest import mock

from devkit.chaos import nodes, storm, web
from devkit.chaos.invariants import INVARIANTS, violated
from devkit.chaos.people import MailServer
from devkit.chaos.words import ACCEPTED, REFUSED, TEXT, TICKET, Words
from devkit.commands import chaos
from devkit.errors import DevError

from .common import ScratchCase
from .test_databases import DatabaseCase

#: As much of the tables as the invariants read.
TABLES = """
CREATE TABLE helpdesk_ticket (
    id int, number text, name text, pipeline text, stage_id int, team_id int,
    user_id int, reseller_team_id int, alert_date timestamp, reminder_date timestamp,
    auto_close_date timestamp, answer_deadline timestamp, handoff_count int,
    write_date timestamp, write_uid int, PRIMARY KEY (id));
CREATE TABLE helpdesk_ticket_stay (
    id int, ticket_id int, stage_id int, team_id int, user_id int,
    date_start timestamp, date_end timestamp, hours float, working_hours float);
CREATE TABLE helpdesk_ticket_assignment (
    id int, ticket_id int, team_id int, user_id int);
CREATE TABLE mail_message (
    id int, model text, message_type text, body text, message_id text);
CREATE TABLE mail_activity (
    id int, res_model text, res_id int, activity_type_id int, user_id int, active bool);
CREATE TABLE ir_model_data (model text, module text, res_id int);
"""

#: Two tickets, one of which was handed on, and what people were told of their words.
SOUND = """
INSERT INTO helpdesk_ticket VALUES
    (1, 'HT1', 'It fails mark000001end', 'escalation', 1, 1, 1, 1, NULL,
     '2099-01-01', NULL, '2099-01-01', 0, now(), 1),
    (2, 'HT2', 'Old', 'escalation', 2, 1, NULL, 1, NULL, NULL, NULL, NULL, 1, now(), 1);
INSERT INTO helpdesk_ticket_stay VALUES
    (1, 1, 1, 1, 1, '2026-01-01', NULL, NULL, NULL),
    (2, 2, 1, 1, 1, '2026-01-01', '2026-01-02', 24, 8),
    (3, 2, 2, 1, NULL, '2026-01-02', NULL, NULL, NULL);
INSERT INTO helpdesk_ticket_assignment VALUES (1, 1, 1, 1), (2, 2, 1, 1), (3, 2, 1, NULL);
INSERT INTO mail_message VALUES
    (1, 'helpdesk.ticket', 'email', 'mark000002end', '<a@example.com>'),
    (2, 'helpdesk.ticket', 'comment', 'mark000004end', '<b@example.com>'),
    (3, 'helpdesk.ticket', 'email_outgoing', 'mark000002end', '<c@example.com>');
INSERT INTO ir_model_data VALUES ('mail.activity.type', 'revo_helpdesk_stages', 7);
INSERT INTO mail_activity VALUES
    (1, 'helpdesk.ticket', 1, 7, 1, true), (2, 'helpdesk.ticket', 2, 7, 1, true);
CREATE TABLE chaos_off AS SELECT 9 AS team_id;
CREATE TABLE chaos_stored AS SELECT * FROM helpdesk_ticket;
CREATE TABLE chaos_stored_stay AS SELECT * FROM helpdesk_ticket_stay;
"""

#: What makes each invariant untrue, of what may happen to it.
SPOILT = {
    "each accepted word is there once": (
        "UPDATE mail_message SET body = '' WHERE id = 1",
        "UPDATE mail_message SET message_type = 'comment' WHERE id = 3",
        "UPDATE helpdesk_ticket SET name = '' WHERE id = 1",
    ),
    "no other word is there twice": (
        "UPDATE mail_message SET body = 'mark000004end' WHERE id = 1;"
        "UPDATE chaos_word SET outcome = 'unanswered' WHERE mark = 'mark000002end'",
    ),
    "no refused word is there": (
        "UPDATE mail_message SET body = 'mark000003end' WHERE id = 2",
    ),
    "numbers of tickets are unique": (
        "UPDATE helpdesk_ticket SET number = 'HT1'; UPDATE chaos_stored SET number = ''",
    ),
    "each ticket has one open stay": (
        "DELETE FROM helpdesk_ticket_stay WHERE id = 1",
        "INSERT INTO helpdesk_ticket_stay"
        " SELECT 4, 1, 1, 1, 1, date_start, NULL FROM helpdesk_ticket_stay WHERE id = 1",
    ),
    "the open stay is where the ticket stands": (
        "UPDATE helpdesk_ticket_stay SET stage_id = 3 WHERE id = 1",
        "UPDATE helpdesk_ticket_stay SET user_id = 1 WHERE id = 3",
    ),
    "a stay begins where the one before has ended": (
        "UPDATE helpdesk_ticket_stay SET date_start = '2026-01-03' WHERE id = 3",
        "UPDATE helpdesk_ticket_stay SET date_start = '2026-01-01 12:00' WHERE id = 3",
    ),
    "a stay ends after it has begun": (
        "UPDATE helpdesk_ticket_stay SET date_start = date_end WHERE id = 2",
    ),
    "the ledger says who has the ticket": (
        "DELETE FROM helpdesk_ticket_assignment WHERE ticket_id = 1",
        "UPDATE helpdesk_ticket_assignment SET user_id = 3 WHERE id = 3",
    ),
    "no assignment is in the ledger twice": (
        "INSERT INTO helpdesk_ticket_assignment VALUES (4, 1, 1, 1)",
        "INSERT INTO helpdesk_ticket_assignment VALUES (4, 2, 1, NULL)",
    ),
    "no e-mail is there twice": (
        "UPDATE mail_message SET message_id = '<a@example.com>' WHERE id = 2",
    ),
    "nobody is told twice to do the same": (
        "UPDATE mail_activity SET res_id = 1 WHERE id = 2",
    ),
    "what is due is done": (
        "UPDATE helpdesk_ticket SET alert_date = '2026-01-01' WHERE id = 2",
        "UPDATE helpdesk_ticket SET reminder_date = '2026-01-01' WHERE id = 2",
        "UPDATE helpdesk_ticket SET auto_close_date = '2026-01-01' WHERE id = 2",
    ),
    "deadlines and counts are what a recount says": (
        "UPDATE helpdesk_ticket SET answer_deadline = '2098-01-01' WHERE id = 1",
        "UPDATE helpdesk_ticket SET answer_deadline = NULL WHERE id = 1",
        "UPDATE helpdesk_ticket SET handoff_count = 2 WHERE id = 2",
    ),
    "hours of stays are what a recount says": (
        "UPDATE helpdesk_ticket_stay SET hours = 23 WHERE id = 2",
        "UPDATE helpdesk_ticket_stay SET working_hours = NULL WHERE id = 2",
    ),
}


class TestInvariants(DatabaseCase):
    def setUp(self):
        super().setUp()
        self.database = self.make("sound")
        words = Words()
        for kind, outcome in (
            (TICKET, ACCEPTED),
            (TEXT, ACCEPTED),
            (TEXT, REFUSED),
        ):
            words.note(words.new(kind), outcome)
        # Nobody knows of it; it is there once.
        words.new(TEXT)
        self.databases.query(TABLES + SOUND + words.sql(), self.database)

    def found(self, database):
        return {one.name for one, _rows in violated(self.databases, database)}

    def test_a_sound_database(self):
        self.assertFalse(self.found(self.database))

    def test_each_is_found_untrue(self):
        self.assertEqual({one.name for one in INVARIANTS}, set(SPOILT))
        for invariant in INVARIANTS:
            for sql in SPOILT[invariant.name]:
                with self.subTest(name=invariant.name, sql=sql):
                    self.assertTrue(
                        self.databases.query(
                            f"BEGIN; {sql}; {invariant.sql}; ROLLBACK", self.database
                        )
                    )

    def test_on_a_day_off_only_alerts_are_due(self):
        self.databases.query(
            "UPDATE chaos_off SET team_id = 1;"
            "UPDATE helpdesk_ticket SET reminder_date = '2026-01-01' WHERE id = 2;"
            "UPDATE chaos_stored SET reminder_date = '2026-01-01' WHERE id = 2",
            self.database,
        )
        self.assertFalse(self.found(self.database))

    def test_what_does_not_hold_is_told_and_fails(self):
        self.databases.query(SPOILT["no e-mail is there twice"][0], self.database)
        with mock.patch.object(chaos, "say") as say:
            with self.assertRaisesRegex(DevError, f"1 of {len(INVARIANTS)} do not"):
                chaos._judge("Chaos", self.databases, self.database)
        said = [call.args[0] for call in say.call_args_list]
        self.assertIn("no e-mail is there twice (1 rows)", said[0])
        self.assertIn("<a@example.com> | {1,2}", said[1])

    def test_a_database_of_another_server(self):
        copy = f"{self.prefix}copy"
        self.write(self.databases.filestores / self.database / "file", "content")
        self.databases.bring(self.databases, self.database, copy)
        self.assertFalse(self.found(copy))
        self.assertTrue((self.databases.filestores / copy / "file").exists())


class TestWords(ScratchCase):
    def test_no_words_are_an_empty_table(self):
        self.assertNotIn("INSERT", Words().sql())

    def test_what_nobody_has_answered_is_unanswered(self):
        words = Words()
        words.new(TEXT)
        self.assertIn("('mark000001end', 'text', 'unanswered')", words.sql())


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

    def deliver(self, *answers):
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
            execute=lambda *_args: [{"number": "HT1"}],
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

    def test_another_node_has_it(self):
        _server, counts = self.deliver(False, web.Unanswered("gone"))
        self.assertEqual(counts, {(TICKET, ACCEPTED): 1})


def _state_of(process_id):
    with open(f"/proc/{process_id}/stat", encoding="utf-8") as stat:
        return stat.read().rpartition(")")[2].split()[0]
