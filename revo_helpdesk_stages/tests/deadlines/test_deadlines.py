from datetime import timedelta

from odoo.exceptions import ValidationError

from .deadline_case import NOON, DeadlineCase, at

DAY = timedelta(hours=24)


class TestContact(DeadlineCase):
    """24 hours without a word from staff."""

    def _is_red(self, ticket=None):
        ticket = (ticket or self.ticket).with_user(self.ana)
        red = ticket.is_contact_overdue
        for value in (True, False):
            found = ticket.search(
                [("is_contact_overdue", "=", value), ("id", "=", ticket.id)]
            )
            self.assertEqual(bool(found), red == value)
            self.assertEqual(
                found,
                ticket.search(
                    [("is_contact_overdue", "!=", not value), ("id", "=", ticket.id)]
                ),
            )
        return red

    def test_a_case_turns_red_at_the_time_of_looking_without_a_cron(self):
        with self._after(hours=23, minutes=59):
            self.assertFalse(self._is_red())
            self.assertFalse(self.ticket.contact_note)
        with self._after(hours=24):
            self.assertTrue(self._is_red())
            self.assertEqual(self.ticket.contact_note, "No contact for 24 h")

    def test_a_word_of_staff_makes_it_white_again(self):
        self._put(self.ticket, "in_progress_dev", user=self.dan)
        self._count_anew(self.ticket)
        for writer, kind in (
            (self.ana, "note"),
            (self.ana, "message"),
            (self.sam, "note"),
            (self.dan, "message"),
            (self.mia, "note"),
        ):
            with self.subTest(writer=writer.name, kind=kind):
                with self._after(days=3):
                    self.assertTrue(self._is_red())
                    self._say(writer, kind)
                    self.assertFalse(self._is_red())
                    self.assertEqual(self.ticket.contact_deadline, NOON + 4 * DAY)
                self.ticket.last_contact_date = False

    def test_what_is_no_word_of_staff_leaves_it_red(self):
        with self._after(days=3):
            self._say(self.cleo)
            self.assertTrue(self._is_red())
            self._say(self.env.user.browse(1))
            self.assertTrue(self._is_red())
            self.ticket.with_user(self.ana).message_notify(
                body="Look", partner_ids=self.ben.partner_id.ids
            )
            self.assertTrue(self._is_red())
            self.ticket.with_user(self.ana).priority = "3"
            self.env.flush_all()
            self.assertTrue(self._is_red())
            activity = self.ticket.activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.ana.id
            )
            activity.with_user(self.ana).action_feedback("Done")
            self.assertTrue(self._is_red())

    def test_a_case_in_a_backlog_or_closed_is_not_red(self):
        for code in ("backlog_reseller", "backlog_support", "resolved", "canceled"):
            ticket = self._open(code)
            with self._after(days=9):
                self.assertFalse(self._is_red(ticket), code)
        for code in ("backlog_client", "confirmation_reseller", "pending_release"):
            ticket = self._open(code)
            with self._after(days=9):
                self.assertTrue(self._is_red(ticket), code)

    def test_a_case_is_red_as_soon_as_it_leaves_the_backlog_unattended(self):
        ticket = self._open("backlog_reseller")
        with self._after(days=9):
            self._move(ticket, self.ana, "in_progress_reseller")
            self.assertTrue(self._is_red(ticket))
            self._move(ticket, self.ana, "resolved")
            self.assertFalse(self._is_red(ticket))

    def test_a_team_sets_its_own_hours_and_they_hold_at_once(self):
        with self._after(hours=3):
            self.north.contact_hours = 2.5
            self.assertTrue(self._is_red())
            self.assertEqual(self.ticket.contact_note, "No contact for 2.5 h")
            self.north.contact_hours = 3.5
            self.assertFalse(self._is_red())
        with self._after(days=99):
            self.north.contact_hours = 0
            self.assertFalse(self._is_red())

    def test_the_team_where_the_case_stands_says_how_soon(self):
        self.support.contact_hours = 1
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self._count_anew(self.ticket)
        self.assertEqual(self.ticket.contact_deadline, NOON + timedelta(hours=1))
        self._move(self.ticket, self.sam, "confirmation_reseller")
        since = self.ticket.last_contact_date
        self.assertEqual(self.ticket.contact_deadline, since + DAY)

    def test_hours_are_not_negative(self):
        for name in ("contact_hours", "answer_hours", "reminder_days"):
            with self.assertRaises(ValidationError):
                self.north[name] = -1


