"""When who opened a ticket was first answered, and whether that was in time."""

from odoo import fields
from odoo.exceptions import AccessError

from ...policies.first_answer import is_answer
from ..deadlines.deadline_case import NOON, DeadlineCase, at

MADRID = "Europe/Madrid"


def utc(text):
    return fields.Datetime.to_datetime(f"2026-{text}:00")


class FirstAnswerCase(DeadlineCase):
    def _say_at(self, when, user, kind="message", ticket=None, **values):
        with self._at(when):
            self._say(user, kind, ticket, **values)

    def _at(self, when):
        return self._after(seconds=(when - NOON).total_seconds())


class TestWhatAnswers(FirstAnswerCase):
    def test_a_client_is_answered_by_the_first_words_that_it_reads(self):
        self._say_at(at("16 13:00"), self.cleo)
        self._say_at(at("16 14:00"), self.ana, "message")
        self.assertFalse(self.ticket.first_answer_date, "read by the vendor alone")
        self._say_at(at("16 15:00"), self.ana, "note")
        self._say_at(at("16 16:00"), self.ben, "note")
        self.assertEqual(self.ticket.first_answer_date, at("16 15:00"))

    def test_a_move_with_a_note_for_the_client_answers_it(self):
        with self._at(at("16 15:00")):
            self._move(self.ticket, self.ana, "backlog_client")
        self.assertEqual(self.ticket.first_answer_date, at("16 15:00"))

    def test_a_move_without_words_answers_nobody(self):
        with self._at(at("16 15:00")):
            self._move(self.ticket, self.ana, "resolved")
        self.assertFalse(self.ticket.first_answer_date)

    def test_a_reseller_is_answered_by_the_vendor(self):
        case = self._open(opener=self.ana)
        self._say_at(at("16 13:00"), self.ana, ticket=case)
        self._say_at(at("16 14:00"), self.sam, "note", ticket=case)
        self.assertFalse(case.first_answer_date, "the reseller has read nothing")
        self._say_at(at("16 15:00"), self.sam, ticket=case)
        self.assertEqual(case.first_answer_date, at("16 15:00"))

    def test_who_answers_whom(self):
        for pipeline, origin, answers in (
            ("escalation", "client", {("reseller", "client"), ("support", "client")}),
            (
                "escalation",
                "reseller",
                {
                    ("support", "client"),
                    ("support", "reseller"),
                    ("manager", "reseller"),
                },
            ),
            ("direct", "client", {("direct", "client"), ("support", "client")}),
            ("direct", "reseller", {("direct", "client"), ("support", "client")}),
        ):
            for writer, audience in (
                ("client", "client"),
                ("system", "client"),
                ("reseller", "reseller"),
                ("support", "vendor"),
                ("direct", "vendor"),
                *answers,
            ):
                self.assertEqual(
                    is_answer(pipeline, origin, writer, audience),
                    (writer, audience) in answers,
                    (pipeline, origin, writer, audience),
                )

    def test_nobody_says_that_they_answered_earlier(self):
        for name, value in (
            ("first_answer_date", NOON),
            ("first_answer_deadline", "2030-01-01"),
            ("reminder_count", 7),
        ):
            with self.assertRaises(AccessError):
                self.ticket.with_user(self.ana).write({name: value})


