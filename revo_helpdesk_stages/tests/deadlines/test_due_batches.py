"""Crons in processes of their own: two at once, and killed at every turn."""

import re
import signal
import time
from collections import Counter

from ..own_database import OwnDatabaseCase

# Three batches, the last one not full.
TICKETS = 1100
PEOPLE = 5
# Seconds in which two processes are to be there.
PATIENCE = 600
_LINK = re.compile(r"res_id=(\d+)")

# Runs the cron once everybody is there, with each person on their own. With a name, the
# process kills itself right before, or at the end of, the call of that method with that
# number.
_SCRIPT = """
import os, signal
from odoo.addons.revo_helpdesk_stages.models.deadlines import mail_activity
mail_activity.PEOPLE = 1
name, number, moment = kill
calls = 0

def spoil(model, name):
    original = getattr(type(env[model]), name)
    def spoilt(self, *args):
        global calls
        calls += 1
        if calls == number and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(self, *args)
        if calls == number:
            env.flush_all()
            self.env.flush_all()
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(type(env[model]), name, spoilt)

if name:
    spoil(*name)
env.cr.execute("SELECT pg_advisory_xact_lock_shared(4242)")
env.cr.rollback()
getattr(env["helpdesk.ticket"], cron)()
env.cr.commit()
"""
_TICKET = ("helpdesk.ticket", "_remind")
_MAIL = ("mail.activity", "_send_reminders_to")


class TestDueBatches(OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        names = [f"worker{number}" for number in range(PEOPLE)]
        cls._create_users(dict.fromkeys(names, "reseller"))
        workers = [getattr(cls, name) for name in names]
        cls.north.user_ids = [(4, worker.id) for worker in workers]
        # Those of the demo are not looked at.
        cls.env.cr.execute("UPDATE helpdesk_ticket SET active = FALSE")
        ticket = cls._create_ticket()
        cls._put(ticket, "in_progress_reseller", user=workers[0])
        cls.env.flush_all()
        columns = {name: name for name in cls._get_columns()}
        columns["number"] = "'DUE' || nth"
        columns["user_id"] = f"(ARRAY{[w.id for w in workers]})[1 + nth % {PEOPLE}]"
        cls.env.cr.execute(
            f"""
            INSERT INTO helpdesk_ticket ({", ".join(columns)})
            SELECT {", ".join(columns.values())}
              FROM helpdesk_ticket, generate_series(1, {TICKETS}) nth
             WHERE id = {ticket.id}
            """
        )
        cls.env.invalidate_all()
        ticket.active = False

    @classmethod
    def _get_columns(cls):
        cls.env.cr.execute(
            """
            SELECT column_name
              FROM information_schema.columns
             WHERE table_name = 'helpdesk_ticket' AND column_name <> 'id'
            """
        )
        return [name for (name,) in cls.env.cr.fetchall()]

    def setUp(self):
        super().setUp()
        with self._open() as env:
            env["mail.activity"].search([]).unlink()
            env["mail.mail"].search([]).unlink()
            tickets = env["helpdesk.ticket"].search([])
            self.assertEqual(len(tickets), TICKETS)
            tickets.write(
                {
                    "answer_since": "2026-01-05 09:00:00",
                    "last_action_date": "2026-01-05 09:00:00",
                    "last_alert_date": False,
                    "last_reminder_date": False,
                }
            )

    def _start(self, cron="_cron_remind", kill=(None, 0, "")):
        return self._get_forks().run(_SCRIPT, cron=cron, kill=kill)

    def _finish(self, *processes):
        """Wait for processes; give how they ended: with 0 where they came to the end
        and complained of nothing.
        """
        return [self._get_forks().wait_for(process) for process in processes]

    def _get_state(self):
        """Return how many activities each ticket has, how often it is in an e-mail, and
        what is still unsent.
        """
        with self._open() as env:
            planned = Counter(env["mail.activity"].search([]).mapped("res_id"))
            mails = env["mail.mail"].search([])
            mailed = Counter(
                int(found) for mail in mails for found in _LINK.findall(mail.body_html)
            )
            unsent = env["mail.activity"].search_count([("unsent_since", "!=", False)])
            return planned, mailed, unsent, len(mails)

    def _assert_complete(self, mails=None):
        planned, mailed, unsent, sent = self._get_state()
        self.assertEqual(len(planned), TICKETS)
        self.assertEqual(set(planned.values()), {1})
        self.assertEqual(mailed, planned)
        self.assertFalse(unsent)
        if mails is not None:
            self.assertEqual(sent, mails)

    def test_two_runs_at_once_remind_of_each_ticket_once(self):
        with self._open() as env:
            # Both wait for this before they begin.
            env.cr.execute("SELECT pg_advisory_xact_lock(4242)")
            processes = [self._start(), self._start()]
            self._wait_until_both_wait(env)
        self.assertEqual(self._finish(*processes), [0, 0])
        # What one had to leave to the other, the next run does.
        self._finish(self._start())
        self._assert_complete()

    def _wait_until_both_wait(self, env):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            # Of this database alone: the view shows the locks of all.
            env.cr.execute(
                """
                SELECT count(*)
                  FROM pg_locks
                  JOIN pg_database ON pg_database.oid = pg_locks.database
                 WHERE datname = current_database() AND objid = 4242 AND NOT granted
                """
            )
            if env.cr.fetchone()[0] == 2:
                return
            time.sleep(0.05)
        self.fail("The two do not wait.")

    def test_two_runs_at_once_tell_once_of_each_overdue_answer(self):
        with self._open() as env:
            env.cr.execute("SELECT pg_advisory_xact_lock(4242)")
            processes = [self._start("_cron_alert_unanswered") for _n in range(2)]
            self._wait_until_both_wait(env)
        self.assertEqual(self._finish(*processes), [0, 0])
        planned = self._get_state()[0]
        self.assertEqual(len(planned), TICKETS)
        self.assertEqual(set(planned.values()), {1})

    def test_whenever_it_is_killed_the_next_run_neither_repeats_nor_forgets(self):
        killed = -signal.SIGKILL
        planned_before = 0
        for kill, planned_after, unsent_after, mails_after in (
            # Before the first batch, within it, after it, and within the second.
            ((_TICKET, 1, "before"), 0, 0, 0),
            ((_TICKET, 1, "within"), 0, 0, 0),
            ((_TICKET, 2, "before"), 500, 500, 0),
            ((_TICKET, 1, "within"), 500, 500, 0),
            # After all batches, before the first e-mail.
            ((_MAIL, 1, "before"), TICKETS, TICKETS, 0),
            # Within the first, after it, and within the next one.
            ((_MAIL, 1, "within"), TICKETS, TICKETS, 0),
            ((_MAIL, 2, "before"), TICKETS, 880, 1),
            ((_MAIL, 1, "within"), TICKETS, 880, 1),
        ):
            with self.subTest(kill=kill):
                self.assertEqual(self._finish(self._start(kill=kill)), [killed])
                planned, _mailed, unsent, mails = self._get_state()
                self.assertEqual(len(planned), planned_after)
                self.assertLessEqual(set(planned.values()), {1})
                self.assertEqual((unsent, mails), (unsent_after, mails_after))
                self.assertGreaterEqual(len(planned), planned_before)
                planned_before = len(planned)
        self.assertEqual(self._finish(self._start()), [0])
        self._assert_complete(mails=PEOPLE)
