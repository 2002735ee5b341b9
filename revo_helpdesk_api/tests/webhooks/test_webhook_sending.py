"""Jobs that really run, and receivers that really answer, or do not."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.revo_helpdesk_releases.tests.tracker.running_jobs import RunningJobs
from odoo.addons.revo_helpdesk_releases.tests.tracker.tracker_server import (
    Answer,
    tracker_server,
)
from odoo.addons.revo_helpdesk_stages.tests.common import Undo
from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from ...models.webhooks import webhook_client
from .raw_server import flood, raw_server
from .webhook_case import read_verified


class SendingCase(RunningJobs, OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        cls.env["ir.config_parameter"].set_param(
            "revo_helpdesk_api.webhooks_go_inside", "1"
        )
        cls.client_id = cls.cleo.partner_id.id

    def setUp(self):
        super().setUp()
        self.receiver = self.enterContext(tracker_server())
        with self._acting():
            # What another test has left to be done.
            self.env["queue.job"].search([]).unlink()
            webhooks = self.env["helpdesk.webhook"].with_context(active_test=False)
            webhooks.search([]).unlink()
            self.shop.with_env(self.env).write(
                {"active": True, "reseller_team_id": self.north.id}
            )
            webhook = webhooks.with_user(self.ana.id).create(
                {"name": "Back office", "url": self.receiver.url}
            )
            self.webhook_id = webhook.id

    @contextmanager
    def _acting(self):
        """Do something that is committed in the end."""
        with self._open() as env:
            self.env = env
            self.webhook = env["helpdesk.webhook"].browse(
                getattr(self, "webhook_id", [])
            )
            yield
        self.env = self.webhook = None

    def _open_ticket(self, count=1):
        """Open tickets, of each of which the webhook tells one thing; give the first
        one's id.
        """
        with self._acting():
            tickets = self.env["helpdesk.ticket"].create(
                [
                    {
                        "name": "Card payment fails",
                        "description": "Since this morning.",
                        "partner_id": self.client_id,
                        "origin": "client",
                    }
                ]
                * count
            )
            return tickets[0].id

    def _run_jobs(self):
        """Run what is due as the queue does; give how each job ended."""
        with self._open() as env:
            now = fields.Datetime.now()
            jobs = env["queue.job"].search(
                [
                    ("state", "=", "pending"),
                    "|",
                    ("eta", "=", False),
                    ("eta", "<=", now),
                ]
            )
            uuids = jobs.mapped("uuid")
        return [self._run_job(uuid) for uuid in uuids]

    def _let_pass(self, **time_passed):
        """Let time pass for all that waits, and for the jobs that are planned."""
        passed = timedelta(**time_passed)
        with self._acting():
            for model, names in (
                ("helpdesk.webhook.delivery", ("since_date", "next_date")),
                ("helpdesk.webhook", ("rests_until", "former_until")),
                ("queue.job", ("eta",)),
            ):
                for name in names:
                    self.env.cr.execute(
                        f"UPDATE {self.env[model]._table} SET {name} = {name} - %s",
                        [passed],
                    )

    def _read(self, *names):
        """Return some fields of all deliveries, the oldest first."""
        with self._acting():
            deliveries = self.env["helpdesk.webhook.delivery"].search([], order="id")
            return [tuple(one[name] for name in names) for one in deliveries]


@tagged("post_install", "-at_install")
class TestWebhookSending(SendingCase):
    def test_it_is_taken_and_known(self):
        self._open_ticket()
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(
            self._read("state", "attempts", "last_result", "last_status"),
            [("sent", 1, "delivered", "200")],
        )
        ((path, headers, body),) = self.receiver.received
        self.assertEqual(path, "/hook")
        with self._acting():
            secret = self.webhook.secret
        told = read_verified(secret, body, headers)
        self.assertEqual(told["type"], "ticket.stage")
        self.assertEqual(told["data"]["title"], "Card payment fails")
        self.assertEqual(
            [headers["webhook-id"]], [row[0] for row in self._read("uuid")]
        )

    def test_while_the_secret_changes_both_know_it(self):
        with self._acting():
            former = self.webhook.secret
            self.webhook.with_user(self.ana.id).action_new_secret()
            new = self.webhook.secret
        self._open_ticket()
        self._run_jobs()
        _path, headers, body = self.receiver.received.pop()
        for secret in (former, new):
            self.assertTrue(read_verified(secret, body, headers))
        self._let_pass(days=1, seconds=1)
        self._open_ticket()
        self._run_jobs()
        _path, headers, body = self.receiver.received.pop()
        self.assertTrue(read_verified(new, body, headers))
        self.assertIsNone(read_verified(former, body, headers))

    def test_who_is_down_is_tried_again_with_growing_pauses(self):
        self._open_ticket()
        self.receiver.answers = [
            Answer(500, b"Out of\0order " + b"x" * 1000),
            Answer(302, headers={"Location": "/login"}),
            Answer(0),
        ]
        for attempts, result in enumerate(("refused", "redirected", "unreachable"), 1):
            self.assertEqual(self._run_jobs(), ["done"])
            self.assertEqual(
                self._read("state", "attempts", "last_result"),
                [("waiting", attempts, result)],
            )
            ((answer,),) = self._read("last_answer")
            self.assertLessEqual(len(answer or ""), 200)
            # Not before its time.
            self.assertEqual(self._run_jobs(), [])
            self._let_pass(minutes=(0.6, 2.1, 10.1)[attempts - 1])
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(self._read("state", "attempts"), [("sent", 4)])
        names = {headers["webhook-id"] for _p, headers, _b in self.receiver.received}
        self.assertEqual((len(self.receiver.received), len(names)), (4, 1))
        with self._acting():
            self.assertEqual(self.webhook.failures, 0)
            self.assertFalse(self.webhook.rests_until)

    def test_one_that_is_not_taken_keeps_no_others(self):
        self._open_ticket(3)
        self.receiver.answers = [Answer(422)]
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(
            self._read("state"), [("waiting",), ("waiting",), ("waiting",)]
        )
        self.assertEqual(len(self.receiver.received), 1)
        self.receiver.answers = [Answer(200), Answer(200), Answer(422)]
        self._let_pass(seconds=31)
        self._run_jobs()
        self.assertEqual(self._read("state"), [("waiting",), ("sent",), ("sent",)])

    def test_many_are_sent_in_their_order_by_one_job(self):
        self._open_ticket(20)
        self._open_ticket(5)
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(self._read("state"), [("sent",)] * 25)
        sent = [headers["webhook-id"] for _p, headers, _b in self.receiver.received]
        self.assertEqual(sent, [name for (name,) in self._read("uuid")])

    def test_what_nobody_takes_is_given_up_and_reported(self):
        self._open_ticket(2)
        self.receiver.usual = Answer(503, b"Closed")
        self._run_jobs()
        self._let_pass(days=3)
        self._run_jobs()
        self.assertEqual(self._read("state"), [("dead",), ("dead",)])
        with self._acting():
            activity = self.webhook.activity_ids
            self.assertEqual(activity.user_id.id, self.ana.id)
            self.assertIn("three days", activity.note)
        # Once, however much is given up.
        self._open_ticket()
        self._let_pass(days=4)
        self._run_jobs()
        with self._acting():
            self.assertEqual(len(self.webhook.activity_ids), 1)
            deliveries = self.env["helpdesk.webhook.delivery"].search([])
            self.assertEqual(set(deliveries.mapped("state")), {"dead"})
            self.receiver.usual = Answer(200)
            deliveries.with_user(self.ana.id).action_send_again()
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(self._read("state"), [("sent",)] * 3)

    def test_whoever_left_manages_nothing(self):
        self._open_ticket()
        self.receiver.usual = Answer(503)
        with self._acting():
            self.ana.with_env(self.env).active = False
        try:
            self._run_jobs()
            self._let_pass(days=4)
            self._run_jobs()
            with self._acting():
                self.assertEqual(self.webhook.activity_ids.user_id.ids, self.ben.ids)
        finally:
            with self._acting():
                self.ana.with_env(self.env).active = True
                self.north.with_env(self.env).user_ids |= self.ana.with_env(self.env)

    def test_who_unsubscribes_meanwhile_is_told_no_more(self):
        def move_away():
            self.shop.with_env(self.env).reseller_team_id = self.south.id

        def archive_client():
            self.shop.with_env(self.env).active = False

        def give_away():
            tickets = self.env["helpdesk.ticket"].search([])
            tickets.with_user(self.mia.id).write({"reseller_team_id": self.south.id})

        for end in (
            lambda: self.webhook.write({"active": False}),
            lambda: self.webhook.write({"url": False}),
            lambda: self.webhook.unlink(),
            give_away,
            move_away,
            archive_client,
        ):
            with self.subTest(end=end.__name__):
                self.setUp()
                self._open_ticket()
                with self._acting():
                    end()
                self.assertEqual(self._run_jobs()[:1], ["done"])
                self.assertFalse(self.receiver.received)
                self.assertIn(self._read("state"), ([], [("canceled",)]))

    def test_what_is_undone_is_not_sent(self):
        with suppress(Undo), self._acting():
            self.env["helpdesk.ticket"].create(
                {"name": "No", "description": "No", "partner_id": self.client_id}
            )
            self.env.cr.precommit.run()
            self.assertTrue(self.env["helpdesk.webhook.delivery"].search([]))
            raise Undo
        self.assertEqual((self._read("state"), self._run_jobs()), ([], []))

    def test_without_the_queue_the_cron_sends_it(self):
        self._open_ticket(2)
        self._send_by_cron()
        # The queue may just be about to.
        self.assertFalse(self.receiver.received)
        self._let_pass(seconds=61)
        self._send_by_cron()
        self.assertEqual(self._read("state"), [("sent",), ("sent",)])
        # What the queue finds then is nothing.
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(len(self.receiver.received), 2)

    def _send_by_cron(self):
        with self._open() as env:
            env["helpdesk.webhook"]._cron_send()

    def test_two_at_once_send_each_once(self):
        self._open_ticket(2)
        self.receiver.answers = [Answer(200, late=2)]
        with ThreadPoolExecutor(1) as aside:
            first = aside.submit(self._run_jobs)
            self.assertTrue(self.receiver.wait_for(1))
            self.assertIn("Another job", self._run_jobs()[0])
            self._send_by_cron()
            self.assertEqual(first.result(timeout=600), ["done"])
        self.assertEqual(self._read("state", "attempts"), [("sent", 1), ("sent", 1)])
        self.assertEqual(len(self.receiver.received), 2)

    def test_who_is_slow_holds_nobody_up(self):
        """The ticket goes on, the webhook is edited, and its time ends."""
        ticket_id = self._open_ticket()
        self.receiver.answers = [Answer(200, late=20)]
        brief = patch.object(webhook_client, "TIMEOUT", 4)
        with ThreadPoolExecutor(1) as aside, brief:
            attempt = aside.submit(self._run_jobs)
            self.assertTrue(self.receiver.wait_for(1))
            began = time.monotonic()
            with self._acting():
                ticket = self.env["helpdesk.ticket"].browse(ticket_id)
                stage = self.env.ref(
                    "revo_helpdesk_stages.helpdesk_ticket_stage_in_progress_reseller"
                )
                ticket.with_user(self.ana.id).stage_id = stage
                self.webhook.with_user(self.ana.id).name = "Another name"
            self.assertLess(time.monotonic() - began, 3)
            self.assertEqual(attempt.result(timeout=600), ["done"])
        ((state, result), *_more) = self._read("state", "last_result")
        self.assertEqual((state, result), ("waiting", "no_answer"))

    def test_who_lies_costs_little(self):
        self._open_ticket()
        head = b"HTTP/1.1 200 OK\r\n\r\n"
        with raw_server(flood(head, b"y" * 65_536)) as port:
            with self._acting():
                self.webhook.url = f"http://127.0.0.1:{port}/"
            began = time.monotonic()
            self.assertEqual(self._run_jobs(), ["done"])
            self.assertLess(time.monotonic() - began, 10)
        ((state, answer),) = self._read("state", "last_answer")
        self.assertEqual((state, answer), ("sent", "y" * 200))

    def test_nothing_inside_is_called_unless_somebody_says_so(self):
        self._open_ticket()
        with self._acting():
            parameters = self.env["ir.config_parameter"]
            parameters.set_param("revo_helpdesk_api.webhooks_go_inside", False)
        try:
            self._run_jobs()
        finally:
            with self._acting():
                parameters = self.env["ir.config_parameter"]
                parameters.set_param("revo_helpdesk_api.webhooks_go_inside", "1")
        self.assertEqual(self._read("state", "last_result"), [("waiting", "forbidden")])
        self.assertFalse(self.receiver.received)

    def test_the_queue_sends_by_itself(self):
        """A server with its job runner, and a receiver that fails, then takes it."""
        with patch.dict(os.environ, {"ODOO_QUEUE_JOB_CHANNELS": "root:1"}):
            self._start_server("--load=base,web,queue_job")
        self.receiver.answers = [Answer(503)]
        self._open_ticket()
        self.assertTrue(self.receiver.wait_for(1, seconds=600))
        end = time.monotonic() + 600
        while self._read("attempts") != [(1,)] and time.monotonic() < end:
            time.sleep(0.2)
        self._let_pass(seconds=25)
        self.assertTrue(self.receiver.wait_for(2, seconds=600))
        while self._read("state") != [("sent",)] and time.monotonic() < end:
            time.sleep(0.2)
        self.assertEqual(self._read("state", "attempts"), [("sent", 2)])
