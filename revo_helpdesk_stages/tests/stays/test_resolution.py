"""Who resolved a ticket, and in how many working hours."""

from odoo import SUPERUSER_ID, fields

from ..deadlines.deadline_case import DeadlineCase


def utc(text):
    return fields.Datetime.to_datetime(f"2026-{text}:00")


class TestResolution(DeadlineCase):
    """By hand, in Madrid, from Monday to Friday from 9 to 17 h: opened on Thursday the
    22nd of October at 15:00 (UTC+2). In the night to Sunday clocks go an hour back, and
    Monday is a public holiday.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls._create_calendar("Europe/Madrid")
        cls.north.resource_calendar_id = cls.calendar
        cls.case = cls._open("in_progress_reseller", utc("10-22 13:00"), user=cls.ana)
        cls._close_office(cls.calendar, utc("10-25 23:00"), utc("10-26 22:59"))

    def _move_at(self, when, user, code):
        with self._after(seconds=(when - utc("06-16 12:00")).total_seconds()):
            self._move(self.case, user, code)

    def test_who_moved_it_there_has_resolved_it(self):
        self._move_at(utc("10-23 10:00"), self.ben, "resolved")
        self.assertEqual(self.case.resolved_by_id, self.ben)
        # Thursday 15-17, Friday 9-12 in Madrid.
        self.assertEqual(self.case.resolution_working_hours, 5)

    def test_what_is_reopened_is_resolved_by_nobody_until_it_is_again(self):
        self._move_at(utc("10-23 10:00"), self.ben, "resolved")
        self._move_at(utc("10-23 12:00"), self.ana, "backlog_reseller")
        self.assertFalse(self.case.resolved_by_id)
        self.assertEqual(self.case.resolution_working_hours, 0)
        self._move_at(utc("10-27 07:00"), self.ana, "in_progress_reseller")
        self._move_at(utc("10-27 10:00"), self.ana, "resolved")
        self.assertEqual(self.case.resolved_by_id, self.ana)
        # Thursday 15-17, Friday 9-17, and Tuesday 9-11 in Madrid, which is UTC+1 now.
        self.assertEqual(self.case.resolution_working_hours, 12)

    def test_a_client_resolves_what_it_no_longer_needs(self):
        self._move_at(utc("10-23 10:00"), self.cleo, "resolved")
        self.assertEqual(self.case.resolved_by_id, self.cleo)

    def test_what_the_system_resolves_nobody_has(self):
        dot = self._create_user("dot", "plain")
        desk = self._create_team("direct", dot)
        done = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        for user, person in ((dot, dot), (self.env["res.users"], dot.browse())):
            case = self._open(team_id=desk.id)
            case.with_user(user or SUPERUSER_ID).stage_id = done
            self.assertTrue(case.resolved_date)
            self.assertEqual(case.resolved_by_id, person)