class TestInTime(FirstAnswerCase):
    """By hand, in Madrid, from Monday to Friday from 9 to 17 h: on Friday the 27th of
    March at 16:00 (UTC+1) a ticket is opened, and in the night to Sunday clocks go an
    hour ahead.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls._create_calendar(MADRID)
        cls.north.resource_calendar_id = cls.calendar
        cls.friday = cls._open("in_progress_reseller", utc("03-27 15:00"), user=cls.ana)

    def test_the_night_of_the_change_of_clocks_does_not_count(self):
        # 16-17 on Friday and 9-10 on Monday, which is 8:00 UTC.
        self._say_at(utc("03-30 08:00"), self.ana, "note", self.friday)
        self.assertEqual(self.friday.first_answer_working_hours, 2)
        # 1 h on Friday and 3 h on Monday, until 12:00 in Madrid.
        self.assertEqual(self.friday.first_answer_deadline, utc("03-30 10:00"))

    def test_a_public_holiday_does_not_count(self):
        self._close_office(self.calendar, utc("03-29 22:00"), utc("03-30 21:59"))
        self.assertEqual(self.friday.first_answer_deadline, utc("03-31 10:00"))
        self._say_at(utc("03-31 10:30"), self.ana, "note", self.friday)
        self.assertEqual(self.friday.first_answer_working_hours, 4.5)

    def test_without_working_hours_every_hour_counts(self):
        self.north.resource_calendar_id = False
        self.assertEqual(self.friday.first_answer_deadline, utc("03-27 19:00"))
        self._say_at(utc("03-30 08:00"), self.ana, "note", self.friday)
        self.assertEqual(self.friday.first_answer_working_hours, 65)

    def test_later_hours_of_a_team_do_not_change_what_was_answered(self):
        self._say_at(utc("03-30 08:00"), self.ana, "note", self.friday)
        waiting = self._open("in_progress_reseller", utc("03-27 15:00"), user=self.ana)
        self.north.write({"answer_hours": 1, "resource_calendar_id": False})
        self.assertEqual(self.friday.first_answer_working_hours, 2)
        self.assertEqual(self.friday.first_answer_deadline, utc("03-30 10:00"))
        self.assertEqual(waiting.first_answer_deadline, utc("03-27 16:00"))

    def test_a_resellers_case_counts_by_the_hours_of_support(self):
        self.support.answer_hours = 2
        case = self._open(opened=utc("03-27 15:00"), opener=self.ana)
        self.assertEqual(case.first_answer_deadline, utc("03-27 17:00"))
        self._say_at(utc("03-28 15:00"), self.sam, ticket=case)
        self.assertEqual(case.first_answer_working_hours, 24)

    def test_nobody_waits_for_what_a_direct_team_notes_by_itself(self):
        dot = self._create_user("dot", "plain")
        desk = self._create_team("direct", dot)
        own = self._open(team_id=desk.id, opener=dot)
        asked = self._open(team_id=desk.id)
        self.assertFalse(own.first_answer_deadline)
        self.assertEqual(asked.first_answer_deadline, at("16 16:00"))
        self._say_at(at("16 15:00"), dot, ticket=asked)
        self.assertEqual(asked.first_answer_date, at("16 15:00"))


class TestHistory(FirstAnswerCase):
    """What is read from old messages is what would have been noted at the time."""

    def test_it_is_as_if_noted_at_the_time(self):
        case = self._open(opener=self.ana)
        desk = self._create_team("direct", self._create_user("dot", "plain"))
        direct = self._open(team_id=desk.id)
        silent = self._open("in_progress_reseller", user=self.ben)
        for ticket, user, kind in (
            (self.ticket, self.cleo, "message"),
            (self.ticket, self.ana, "message"),
            (case, self.ana, "message"),
            (case, self.sam, "note"),
            (direct, desk.user_ids, "note"),
        ):
            self._say_at(at("16 13:00"), user, kind, ticket)
        for ticket, user, kind in (
            (self.ticket, self.ana, "note"),
            (case, self.sam, "message"),
            (direct, desk.user_ids, "message"),
        ):
            self._say_at(at("16 14:00"), user, kind, ticket)
            self._say_at(at("16 15:00"), user, kind, ticket)
        tickets = self.ticket | case | direct
        self.assertEqual(set(tickets.mapped("first_answer_date")), {at("16 14:00")})
        # A direct team's words of when nobody noted in which role they were written.
        self._forget(tickets | silent, direct)
        self.assertFalse(any(tickets.mapped("first_answer_date")))
        self.tickets._note_history()
        self.assertEqual(set(tickets.mapped("first_answer_date")), {at("16 14:00")})
        self.assertEqual(set(tickets.mapped("first_answer_working_hours")), {2})
        self.assertFalse(silent.first_answer_date)

    def test_who_resolved_it_last_is_found(self):
        for user, code in (
            (self.ana, "resolved"),
            (self.ana, "backlog_reseller"),
            (self.ben, "in_progress_reseller"),
            (self.ben, "resolved"),
        ):
            self._move(self.ticket, user, code)
            self.flush_tracking()
        self._forget(self.ticket)
        self.assertFalse(self.ticket.resolved_by_id)
        self.tickets._note_history()
        self.assertEqual(self.ticket.resolved_by_id, self.ben)

    def test_who_proposed_the_solution_is_found(self):
        other = self._open("in_progress_support", user=self.sam)
        for ticket, user, code in (
            (self.ticket, self.ana, "backlog_support"),
            (self.ticket, self.sam, "in_progress_support"),
            (self.ticket, self.sam, "confirmation_reseller"),
            (self.ticket, self.ben, "resolved"),
            (other, self.sam, "confirmation_reseller"),
            (other, self.ana, "backlog_support"),
            (other, self.sam, "in_progress_support"),
            (other, self.sam, "backlog_reseller"),
            (other, self.ben, "in_progress_reseller"),
            (other, self.ben, "resolved"),
        ):
            self._move(ticket, user, code)
            self.flush_tracking()
        self._forget(self.ticket | other)
        self.tickets._note_history(["solved_by_id"])
        self.assertEqual(self.ticket.solved_by_id, self.sam)
        self.assertFalse(other.solved_by_id)

    def flush_tracking(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _forget(self, tickets, without_roles=None):
        self.env.flush_all()
        self.env.cr.execute(
            """
            UPDATE helpdesk_ticket
               SET first_answer_date = NULL, first_answer_working_hours = 0,
                   resolved_by_id = NULL, solved_by_id = NULL
             WHERE id IN %s
            """,
            [tuple(tickets.ids)],
        )
        self.env.cr.execute(
            """
            UPDATE mail_message SET author_tier = NULL
             WHERE model = 'helpdesk.ticket' AND res_id IN %s
            """,
            [tuple((without_roles or self.tickets).ids or [0])],
        )
        self.env.invalidate_all()