class TestAnswer(DeadlineCase):
    """4 hours to answer the client."""

    def _is_late(self, ticket=None):
        ticket = (ticket or self.ticket).with_user(self.ana)
        late = ticket.is_answer_overdue
        found = ticket.search(
            [("is_answer_overdue", "=", True), ("id", "=", ticket.id)]
        )
        self.assertEqual(bool(found), late)
        return late

    def test_opening_a_case_lets_its_client_wait(self):
        self.ana.tz = "Asia/Tokyo"
        with self._after(hours=3, minutes=59):
            self.assertFalse(self._is_late())
        with self._after(hours=4):
            self.assertTrue(self._is_late())
            self.assertEqual(
                self.ticket.with_user(self.ana).answer_note,
                "Answer overdue since 17 Jun, 01:00",
            )

    def test_what_the_client_can_read_answers_it(self):
        for writer, kind in ((self.ana, "note"), (self.ana, "message")):
            for audience in ("client", "reseller"):
                self.ticket.answer_since = NOON
                with self._after(hours=5):
                    message = self._say(writer, kind, audience=audience)
                    answered = message.audience == "client"
                    self.assertEqual(not self.ticket.answer_deadline, answered)
                    self.assertEqual(self._is_late(), not answered)

    def test_the_vendors_own_notes_answer_nobody(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        with self._after(hours=5):
            self._say(self.sam, "note")
            self._say(self.sam, "message")
            self.assertTrue(self._is_late())

    def test_the_oldest_words_count_until_they_are_answered(self):
        with self._after(hours=1):
            self._say(self.cleo)
            self.assertEqual(self.ticket.answer_since, NOON)
        with self._after(hours=2):
            self._say(self.ana, "note", audience="client")
            self.assertFalse(self.ticket.answer_since)
        with self._after(hours=3):
            self._say(self.cleo)
            self.assertEqual(self.ticket.answer_deadline, NOON + timedelta(hours=7))

    def test_an_answering_machine_neither_waits_nor_answers(self):
        self.ticket.answer_since = False
        absence = {"message_type": "email", "is_automatic_mail": True}
        with self._after(hours=1):
            for person in (self.cleo, self.ana):
                self.ticket.message_post(
                    body="I am away.", author_id=person.partner_id.id, **absence
                )
            self.assertFalse(self.ticket.answer_since)
            self.assertFalse(self.ticket.last_contact_date)
            self.assertEqual(self.ticket.last_action_date, NOON)
            self.ticket.message_post(
                body="Hello?",
                author_id=self.cleo.partner_id.id,
                message_type="email",
            )
            self.assertTrue(self.ticket.answer_since)

    def test_a_resellers_own_case_lets_no_client_wait(self):
        ticket = self._open(opener=self.ana)
        self.assertFalse(ticket.answer_deadline)

    def test_staff_on_the_phone_opens_for_a_client_who_waits(self):
        ticket = self._open(opener=self.ana, partner_id=self.cleo.partner_id.id)
        self.assertEqual(ticket.origin, "client")
        self.assertEqual(ticket.answer_deadline, NOON + timedelta(hours=4))

    def test_the_clients_team_says_how_soon_wherever_the_case_stands(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self.support.answer_hours = 1
        self.north.answer_hours = 2
        self.assertEqual(self.ticket.answer_deadline, NOON + timedelta(hours=2))
        self.north.answer_hours = 0
        self.assertFalse(self.ticket.answer_deadline)

    def test_a_closed_case_owes_no_answer_and_reopened_starts_anew(self):
        with self._after(hours=5):
            self._move(self.ticket, self.ana, "resolved")
            self.assertFalse(self._is_late())
            self.assertFalse(self.ticket.answer_since)
        with self._after(days=1):
            self._as(self.cleo, self.ticket)._reopen_as_client("Again so.")
            self.assertFalse(self.ticket.closed)
            self.assertEqual(
                self.ticket.answer_deadline, NOON + DAY + timedelta(hours=4)
            )

    def test_a_client_who_says_that_it_is_solved_waits_for_nothing(self):
        with self._after(hours=5):
            self._as(self.cleo, self.ticket)._resolve_as_client("solved", "Thank you!")
        with self._after(days=1):
            self._move(self.ticket, self.mia, "backlog_reseller", body="<p>No.</p>")
            self.assertFalse(self.ticket.closed)
            self.assertFalse(self.ticket.answer_deadline)

    def test_a_direct_teams_client_waits_for_its_team(self):
        direct = self._create_team("direct", self.sam, answer_hours=1)
        ticket = self._open(team_id=direct.id, partner_id=self.cora.partner_id.id)
        self.assertEqual(ticket.pipeline, "direct")
        self.assertEqual(ticket.answer_deadline, NOON + timedelta(hours=1))
        with self._after(minutes=30):
            self._say(self.sam, "note", ticket)
            self.assertTrue(ticket.answer_deadline)
            self._say(self.sam, "message", ticket)
            self.assertFalse(ticket.answer_deadline)
            self.assertEqual(ticket.last_contact_date, NOON + timedelta(minutes=30))


class TestIdle(DeadlineCase):
    """What counts as something done."""

    def test_seven_days_after_the_last_action(self):
        self.assertEqual(self.ticket.reminder_date, NOON + 7 * DAY)

    def test_whatever_a_person_does_counts(self):
        ticket = self.ticket
        for day, action in enumerate(
            (
                lambda: self._say(self.cleo),
                lambda: self._say(self.ana, "note"),
                lambda: self._move(ticket, self.ana, "backlog_client"),
                lambda: ticket.with_user(self.ana).write({"priority": "2"}),
                lambda: ticket.with_user(self.ana).assign_to_me(),
                lambda: ticket.with_user(self.ana).write({"tag_ids": []}),
            ),
            start=1,
        ):
            with self._after(days=day):
                action()
                self.assertEqual(ticket.last_action_date, NOON + day * DAY, day)
                self.assertEqual(ticket.reminder_date, NOON + (7 + day) * DAY)

    def test_what_a_machine_does_does_not_count(self):
        with self._after(days=3):
            self.ticket.priority = "3"
            self.ticket.message_post(body="An automatic text.")
            self.ticket.with_user(self.ana).message_subscribe(self.ben.partner_id.ids)
            self.ticket.with_user(self.ana).activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.ben.id
            )
            self.ticket.with_user(self.ana).sequence = 3
            self.env.flush_all()
            self.assertEqual(self.ticket.last_action_date, NOON)

    def test_finishing_an_activity_counts_but_is_no_contact(self):
        activity = self.ticket.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.ana.id
        )
        with self._after(days=3):
            activity.with_user(self.ana).action_feedback("Called them.")
            self.assertEqual(self.ticket.last_action_date, NOON + 3 * DAY)
            self.assertFalse(self.ticket.last_contact_date)

    def test_a_closed_case_is_never_remembered(self):
        self.assertFalse(self._open("resolved").reminder_date)
        self.assertFalse(self._open("canceled").reminder_date)
        self._move(self.ticket, self.ana, "resolved")
        self.assertFalse(self.ticket.reminder_date)

    def test_a_team_switches_reminders_off(self):
        self.north.reminder_days = 0
        self.assertFalse(self.ticket.reminder_date)
        self.north.reminder_days = 2
        self.assertEqual(self.ticket.reminder_date, NOON + 2 * DAY)


