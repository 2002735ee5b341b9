from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.revo_helpdesk_stages.tests.unhurried import unhurried

from ...policies.release_dates import WorkingDays


def _work(weekdays, *hours, since=date.min, until=date.max):
    """Return a week with the same hours on some weekdays."""
    return {
        weekday: [(first, last, since, until) for first, last in hours]
        for weekday in weekdays
    }


OFFICE = _work(range(5), (9.0, 18.0))

DATES = st.dates(date(2024, 1, 1), date(2030, 12, 31))
WEEKS = st.dictionaries(
    st.integers(0, 6),
    st.lists(
        st.tuples(st.floats(0, 11.75), st.floats(12, 24), DATES, DATES), max_size=3
    ),
)


def _holiday(day, name="Holiday", days=1):
    """Return a holiday as people enter it: from midnight until a second before."""
    start = datetime.combine(day, time.min)
    return (start, start + timedelta(days=days, seconds=-1), name)


@st.composite
def _calendars(draw):
    hours = draw(st.lists(WEEKS, min_size=1, max_size=2))
    days = draw(st.lists(st.tuples(DATES, st.integers(1, 10)), max_size=30))
    return WorkingDays(hours, [_holiday(day, days=length) for day, length in days])


class TestReleaseDates(BaseCase):
    def _get_days(self, *holidays, hours=OFFICE):
        return WorkingDays([hours], holidays)

    def test_a_plain_week_is_open_from_monday_to_thursday(self):
        days = self._get_days()
        monday = date(2026, 11, 23)
        found = [days.find_misfit(monday + timedelta(days=n)) for n in range(7)]
        on, eve = ("on_weekend", ""), ("eve_weekend", "")
        self.assertEqual(found, [None, None, None, None, eve, on, on])

    def test_sunday_is_the_eve_of_work_and_off_itself(self):
        days = self._get_days(hours={**OFFICE, **_work([6], (9.0, 12.0))})
        self.assertIsNone(days.find_misfit(date(2026, 11, 29)))

    def test_a_morning_and_an_afternoon_are_a_day(self):
        day = datetime(2026, 12, 9)
        morning = (day, day + timedelta(hours=13), "Fair")
        evening = (day + timedelta(hours=13), day + timedelta(hours=24), "Fair")
        days = self._get_days(evening, morning)
        self.assertEqual(days.find_day_off(day.date()), ("holiday", "Fair"))
        self.assertIsNone(self._get_days(morning).find_day_off(day.date()))

    def test_a_morning_and_an_afternoon_may_leave_the_lunch(self):
        day = datetime(2026, 12, 9)
        hours = _work(range(5), (9.0, 13.0), (14.0, 18.0))
        morning = (day, day + timedelta(hours=13), "Fair")
        evening = (day + timedelta(hours=14), day + timedelta(hours=18), "Market")
        days = self._get_days(morning, evening, hours=hours)
        self.assertEqual(days.find_day_off(day.date()), ("holiday", "Fair, Market"))
        days = self._get_days(morning, evening)
        self.assertIsNone(days.find_day_off(day.date()))

    def test_holidays_that_overlap_are_a_day(self):
        day = datetime(2026, 12, 9)
        first = (day, day + timedelta(hours=15), "")
        inner = (day + timedelta(hours=1), day + timedelta(hours=2), "Speech")
        second = (day + timedelta(hours=12), day + timedelta(hours=24), "Market")
        days = self._get_days(first, inner, second)
        self.assertEqual(days.find_day_off(day.date()), ("holiday", "Market"))

    def test_each_of_two_days_off_has_its_own_name(self):
        days = self._get_days(
            _holiday(date(2026, 12, 8), "Immaculada"),
            _holiday(date(2026, 12, 9), "Fair"),
        )
        for day, name in ((8, "Immaculada"), (9, "Fair")):
            found = days.find_day_off(date(2026, 12, day))
            self.assertEqual(found, ("holiday", name))

    def test_hours_count_from_their_first_date_until_their_last(self):
        hours = _work(
            range(5), (9.0, 18.0), since=date(2026, 12, 2), until=date(2026, 12, 9)
        )
        days = self._get_days(hours=hours)
        off = {n for n in range(1, 12) if days.find_day_off(date(2026, 12, n))}
        self.assertEqual(off, {1, 5, 6, 10, 11})

    def test_hours_that_are_over_do_not_make_the_day_longer(self):
        day = datetime(2026, 12, 9)
        over = _work(range(5), (18.0, 21.0), until=date(2026, 11, 30))
        hours = {weekday: OFFICE[weekday] + over[weekday] for weekday in OFFICE}
        holiday = (day, day + timedelta(hours=18), "Fair")
        days = self._get_days(holiday, hours=hours)
        self.assertEqual(days.find_day_off(day.date()), ("holiday", "Fair"))

    def test_a_holiday_closes_its_day_and_the_eve(self):
        # Tuesday, 8 December 2026
        days = self._get_days(_holiday(date(2026, 12, 8), "Immaculada"))
        self.assertEqual(
            days.find_misfit(date(2026, 12, 8)), ("on_holiday", "Immaculada")
        )
        self.assertEqual(
            days.find_misfit(date(2026, 12, 7)), ("eve_holiday", "Immaculada")
        )
        self.assertIsNone(days.find_misfit(date(2026, 12, 9)))

    def test_a_holiday_on_a_saturday_changes_nothing(self):
        days = self._get_days(_holiday(date(2026, 12, 26), "Sant Esteve"))
        self.assertEqual(days.find_misfit(date(2026, 12, 26))[0], "on_weekend")
        self.assertEqual(days.find_misfit(date(2026, 12, 25))[0], "eve_weekend")

    def test_a_morning_off_leaves_a_day_of_work(self):
        start = datetime(2026, 12, 8, 0)
        days = self._get_days((start, datetime(2026, 12, 8, 14), "Town fair"))
        self.assertIsNone(days.find_misfit(date(2026, 12, 8)))
        days = self._get_days((start, datetime(2026, 12, 8, 18), "Town fair"))
        self.assertEqual(days.find_misfit(date(2026, 12, 8))[0], "on_holiday")

    def test_weeks_may_alternate(self):
        # The second week, as Odoo counts, is the one of 30 November 2026.
        other = _work(range(4), (9.0, 18.0))
        for first, second, misfit in (
            (OFFICE, other, "eve_weekend"),
            (other, OFFICE, None),
        ):
            days = WorkingDays([first, second])
            found = days.find_misfit(date(2026, 12, 3))
            self.assertEqual(found and found[0], misfit)

    def test_without_hours_the_weekend_is_the_usual_one(self):
        for hours in ([], [{}], [{}, {}]):
            days = WorkingDays(hours)
            self.assertIsNone(days.find_misfit(date(2026, 11, 25)))
            self.assertEqual(days.find_misfit(date(2026, 11, 27))[0], "eve_weekend")

    def test_the_next_wednesday_is_proposed(self):
        days = self._get_days()
        for day in range(18, 25):
            self.assertEqual(days.propose(date(2026, 11, day)), date(2026, 11, 25))
        self.assertEqual(days.propose(date(2026, 11, 25)), date(2026, 12, 2))

    def test_wednesdays_that_do_not_fit_are_passed_over(self):
        # 23 December is two days before Christmas, 30 December two before New Year;
        # on 24 and 31 December nobody works either.
        days = self._get_days(
            _holiday(date(2026, 12, 24), days=3),
            _holiday(date(2026, 12, 31), days=2),
            _holiday(date(2027, 1, 6), "Kings"),
        )
        self.assertEqual(days.propose(date(2026, 12, 17)), date(2027, 1, 13))

    def test_nothing_is_proposed_where_nobody_works_on_wednesdays(self):
        days = self._get_days(hours=_work([0, 1], (9.0, 18.0)))
        self.assertIsNone(days.propose(date(2026, 11, 23)))

    def test_the_end_of_time_is_no_error(self):
        days = self._get_days()
        self.assertIsNone(days.propose(date.max))
        self.assertIsNone(days.find_misfit(date.max))

    @given(_calendars(), DATES)
    @unhurried
    def test_what_fits_is_worked_on_and_the_day_after_too(self, days, day):
        works = [not days.find_day_off(day + timedelta(days=n)) for n in range(2)]
        self.assertEqual(days.find_misfit(day) is None, all(works))

    @given(_calendars(), DATES)
    @unhurried
    def test_the_proposal_is_the_first_wednesday_that_fits(self, days, day):
        proposal = days.propose(day)
        last = (proposal or day + timedelta(weeks=53)) - timedelta(days=1)
        between = (day + timedelta(days=n) for n in range(1, (last - day).days + 1))
        for other in between:
            if other.weekday() == 2:
                self.assertTrue(days.find_misfit(other), other)
        if proposal:
            self.assertEqual(proposal.weekday(), 2)
            self.assertGreater(proposal, day)
            self.assertIsNone(days.find_misfit(proposal))

    @given(_calendars(), DATES, st.integers(1, 5))
    @unhurried
    def test_one_more_holiday_never_opens_a_day(self, days, day, length):
        before = days.find_misfit(day)
        for shift in range(-length, 3):
            extra = _holiday(day + timedelta(days=shift), days=length)
            more = WorkingDays(days._weeks, [*days._holidays, extra])
            self.assertTrue(more.find_misfit(day) or not before)
            covers = shift <= 1 and shift + length > 0
            self.assertEqual(bool(more.find_misfit(day)), bool(before) or covers)
