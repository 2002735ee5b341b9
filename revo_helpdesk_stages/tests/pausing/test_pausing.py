"""A ticket waits until a date: nobody is reminded, and it comes back by itself."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from ..compat import own_cursors
from ..deadlines.deadline_case import NOON, DeadlineCase, at

WAIT_OVER = "revo_helpdesk_stages.mail_activity_type_wait_over"
REASON = "<p>The new printer comes with the visit.</p>"
# A Tuesday, two weeks after noon.
VISIT = date(2026, 6, 30)


class PausingCase(DeadlineCase):
    def setUp(self):
        super().setUp()
        # What the demo brings is not looked at.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET active = FALSE WHERE id <> %s",
            [self.ticket.id],
        )
        self.env.invalidate_all()

    def _wait(self, user=None, day=VISIT, ticket=None, reason=REASON):
        wizards = self.env["helpdesk.ticket.wait"].with_user(user or self.ana)
        wizard = wizards.create(
            {
                "ticket_ids": (ticket or self.ticket).ids,
                "date": day,
                "reason": reason,
            }
        )
        wizard.action_apply()
        self.env.invalidate_all()

    def _run(self):
        with own_cursors(self):
            self.tickets._cron_end_waits()
        self.env.invalidate_all()

    def _get_told(self, ticket=None):
        kind = self.env.ref(WAIT_OVER)
        activities = (ticket or self.ticket).activity_ids
        return activities.filtered(lambda a: a.activity_type_id == kind).user_id

    def _refuse(self, *args, **kwargs):
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            self._wait(*args, **kwargs)
        return str(caught.exception)


class TestPausing(PausingCase):
    def test_until_then_nothing_is_overdue_and_nobody_is_reminded(self):
        with self._after(hours=1):
            self._wait()
        with self._after(days=13):
            self.assertFalse(self.ticket.is_contact_overdue)
            self.assertFalse(self.ticket.is_answer_overdue)
            with own_cursors(self):
                self.tickets._cron_remind()
                self.tickets._cron_alert_unanswered()
            self._run()
            self.assertFalse(self.ticket.activity_ids)
            self.assertEqual(self.ticket.wait_until, VISIT)

    def test_on_its_day_it_comes_back_to_the_top_and_its_holder_is_told(self):
        other = self._open("in_progress_reseller", user=self.ben)
        other.sequence = 3
        with self._after(hours=1):
            self._wait()
        with freeze_time("2026-06-30 00:30:00"):
            self._run()
            self.assertFalse(self.ticket.wait_until)
            self.assertEqual(self._get_told(), self.ana)
            self.assertLess(self.ticket.sequence, other.sequence)
            self.assertFalse(self.ticket.is_contact_overdue)
            self.assertEqual(self.ticket.last_action_date, NOON + timedelta(hours=1))
        hours = self.ticket.team_id.contact_hours
        self.assertEqual(
            self.ticket.contact_deadline,
            self.ticket.wait_over_date + timedelta(hours=hours),
        )

    def test_it_comes_back_when_the_work_begins(self):
        # Clocks in Madrid are two hours ahead of UTC in June.
        calendar = self._create_calendar("Europe/Madrid")
        self.north.resource_calendar_id = calendar
        with self._after(hours=1):
            self._wait()
            self.assertEqual(self.ticket.wait_end, at("30 07:00"))
            # What is a holiday by then moves it to the next day.
            self._close_office(calendar, at("29 22:00"), at("30 21:59"))
        self.assertEqual(self.ticket.wait_end, at("30 07:00") + timedelta(days=1))

    def test_each_word_of_others_brings_it_back_at_once(self):
        for user, kind, comes_back in (
            (self.cleo, "message", True),
            (self.sam, "message", True),
            (self.ana, "message", True),
            (self.ana, "note", False),
        ):
            ticket = self._open()
            self._put(ticket, "in_progress_reseller", escalated=True, user=self.ana)
            with self._after(hours=1):
                self._wait(ticket=ticket)
                self._say(user, kind, ticket)
                self.env.invalidate_all()
                self.assertEqual(not ticket.wait_until, comes_back, (user.name, kind))
                told = (
                    self.ana if comes_back and user != self.ana else self.ana.browse()
                )
                self.assertEqual(self._get_told(ticket), told, (user.name, kind))

    def test_who_waits_for_an_answer_after_that_is_counted_from_then(self):
        with self._after(hours=1):
            self._wait()
        with self._after(days=3):
            self._say(self.cleo)
        self.assertEqual(self.ticket.answer_since, NOON + timedelta(days=3))
        self.assertTrue(self.ticket.answer_deadline)

    def test_it_does_not_wait_any_more_where_it_goes(self):
        with self._after(hours=1):
            self._wait()
            self._move(self.ticket, self.ana, "backlog_support")
        self.assertFalse(self.ticket.wait_until)
        self.assertFalse(self.ticket.wait_end)

    def test_by_hand_it_goes_on_now(self):
        with self._after(hours=1):
            self._wait()
        with self._after(days=2):
            self._as(self.ana, self.ticket).action_go_on()
        self.assertFalse(self.ticket.wait_until)
        self.assertFalse(self._get_told())
        self.assertEqual(self.ticket.last_action_date, NOON + timedelta(days=2))

    def test_who_works_on_it_says_so_and_nobody_else(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self.assertIn(self.ticket.number, self._refuse(self.ana))
        with self._after(hours=1):
            self._wait(self.sam)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._as(self.ana, self.ticket).action_go_on()
        with self._after(hours=2):
            self._wait(self.mia, day=date(2026, 7, 1))
        self.assertEqual(self.ticket.wait_until, date(2026, 7, 1))
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._as(self.sam, self.ticket).wait_until = "2026-07-02"

    def test_what_is_resolved_does_not_wait(self):
        self._put(self.ticket, "resolved")
        self.assertIn(self.ticket.number, self._refuse())

    def test_wrong_days_are_answered_in_words(self):
        self.north.resource_calendar_id = self._create_calendar()
        with self._after(hours=1):
            self.assertIn("not later than today", self._refuse(day=NOON.date()))
            self.assertIn("nobody works", self._refuse(day=date(2026, 6, 20)))
            self.assertIn("06/22/2026", self._refuse(day=date(2026, 6, 20)))
            self.assertIn("too far", self._refuse(day=date(2027, 6, 15)))
            self.assertIn("No day", self._refuse(day=False))
            self.assertIn("client reads it", self._refuse(reason="<p><br></p>"))
        self.assertFalse(self.ticket.wait_until)

    def test_the_reason_is_read_by_client_reseller_and_vendor(self):
        for code, user in (
            ("in_progress_reseller", self.ana),
            ("in_progress_support", self.sam),
        ):
            ticket = self._open(code, user=user)
            with self._after(hours=1):
                self._wait(user, ticket=ticket)
            message = ticket.message_ids.sorted("id")[-1]
            self.assertEqual(message.audience, "client")
            self.assertIn("06/30/2026", message.body)
            for reader in (self.ana, self.mia):
                reason = self._as(reader, ticket).wait_reason
                self.assertEqual(reason, REASON, (code, reader.name))
            reason = ticket.with_user(self.cleo)._get_client_wait_reason()
            self.assertEqual(reason, REASON)
            self.assertIn(
                "June 30, 2026",
                ticket.with_user(self.cleo)._get_client_view()["next_step"],
            )

    def test_another_client_does_not_read_it(self):
        with self._after(hours=1):
            self._wait()
        self.cora.partner_id.parent_id = self._create_client("Bar", self.north)
        message_id = self.ticket.wait_message_id
        self.ticket.partner_id = self.cora.partner_id
        self.env.invalidate_all()
        self.assertFalse(self.ticket.wait_until)
        # Nor would it by the number of the message.
        self.ticket._write_settled({"wait_message_id": message_id})
        self.assertFalse(self.ticket.with_user(self.cora)._get_client_wait_reason())

    def test_a_direct_team_writes_to_its_client(self):
        team = self._create_team("direct", self.pia, name="Shop desk")
        ticket = self._open(team_id=team.id)
        with self._after(hours=1):
            self._wait(self.pia, ticket=ticket)
        self.assertEqual(ticket.wait_until, VISIT)
        self.assertEqual(ticket.message_ids.sorted("id")[-1].audience, "client")

    def test_what_reminded_of_it_is_taken_back(self):
        with self._after(days=8):
            with own_cursors(self):
                self.tickets._cron_remind()
            self.env.invalidate_all()
            self.assertTrue(self.ticket.activity_ids)
            self._wait(day=date(2026, 7, 7))
            self.assertFalse(self.ticket.activity_ids)

    def test_managers_see_who_lets_wait_how_often(self):
        with self._after(minutes=1):
            self._as(self.ana, self.ticket).user_id = self.ben
            self._as(self.ana, self.ticket).user_id = self.ana
        with self._after(hours=1):
            self._wait()
        with self._after(hours=2):
            self._wait(day=date(2026, 7, 1))
        with self._after(hours=3):
            self._as(self.ana, self.ticket).user_id = self.ben
        report = self.env["helpdesk.stay.report"].with_user(self.mia)
        rows = report._read_group(
            [("ticket_id", "=", self.ticket.id)], ["user_id"], ["wait_count:sum"]
        )
        counts = {user: count for user, count in rows if user}
        self.assertEqual(counts, {self.ana: 2, self.ben: 0})

    def test_many_come_back_with_as_many_queries_as_few(self):
        def count(number):
            tickets = self.tickets.browse()
            for _index in range(number):
                tickets |= self._open("in_progress_reseller", user=self.ana)
            with self._after(hours=1):
                self._wait(ticket=tickets)
            with freeze_time("2026-06-30 00:30:00"):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                tickets._come_back()
                self.env.flush_all()
                return self.env.cr.sql_log_count - before

        count(2)
        self.assertEqual(count(12), count(3))