class TestWorkingHours(DeadlineCase):
    """Nights, weekends and public holidays do not count where a team has hours."""

    def _deadlines(self, opened, **values):
        ticket = self._open("in_progress_reseller", opened=opened, **values)
        return ticket.contact_deadline, ticket.answer_deadline

    def test_only_hours_of_work_count(self):
        self.north.resource_calendar_id = self._create_calendar()
        # 24 hours are a day: the client hears from us every day.
        self.assertEqual(
            self._deadlines(at("16 12:00")), (at("17 12:00"), at("16 16:00"))
        )
        # In the evening, before a weekend, and on it.
        self.assertEqual(
            self._deadlines(at("18 20:00")), (at("19 20:00"), at("19 13:00"))
        )
        self.assertEqual(
            self._deadlines(at("19 15:00")), (at("22 15:00"), at("22 11:00"))
        )
        self.assertEqual(
            self._deadlines(at("20 15:00")), (at("22 15:00"), at("22 13:00"))
        )

    def test_what_is_no_whole_day_is_hours_of_work(self):
        self.north.resource_calendar_id = self._create_calendar()
        for hours, due in ((8, "17 12:00"), (26, "17 14:00"), (52, "18 16:00")):
            self.north.contact_hours = hours
            self.assertEqual(self._deadlines(at("16 12:00"))[0], at(due))

    def test_a_public_holiday_does_not_count_and_moves_what_runs(self):
        calendar = self._create_calendar()
        self.north.resource_calendar_id = calendar
        self.assertEqual(self.ticket.contact_deadline, at("17 12:00"))
        holiday = self._close_office(calendar, at("17 00:00"), at("17 23:59"))
        self.assertEqual(self.ticket.contact_deadline, at("18 12:00"))
        holiday.write({"date_to": at("18 23:59")})
        self.assertEqual(self.ticket.contact_deadline, at("19 12:00"))
        holiday.unlink()
        self.assertEqual(self.ticket.contact_deadline, at("17 12:00"))
        # A holiday of the whole company.
        self._close_office(
            self.env["resource.calendar"], at("17 00:00"), at("17 23:59")
        )
        self.assertEqual(self.ticket.contact_deadline, at("18 12:00"))

    def test_who_is_alerted_follows_what_the_client_waits_for(self):
        calendar = self._create_calendar()
        self.north.resource_calendar_id = calendar
        ticket = self._open("in_progress_reseller", opened=at("16 16:00"))
        self.assertEqual(ticket.alert_date, at("17 12:00"))
        self._close_office(calendar, at("17 00:00"), at("17 23:59"))
        self.assertEqual(ticket.answer_deadline, at("18 12:00"))
        self.assertEqual(ticket.alert_date, at("18 12:00"))

    def test_the_leave_of_one_person_moves_nothing(self):
        calendar = self._create_calendar()
        self.north.resource_calendar_id = calendar
        person = self.env["resource.resource"].create({"name": "Ana"})
        self._close_office(
            calendar, at("17 00:00"), at("17 23:59"), resource_id=person.id
        )
        self.assertEqual(self.ticket.contact_deadline, at("17 12:00"))

    def test_new_hours_hold_at_once(self):
        calendar = self._create_calendar()
        self.north.resource_calendar_id = calendar
        self.assertEqual(self.ticket.answer_deadline, at("16 16:00"))
        calendar.attendance_ids.filtered(lambda a: a.dayofweek == "1").hour_to = 14
        self.assertEqual(self.ticket.answer_deadline, at("17 11:00"))
        calendar.attendance_ids.filtered(lambda a: a.dayofweek == "2").unlink()
        self.assertEqual(self.ticket.answer_deadline, at("18 11:00"))
        calendar.tz = "Europe/Madrid"
        self.assertEqual(self.ticket.answer_deadline, at("18 11:00"))
        self.north.resource_calendar_id = False
        self.assertEqual(self.ticket.answer_deadline, at("16 16:00"))

    def test_the_hours_are_those_of_the_calendars_place(self):
        # 9 to 17 in Tokyo is 0 to 8 in UTC.
        self.north.resource_calendar_id = self._create_calendar(tz="Asia/Tokyo")
        self.assertEqual(
            self._deadlines(at("16 12:00")), (at("17 12:00"), at("17 04:00"))
        )

    def test_a_night_in_which_the_clock_changes_has_an_hour_less_or_more(self):
        every_day = self._create_calendar(
            tz="Europe/Madrid", hours=((0, 24),), days="0123456"
        )
        self.north.resource_calendar_id = every_day
        for opened, due in (
            ("2026-03-28 12:00:00", "2026-03-29 11:00:00"),
            ("2026-10-24 12:00:00", "2026-10-25 13:00:00"),
        ):
            self.assertEqual(self._deadlines(opened)[0], self._to_moment(due))
        # 22 to 6 in Madrid: 21 to 5 in winter, 20 to 4 in summer.
        nights = self._create_calendar(
            tz="Europe/Madrid", hours=((0, 6), (22, 24)), days="0123456"
        )
        self.north.resource_calendar_id = nights
        self.assertEqual(
            self._deadlines("2026-03-28 22:00:00")[1],
            self._to_moment("2026-03-29 02:00:00"),
        )
        # Seven hours of work in that night, and the eighth in the next.
        self.north.answer_hours = 8
        self.assertEqual(
            self._deadlines("2026-03-28 21:00:00")[1],
            self._to_moment("2026-03-29 21:00:00"),
        )
        # Nine hours in the night that goes back.
        self.assertEqual(
            self._deadlines("2026-10-24 20:00:00")[1],
            self._to_moment("2026-10-25 04:00:00"),
        )

    def _to_moment(self, text):
        return self.ticket._fields["contact_deadline"].to_datetime(text)

    def test_hours_in_which_nobody_works_are_never_over(self):
        self.north.resource_calendar_id = self._create_calendar(days="")
        self.assertEqual(self._deadlines(at("16 12:00")), (False, False))

    def test_rare_hours_are_found(self):
        # One hour a week: 24 days are 24 weeks.
        self.north.contact_hours = 24 * 24
        self.north.resource_calendar_id = self._create_calendar(
            hours=((9, 10),), days="0"
        )
        self.assertEqual(
            self._deadlines(at("16 12:00"))[0], self._to_moment("2026-11-30 12:00:00")
        )

    def test_a_calendar_is_asked_once_for_many_tickets(self):
        self.north.resource_calendar_id = self._create_calendar()
        few = self.ticket | self._open("in_progress_reseller")
        many = few
        for day in range(1, 13):
            many |= self._open("in_progress_reseller", opened=at(f"{day:02} 12:00"))
        self._count_queries(few)
        cost = self._count_queries(few)
        self.assertLessEqual(self._count_queries(many), cost)

    def _count_queries(self, tickets):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        tickets._compute_contact_deadline()
        tickets._compute_answer_deadline()
        return self.cr.sql_log_count - before
