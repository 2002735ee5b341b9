"""Publishing in a process of its own, while others work on the same tickets."""

import logging
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tools import mute_logger

from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from ..common import ReleasesMixin
from .publishing_case import PublishingMixin

MANY = 1000
_measured = logging.getLogger("revo.measured")


class TestConcurrentPublishing(OwnDatabaseCase, ReleasesMixin, PublishingMixin):
    @classmethod
    def _set_up_data(cls):
        cls.release_ids, cls.ticket_ids = {}, {}
        for number, name in enumerate(
            ("moved", "pressed", "entered", "late", "spoilt")
        ):
            release = cls._create_release(f"7.{number}")
            tickets = cls._create_waiting(release) | cls._create_waiting(release)
            cls.release_ids[name] = release.id
            cls.ticket_ids[name] = tickets.ids
        cls._put(cls.tickets.browse(cls.ticket_ids["entered"][:1]), "in_progress_dev")
        cls._put(cls.tickets.browse(cls.ticket_ids["late"][:1]), "in_progress_dev")
        cls.stage_ids = {code: stage.id for code, stage in cls.stage.items()}
        cls.user_ids = {name: getattr(cls, name).id for name in ("dan", "sam", "mia")}
        cls._create_many()

    @classmethod
    def _create_many(cls):
        """Create many tickets of two resellers, as creating each takes its time."""
        release = cls._create_release("8.0")
        ticket = cls._create_waiting(release)
        cls.release_ids["many"] = release.id
        cls.env.flush_all()
        cls.env.cr.execute(
            """
            SELECT column_name
              FROM information_schema.columns
             WHERE table_name = 'helpdesk_ticket' AND column_name <> 'id'
            """
        )
        columns = {name: name for (name,) in cls.env.cr.fetchall()}
        columns["number"] = "'MANY' || nth"
        columns[
            "reseller_team_id"
        ] = f"(ARRAY[{cls.north.id}, {cls.south.id}])[1 + nth % 2]"
        cls.env.cr.execute(
            f"""
            INSERT INTO helpdesk_ticket ({", ".join(columns)})
            SELECT {", ".join(columns.values())}
              FROM helpdesk_ticket, generate_series(2, {MANY}) nth
             WHERE id = {ticket.id}
            """
        )
        cls.env.invalidate_all()

    def _work(self, who, method):
        """Do something as somebody, again where the database asks for it.

        :return: what is said where it is refused
        """
        with self.own_registry.cursor() as cr:
            env = api.Environment(cr, self.user_ids[who], {})
            try:
                retrying(lambda: method(env), env)
            except UserError as error:
                cr.rollback()
                return str(error)
        return ""

    def _press(self, name):
        """Press Publish as development does."""
        release_id = self.release_ids[name]
        return self._work(
            "dan",
            lambda env: env["helpdesk.release"].browse(release_id).action_publish(),
        )

    def _create_release_in(self, env, name):
        values = {"name": name, "date_planned": "2030-01-09"}
        return env["helpdesk.release"].create(values)

    def _save(self, name):
        """Save a new release as development does."""
        # Odoo logs what it tells the user then.
        with mute_logger("odoo.sql_db"):
            return self._work("dan", lambda env: self._create_release_in(env, name))

    def _enter(self, name):
        """Let the first ticket of a release wait for it."""
        values = {"stage_id": self.stage_ids["pending_release"]}
        ticket_id = self.ticket_ids[name][0]
        return self._work(
            "dan", lambda env: env["helpdesk.ticket"].browse(ticket_id).write(values)
        )

    def _perform_job(self, address, name):
        """Run the job of a release in the other process, as the runner asks for it."""
        with self._open() as env:
            job = env["helpdesk.release"].browse(self.release_ids[name]).run_id.job_id
            env.cr.execute(
                "UPDATE queue_job SET state = 'enqueued' WHERE id = %s", [job.id]
            )
            uuid = job.uuid
        address = address.removesuffix("/xmlrpc/2")
        url = f"{address}/queue_job/runjob?db={self.database}&job_uuid={uuid}"
        try:
            urllib.request.urlopen(url, timeout=600).read()
        except urllib.error.HTTPError:
            return self._get_job_state(name)
        return self._get_job_state(name)

    def _get_job_state(self, name):
        with self._open() as env:
            return (
                env["helpdesk.release"]
                .browse(self.release_ids[name])
                .run_id.job_id.state
            )

    def _get_codes(self, name):
        with self._open() as env:
            tickets = env["helpdesk.ticket"].browse(self.ticket_ids[name])
            return [ticket.stage_id.code for ticket in tickets]

    def _wait_for_waiting(self):
        """Wait until somebody waits for what the present transaction holds."""
        end = time.monotonic() + 600
        with self._open() as env:
            while time.monotonic() < end:
                env.cr.execute(
                    """
                    SELECT count(*) FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """
                )
                if env.cr.fetchone()[0]:
                    return
                env.cr.rollback()
                time.sleep(0.05)
        self.fail("Nobody waits.")

    def test_a_case_that_moves_meanwhile_is_left_where_it_went(self):
        self.assertEqual(self._press("moved"), "")
        (address,) = self._start_servers(1)
        with ThreadPoolExecutor(1) as other, self.own_registry.cursor() as cr:
            env = api.Environment(cr, self.user_ids["sam"], {})
            ticket = env["helpdesk.ticket"].browse(self.ticket_ids["moved"][0])
            ticket.stage_id = self.stage_ids["confirmation_reseller"]
            env.flush_all()
            running = other.submit(self._perform_job, address, "moved")
            self._wait_for_waiting()
            # The other one waits for this transaction.
            cr.commit()  # pylint: disable=invalid-commit
            state = running.result()
        # All or nothing, and once more from the start.
        self.assertEqual(state, "pending")
        self.assertEqual(
            self._get_codes("moved"), ["confirmation_reseller", "pending_release"]
        )
        self.assertEqual(self._perform_job(address, "moved"), "done")
        self.assertEqual(self._get_codes("moved"), ["confirmation_reseller"] * 2)
        with self._open() as env:
            release = env["helpdesk.release"].browse(self.release_ids["moved"])
            tickets = env["helpdesk.ticket"].browse(self.ticket_ids["moved"])
            self.assertEqual(release.state, "published")
            self.assertEqual(release.run_total_count, 1)
            self.assertIn(tickets[0].number, release.run_report)
            self.assertEqual(
                tickets.mapped("published_run_id"), tickets[1].published_run_id
            )
            self.assertFalse(tickets[0].published_run_id)

    def test_of_two_who_press_at_once_one_publishes(self):
        with ThreadPoolExecutor(1) as other, self.own_registry.cursor() as cr:
            env = api.Environment(cr, self.user_ids["mia"], {})
            env["helpdesk.release"].browse(self.release_ids["pressed"]).action_publish()
            env.flush_all()
            pressing = other.submit(self._press, "pressed")
            self._wait_for_waiting()
            # The other one waits for this transaction.
            cr.commit()  # pylint: disable=invalid-commit
            self.assertIn("is being published right now", pressing.result())
        with self._open() as env:
            runs = env["helpdesk.release.run"].search(
                [("release_id", "=", self.release_ids["pressed"])]
            )
            self.assertEqual(len(runs), 1)

    def test_of_two_who_save_a_version_at_once_one_keeps_it(self):
        with ThreadPoolExecutor(1) as other, self.own_registry.cursor() as cr:
            env = api.Environment(cr, self.user_ids["mia"], {})
            self._create_release_in(env, "9.9-rc")
            env.flush_all()
            saving = other.submit(self._save, "9.9-RC")
            self._wait_for_waiting()
            # The other one waits for this transaction.
            cr.commit()  # pylint: disable=invalid-commit
            self.assertTrue(saving.result())
        with self._open() as env:
            names = env["helpdesk.release"].search([("name", "=ilike", "9.9-rc")])
            self.assertEqual(names.mapped("name"), ["9.9-rc"])

    def test_who_enters_right_before_goes_with_the_others(self):
        with ThreadPoolExecutor(1) as other, self.own_registry.cursor() as cr:
            env = api.Environment(cr, self.user_ids["dan"], {})
            ticket = env["helpdesk.ticket"].browse(self.ticket_ids["entered"][0])
            ticket.stage_id = self.stage_ids["pending_release"]
            env.flush_all()
            pressing = other.submit(self._press, "entered")
            self._wait_for_waiting()
            # The other one waits for this transaction.
            cr.commit()  # pylint: disable=invalid-commit
            self.assertEqual(pressing.result(), "")
        (address,) = self._start_servers(1)
        self.assertEqual(self._perform_job(address, "entered"), "done")
        self.assertEqual(self._get_codes("entered"), ["confirmation_reseller"] * 2)

    def test_who_enters_right_after_is_refused(self):
        with ThreadPoolExecutor(1) as other, self.own_registry.cursor() as cr:
            env = api.Environment(cr, self.user_ids["dan"], {})
            env["helpdesk.release"].browse(self.release_ids["late"]).action_publish()
            env.flush_all()
            entering = other.submit(self._enter, "late")
            self._wait_for_waiting()
            # The other one waits for this transaction.
            cr.commit()  # pylint: disable=invalid-commit
            self.assertIn("is being published right now", entering.result())
        self.assertEqual(
            self._get_codes("late"), ["in_progress_dev", "pending_release"]
        )

    def test_a_failure_keeps_all_and_says_why(self):
        with self._open() as env:
            env.cr.execute(
                "UPDATE helpdesk_ticket SET reseller_team_id = NULL WHERE id = %s",
                [self.ticket_ids["spoilt"][1]],
            )
        self.assertEqual(self._press("spoilt"), "")
        (address,) = self._start_servers(1)
        self.assertEqual(self._perform_job(address, "spoilt"), "failed")
        self.assertEqual(self._get_codes("spoilt"), ["pending_release"] * 2)
        with self._open() as env:
            release = env["helpdesk.release"].browse(self.release_ids["spoilt"])
            spoilt = env["helpdesk.ticket"].browse(self.ticket_ids["spoilt"][1])
            self.assertEqual(release.state, "planned")
            self.assertEqual(release.run_state, "failed")
            self.assertIn(spoilt.number, release.run_error)
        self.assertEqual(self._press("spoilt"), "")

    def test_a_thousand_cases_are_published_in_one_go(self):
        self.assertEqual(self._press("many"), "")
        (address,) = self._start_servers(1)
        with self._open() as env:
            env["mail.mail"].search([]).unlink()
        seen, moved_early = set(), set()
        began = time.monotonic()
        done = threading.Event()
        with ThreadPoolExecutor(1) as other:
            running = other.submit(self._perform_job, address, "many")
            running.add_done_callback(lambda _running: done.set())
            while not done.wait(0.2):
                with self._open() as env:
                    release = env["helpdesk.release"].browse(self.release_ids["many"])
                    if release.state == "planned" and release.run_state == "running":
                        seen.add(release.run_done_count)
                        moved_early.add(self._count_moved(env))
            self.assertEqual(running.result(), "done")
        _measured.info(
            "Publishing: %s tickets in %.0f s.", MANY, time.monotonic() - began
        )
        # It is told how far it is, and no ticket has moved before the last one has.
        self.assertGreater(len(seen), 3)
        self.assertEqual(moved_early, {0})
        with self._open() as env:
            self.assertEqual(self._count_moved(env), MANY)
            bodies = env["mail.mail"].search([]).mapped("body_html")
            self.assertEqual(len(bodies), 2)
            self.assertEqual(sum(body.count("res_id=") for body in bodies), MANY)

    def _count_moved(self, env):
        return (
            env["helpdesk.ticket"]
            .with_user(SUPERUSER_ID)
            .search_count(
                [
                    ("release_id", "=", self.release_ids["many"]),
                    ("phase", "=", "confirmation"),
                ]
            )
        )
