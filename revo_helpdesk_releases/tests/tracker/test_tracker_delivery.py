import json
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.queue_job.job import Job
from odoo.addons.revo_helpdesk_stages.tests.common import Undo
from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from ... import tracker_client
from ...policies.signature import verify
from .running_jobs import RunningJobs
from .tracker_server import Answer, tracker_server

SECRET = "what-both-sides-know"
MADE = json.dumps({"reference": "DEV-1", "url": "https://t.example/1"}).encode()


class _Everything(logging.Handler):
    """Keeps all that is logged."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.texts = []

    def emit(self, record):
        self.texts.append(self.format(record))


@tagged("post_install", "-at_install")
class TestTrackerDelivery(RunningJobs, OwnDatabaseCase):
    """Jobs that really run, and a tracker that really answers, or does not."""

    @classmethod
    def _set_up_data(cls):
        cls.env["queue.job.function"].search(
            [("name", "=", "<helpdesk.tracker.delivery>._deliver")]
        ).retry_pattern = {1: 1}
        cls.client_id = cls.cleo.partner_id.id

    def setUp(self):
        super().setUp()
        self.tracker = self.enterContext(tracker_server())
        with self._acting():
            # What another test has left to be done.
            self.env["queue.job"].search([]).unlink()
            self.env["helpdesk.ticket"].search([]).development_item_id = False
            self.env["helpdesk.development.item"].search([]).unlink()
            parameters = self.env["ir.config_parameter"]
            parameters.set_param(
                "revo_helpdesk_releases.tracker_url",
                self.tracker.url.replace("127.0.0.1", "user:word@127.0.0.1"),
            )
            parameters.set_param("revo_helpdesk_releases.tracker_secret", SECRET)

    @contextmanager
    def _acting(self):
        """Do something that is committed in the end."""
        with self._open() as env:
            self.env = env
            yield
        self.env = None

    def _hand_over(self):
        """Let support hand a ticket over; give the ids of ticket and delivery."""
        with self._acting():
            ticket = self._open_handed_over()
            return ticket.id, ticket.tracker_delivery_ids.id

    def _open_handed_over(self):
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "Card payment fails",
                "description": "Since this morning.",
                "partner_id": self.client_id,
                "origin": "client",
            }
        )
        self._move_to(ticket, "backlog_dev")
        return ticket

    def _move_to(self, ticket, code):
        """Move a ticket as a manager does, with the reason that is asked for."""
        stage = self.env.ref(f"revo_helpdesk_stages.helpdesk_ticket_stage_{code}")
        action = ticket.with_user(self.mia.id).action_move(stage.id)
        wizards = self.env["helpdesk.ticket.move"].with_user(self.mia.id)
        wizards.with_context(**action["context"]).create(
            {"body": "See the log."}
        ).action_apply()

    def _run_jobs(self):
        """Run what is pending as the queue does; give how each job ended."""
        with self._open() as env:
            uuids = env["queue.job"].search([("state", "=", "pending")]).mapped("uuid")
        return [self._run_job(uuid) for uuid in uuids]

    def _read(self, delivery_id, *names):
        with self._acting():
            delivery = self.env["helpdesk.tracker.delivery"].browse(delivery_id)
            return tuple(delivery[name] for name in names)

    def test_a_failed_attempt_is_noted_and_made_again(self):
        ticket_id, delivery_id = self._hand_over()
        self.tracker.answers = [
            Answer(500, b"Out of\0order"),
            Answer(302, headers={"Location": "/login"}),
            Answer(0),
        ]
        log = _Everything()
        root = logging.getLogger()
        root.addHandler(log)
        self.addCleanup(root.removeHandler, log)
        for attempts, (words, result, status, answer) in enumerate(
            (
                ("refused", "refused", "500", "Out of�order"),
                ("moved", "redirected", "302", ""),
                ("reached", "unreachable", "", ""),
            ),
            start=1,
        ):
            (told,) = self._run_jobs()
            self.assertIn(words, told)
            self.assertEqual(
                self._read(delivery_id, "state", "attempts", "last_result"),
                ("waiting", attempts, result),
            )
            kept = self._read(delivery_id, "last_status", "last_answer")
            self.assertEqual([text or "" for text in kept], [status, answer])
        with self._acting():
            ticket = self.env["helpdesk.ticket"].browse(ticket_id)
            self.assertTrue(ticket.is_unknown_to_tracker)
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(
            self._read(delivery_id, "state", "attempts", "last_result"),
            ("sent", 4, "delivered"),
        )
        with self._acting():
            ticket = self.env["helpdesk.ticket"].browse(ticket_id)
            self.assertFalse(ticket.is_unknown_to_tracker)
        self._check_posts(delivery_id, 4)
        self.assertFalse([text for text in log.texts if SECRET in text])
        self.assertFalse([text for text in log.texts if "user:word" in text])

    def _check_posts(self, delivery_id, count):
        """Check that the tracker was sent the same each time, signed each time."""
        uuid, payload = self._read(delivery_id, "uuid", "payload")
        self.assertEqual(len(self.tracker.received), count)
        for path, headers, body in self.tracker.received:
            self.assertEqual(path, "/hook")
            self.assertEqual(headers["X-Helpdesk-Delivery"], uuid)
            self.assertEqual(headers["Content-Type"], "application/json")
            self.assertEqual(body, payload.encode())
            verify(SECRET, headers["X-Helpdesk-Signature"], body, int(time.time()))

    def test_the_ticket_waits_for_the_item_that_the_tracker_made(self):
        ticket_id, _delivery_id = self._hand_over()
        self.tracker.answers = [Answer(201, MADE)]
        self.assertEqual(self._run_jobs(), ["done"])
        with self._acting():
            ticket = self.env["helpdesk.ticket"].browse(ticket_id)
            self.assertEqual(ticket.development_item_id.reference, "DEV-1")
            self.assertEqual(ticket.development_url, "https://t.example/1")

    def test_the_tracker_reports_before_its_answer_is_noted(self):
        ticket_id, delivery_id = self._hand_over()
        self.tracker.answers = [Answer(201, MADE)]
        with ThreadPoolExecutor(1) as aside, mute_logger("odoo.sql_db"):
            with self._acting():
                items = self.env["helpdesk.development.item"]
                item = items.create({"reference": "DEV-1"})
                jobs = aside.submit(self._run_jobs)
                self.assertTrue(self.tracker.wait_for(1))
                # The answer is to be noted now, and waits for this item.
                self._wait_for_lock()
            self.assertEqual(jobs.result(timeout=600), ["done"])
        self.assertEqual(self._read(delivery_id, "state", "attempts"), ("sent", 1))
        with self._acting():
            ticket = self.env["helpdesk.ticket"].browse(ticket_id)
            self.assertEqual(ticket.development_item_id.id, item.id)

    def _wait_for_lock(self):
        """Wait until a transaction waits for another one."""
        end = time.monotonic() + 600
        while time.monotonic() < end:
            # Else a transaction goes on seeing what it saw at first.
            self.env.cr.execute("SELECT pg_stat_clear_snapshot()")
            self.env.cr.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if self.env.cr.fetchone()[0]:
                return
            time.sleep(0.05)
        self.fail("Nothing waits")

    def test_an_answer_that_is_too_late_does_not_count(self):
        _ticket_id, delivery_id = self._hand_over()
        self.tracker.answers = [Answer(201, MADE, late=11)]
        with patch.object(tracker_client, "TIMEOUT", 1):
            (told,) = self._run_jobs()
        self.assertIn("in time", told)
        self.assertEqual(
            self._read(delivery_id, "state", "last_result"), ("waiting", "no_answer")
        )
        self.assertEqual(self._run_jobs(), ["done"])
        self._check_posts(delivery_id, 2)

    def test_what_has_left_development_is_not_told(self):
        ticket_id, delivery_id = self._hand_over()
        self.tracker.answers = [Answer(500)]
        self._run_jobs()
        self.tracker.received.clear()
        with self._acting():
            ticket = self.env["helpdesk.ticket"].browse(ticket_id)
            self._move_to(ticket, "in_progress_support")
            self.assertFalse(ticket.is_unknown_to_tracker)
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(self._read(delivery_id, "state"), ("canceled",))
        self.assertFalse(self.tracker.received)

    def test_of_two_hand_overs_the_last_is_told(self):
        ticket_id, delivery_id = self._hand_over()
        with self._acting():
            ticket = self.env["helpdesk.ticket"].browse(ticket_id)
            self._move_to(ticket, "in_progress_support")
            self._move_to(ticket, "backlog_dev")
            latest = ticket.tracker_delivery_ids[0].id
        self.assertEqual(self._run_jobs(), ["done", "done"])
        self.assertEqual(self._read(delivery_id, "state"), ("canceled",))
        self.assertEqual(self._read(latest, "state"), ("sent",))
        self._check_posts(latest, 1)

    def test_sent_again_it_has_the_same_name(self):
        _ticket_id, delivery_id = self._hand_over()
        self.assertEqual(self._run_jobs(), ["done"])
        with self._acting():
            delivery = self.env["helpdesk.tracker.delivery"].browse(delivery_id)
            delivery.with_user(self.sam.id).action_send_again()
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(self._read(delivery_id, "state", "attempts"), ("sent", 2))
        self._check_posts(delivery_id, 2)

    def test_sent_again_during_an_attempt_one_job_is_left(self):
        _ticket_id, delivery_id = self._hand_over()
        self.tracker.answers = [Answer(500, late=2), Answer(500)]
        with ThreadPoolExecutor(1) as aside:
            attempt = aside.submit(self._run_started)
            self.assertTrue(self.tracker.wait_for(1))
            with self._acting():
                delivery = self.env["helpdesk.tracker.delivery"].browse(delivery_id)
                delivery.with_user(self.sam.id).action_send_again()
            self.assertEqual(attempt.result(timeout=600), "done")
        (told,) = self._run_jobs()
        self.assertIn("refused", told)
        self.assertEqual(self._run_jobs(), ["done"])
        self.assertEqual(self._read(delivery_id, "state", "attempts"), ("sent", 3))

    def _run_started(self):
        """Run the job that is pending, which is not pending any more."""
        with self._open() as env:
            job = env["queue.job"].search([("state", "=", "pending")])
            uuid = job.uuid
            started = Job.load(env, uuid)
            started.set_started()
            started.store()
        return self._run_job(uuid)

    def test_without_the_secret_nothing_is_posted_and_it_waits(self):
        _ticket_id, delivery_id = self._hand_over()
        with self._acting():
            parameters = self.env["ir.config_parameter"]
            parameters.set_param("revo_helpdesk_releases.tracker_secret", False)
        (told,) = self._run_jobs()
        self.assertIn("secret", told)
        self.assertEqual(
            self._read(delivery_id, "state", "last_result"),
            ("waiting", "not_configured"),
        )
        self.assertFalse(self.tracker.received)

    def test_a_move_that_is_undone_tells_nothing(self):
        with suppress(Undo), self._acting():
            self.assertTrue(self._open_handed_over().tracker_delivery_ids)
            raise Undo
        self.assertEqual(self._run_jobs(), [])

    def test_the_queue_tells_the_tracker_by_itself(self):
        """A server with its job runner, and a tracker that fails, then is too late,
        then takes it.
        """
        ticket_id, delivery_id = self._hand_over()
        self.tracker.answers = [
            Answer(503, b"Soon"),
            Answer(201, MADE, late=tracker_client.TIMEOUT + 1),
            Answer(201, MADE),
        ]
        with patch.dict(os.environ, {"ODOO_QUEUE_JOB_CHANNELS": "root:1"}):
            self._start_server("--load=base,web,queue_job")
        self.assertTrue(self.tracker.wait_for(3, seconds=600), self.tracker.received)
        end = time.monotonic() + 600
        while self._read(delivery_id, "state") != ("sent",) and time.monotonic() < end:
            time.sleep(0.2)
        self.assertEqual(self._read(delivery_id, "state", "attempts"), ("sent", 3))
        self._check_posts(delivery_id, 3)
        with self._acting():
            ticket = self.env["helpdesk.ticket"].browse(ticket_id)
            self.assertEqual(ticket.development_item_id.reference, "DEV-1")
