from datetime import datetime

from odoo.tests import BaseCase

from ...policies.past import DATES, date_entry, find_disorder, find_last, find_repeated

MAY, JUNE, JULY = (datetime(2025, month, 1) for month in (5, 6, 7))
NOW = datetime(2025, 8, 1)


class TestDates(BaseCase):
    def test_a_ticket_stands_since_what_is_known(self):
        everything = dict.fromkeys(DATES, MAY) | {
            "resolved_date": JUNE,
            "closed_date": JULY,
        }
        unmoved = {**everything, "last_stage_update": None}
        unresolved = {**unmoved, "resolved_date": None}
        opened = {"create_date": MAY}
        for standing, dates, since in (
            ("open", everything, MAY),
            ("resolved", everything, MAY),
            ("resolved", unmoved, JUNE),
            ("resolved", unresolved, JULY),
            ("closed", unmoved, JULY),
            ("closed", opened, MAY),
            ("open", unmoved, MAY),
            ("open", {}, NOW),
        ):
            with self.subTest(standing=standing, dates=dates):
                self.assertEqual(date_entry(dates, standing, NOW), since)

    def test_nothing_happens_before_the_opening_or_after_now(self):
        for name in DATES:
            late = {name: datetime(2025, 8, 2)}
            self.assertEqual(find_disorder(late, NOW), (name, None))
            self.assertIsNone(find_disorder({name: NOW}, NOW))
            if name != "create_date":
                early = {"create_date": JUNE, name: MAY}
                self.assertEqual(find_disorder(early, NOW), ("create_date", name))
        wrong = {"resolved_date": JULY, "closed_date": JUNE}
        self.assertEqual(find_disorder(wrong, NOW), ("resolved_date", "closed_date"))
        self.assertIsNone(find_disorder({}, NOW))


class TestNumbers(BaseCase):
    def test_the_second_of_a_number_is_refused(self):
        numbers = ["HT1", "", "HT2", "HT1", "", "HT1"]
        self.assertEqual(find_repeated(numbers), {3, 5})

    def test_the_last_number_is_one_that_the_sequence_would_give(self):
        numbers = ["HT00012", "HT7", "X99", "HT1a", "HT" + "9" * 30, "HT", "HT٣"]
        self.assertEqual(find_last(numbers, "HT", ""), 12)
        self.assertEqual(find_last(["1/25", "3/25", "9/24"], "", "/25"), 3)
        self.assertEqual(find_last([], "HT", ""), 0)
