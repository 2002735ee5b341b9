"""Days are working days: nobody is reminded, and nothing closes, on a day off."""

from freezegun import freeze_time

from odoo.exceptions import ValidationError

from ..compat import own_cursors
from .deadline_case import at
from .test_reminders import ReminderCase


class TestWorkingDays(ReminderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls._create_calendar()
        cls.north.resource_calendar_id = cls.calendar

    def test_a_reminder_comes_after_as_many_working_days(self):
        # Opened on Tuesday at noon.
        for days, due in ((1, "17"), (3, "19"), (4, "22"), (7, "25")):
            self.north.reminder_days = days
            self.assertEqual(self.ticket.reminder_date, at(f"{due} 12:00"))
        self._close_office(self.calendar, at("18 00:00"), at("18 23:59"))
        self.assertEqual(self.ticket.reminder_date, at("26 12:00"))
        self.north.resource_calendar_id = False
        self.assertEqual(self.ticket.reminder_date, at("23 12:00"))

    def test_a_ticket_closes_after_as_many_working_days(self):
        self.north.close_days = 2
        for resolved, due in (
            ("16 10:00", "18"),
            ("18 10:00", "22"),
            ("20 10:00", "23"),
        ):
            ticket = self._open(opened=at(resolved))
            with freeze_time(at(resolved)):
                self._put(ticket, "resolved")
                ticket.resolved_date = at(resolved)
            self.assertEqual(ticket.auto_close_date, at(f"{due} 10:00"), resolved)
        holiday = self._close_office(self.calendar, at("23 00:00"), at("23 23:59"))
        self.assertEqual(ticket.auto_close_date, at("24 10:00"))
        holiday.unlink()
        self.assertEqual(ticket.auto_close_date, at("23 10:00"))

    def test_what_is_due_late_in_the_evening_waits_for_the_next_working_day(self):
        self.north.reminder_days = 3
        self.north.close_days = 3
        late = self._open("in_progress_reseller", opened=at("16 23:30"))
        solved = self._open(opened=at("16 23:30"))
        with freeze_time(at("16 23:30")):
            self._put(solved, "resolved")
            solved.resolved_date = at("16 23:30")
            late.last_action_date = at("16 23:30")
        self.env.flush_all()
        # In the first hours of Saturday, on Sunday, and on Monday.
        for moment, is_done in (
            ("20 00:10", False),
            ("21 10:00", False),
            ("22 00:10", True),
        ):
            with freeze_time(at(moment)):
                self.env.invalidate_all()
                self._run()
                with own_cursors(self):
                    self.tickets._cron_close_resolved()
                self.env.invalidate_all()
                self.assertEqual(bool(late.reminder_count), is_done, moment)
                self.assertEqual(bool(solved.closed_date), is_done, moment)

    def test_no_team_closes_before_it_has_resolved(self):
        with self.assertRaisesRegex(ValidationError, "before they are resolved"):
            self.north.close_days = -3
