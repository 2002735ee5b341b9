from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies.working_days import add_days
from ..unhurried import unhurried

START = date(2026, 6, 15)
DAYS = st.lists(st.integers(0, 60), unique=True).map(
    lambda days: [START + timedelta(days=day) for day in sorted(days)]
)
MOMENTS = st.datetimes(datetime(2026, 6, 10), datetime(2026, 7, 1))


class TestWorkingDays(BaseCase):
    def test_days_off_do_not_count(self):
        # Monday to Friday, and Monday.
        week = [date(2026, 6, day) for day in (15, 16, 17, 18, 19, 22)]
        for since, days, until in (
            ((15, 9), 1, (16, 9)),
            ((15, 9), 4, (19, 9)),
            ((15, 9), 5, (22, 9)),
            ((19, 23), 1, (22, 23)),
            ((20, 7), 1, (22, 7)),
        ):
            self.assertEqual(
                add_days(datetime(2026, 6, *since), days, week),
                datetime(2026, 6, *until),
            )
        self.assertIsNone(add_days(datetime(2026, 6, 19), 2, week))

    @unhurried
    @given(DAYS, MOMENTS, st.integers(1, 30))
    def test_as_many_days_are_worked_as_was_asked_for(self, days, moment, count):
        end = add_days(moment, count, days)
        later = [day for day in days if day > moment.date()]
        if len(later) < count:
            self.assertIsNone(end)
            return
        self.assertEqual(end.time(), moment.time())
        self.assertEqual(len([day for day in later if day <= end.date()]), count)
        self.assertIn(end.date(), days)
