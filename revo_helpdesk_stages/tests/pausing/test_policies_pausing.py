from datetime import date, timedelta

from odoo.tests import BaseCase

from ...policies.pausing import (
    FARTHEST,
    ends_wait,
    find_fault,
    leave_day_out,
    next_working_day,
)

TUESDAY = date(2026, 6, 16)
# Wednesday, Thursday, Friday and Monday.
WORKING = [date(2026, 6, day) for day in (17, 18, 19, 22)]


class TestPausing(BaseCase):
    def test_only_later_days_on_which_somebody_works_are_waited_for(self):
        for day, fault in ((15, "past"), (16, "past"), (17, None), (20, "off")):
            self.assertEqual(
                find_fault(date(2026, 6, day), TUESDAY, WORKING), fault, day
            )
        self.assertIsNone(find_fault(date(2026, 6, 20), TUESDAY))

    def test_who_waits_long_looks_at_it_in_between(self):
        last = TUESDAY + timedelta(days=FARTHEST)
        self.assertIsNone(find_fault(last, TUESDAY))
        self.assertEqual(find_fault(last + timedelta(days=1), TUESDAY), "far")

    def test_the_next_working_day_is_found(self):
        for day, found in ((17, 17), (20, 22), (22, 22)):
            self.assertEqual(
                next_working_day(date(2026, 6, day), WORKING), date(2026, 6, found)
            )
        self.assertIsNone(next_working_day(date(2026, 6, 23), WORKING))

    def test_clients_and_messages_end_a_wait(self):
        for tier, is_note, ends in (
            ("client", False, True),
            ("client", True, True),
            ("reseller", False, True),
            ("support", False, True),
            ("direct", False, True),
            ("reseller", True, False),
            ("system", False, False),
            (False, False, False),
        ):
            self.assertIs(ends_wait(tier, is_note), ends, (tier, is_note))

    def test_the_day_is_no_part_of_the_reason(self):
        for text, reason in (
            ("<p><strong>Until June 30</strong></p><p>A visit</p>", "<p>A visit</p>"),
            ("<p>A <strong>visit</strong></p>", "<p>A <strong>visit</strong></p>"),
            (False, ""),
        ):
            self.assertEqual(leave_day_out(text), reason)
