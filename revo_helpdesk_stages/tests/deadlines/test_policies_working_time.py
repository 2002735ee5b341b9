from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies.working_time import WorkingTime
from ..unhurried import unhurried

START = datetime(2026, 1, 1)
MINUTES = st.integers(min_value=0, max_value=20_000)
DURATIONS = st.integers(min_value=1, max_value=5_000).map(
    lambda minutes: timedelta(minutes=minutes)
)


@st.composite
def _spans(draw):
    """Draw spans in order and without overlaps, some of them empty or adjoining."""
    edges = sorted(draw(st.lists(MINUTES, max_size=40)))
    moments = [START + timedelta(minutes=edge) for edge in edges]
    return list(zip(moments[::2], moments[1::2], strict=False))


def _worked(spans, since, until):
    """Add up the time in spans, minute by minute as one would by hand."""
    total = timedelta()
    for start, stop in spans:
        total += max(timedelta(), min(stop, until) - max(start, since))
    return total


class TestWorkingTime(BaseCase):
    def _add(self, spans, moment, hours):
        spans = [(self._at(start), self._at(stop)) for start, stop in spans]
        return WorkingTime(spans).add(self._at(moment), timedelta(hours=hours))

    def _at(self, hour):
        return START + timedelta(hours=hour)

    def test_hours_go_on_in_the_next_span(self):
        office = [(9, 17), (33, 41), (57, 65)]
        self.assertEqual(self._add(office, 10, 4), self._at(14))
        self.assertEqual(self._add(office, 15, 4), self._at(35))
        self.assertEqual(self._add(office, 3, 4), self._at(13))
        self.assertEqual(self._add(office, 20, 4), self._at(37))
        self.assertEqual(self._add(office, 15, 10), self._at(41))

    def test_who_is_due_with_the_last_minute_of_work_is_due_then(self):
        self.assertEqual(self._add([(9, 17), (33, 41)], 13, 4), self._at(17))

    def test_without_enough_work_there_is_no_end(self):
        self.assertIsNone(self._add([], 1, 1))
        self.assertIsNone(self._add([(9, 17)], 14, 4))
        self.assertIsNone(self._add([(9, 9), (10, 10)], 1, 1))

    @unhurried
    @given(_spans(), MINUTES, DURATIONS)
    def test_as_much_is_worked_until_the_end_as_was_asked_for(self, spans, at, time):
        moment = START + timedelta(minutes=at)
        end = WorkingTime(spans).add(moment, time)
        if end is None:
            forever = START + timedelta(minutes=99_999)
            self.assertLess(_worked(spans, moment, forever), time)
        else:
            self.assertEqual(_worked(spans, moment, end), time)
            # It is the first such moment: work has been done right before.
            just_before = end - timedelta(minutes=1)
            self.assertLess(_worked(spans, moment, just_before), time)

    @unhurried
    @given(_spans(), MINUTES, MINUTES, DURATIONS)
    def test_who_starts_later_is_not_due_earlier(self, spans, one, other, time):
        working = WorkingTime(spans)
        first, second = (
            working.add(START + timedelta(minutes=at), time)
            for at in sorted((one, other))
        )
        if second is not None:
            self.assertLessEqual(first, second)

    @unhurried
    @given(_spans(), MINUTES, DURATIONS, DURATIONS)
    def test_two_durations_in_a_row_are_as_one(self, spans, at, one, other):
        working = WorkingTime(spans)
        moment = START + timedelta(minutes=at)
        between = working.add(moment, one)
        if between is not None:
            self.assertEqual(
                working.add(between, other), working.add(moment, one + other)
            )

    def test_nights_between_two_moments_do_not_count(self):
        office = WorkingTime(
            [(self._at(9), self._at(17)), (self._at(33), self._at(41))]
        )
        for since, until, hours in (
            (10, 16, 6),
            (15, 35, 4),
            (3, 9, 0),
            (18, 30, 0),
            (0, 90, 16),
            (12, 12, 0),
        ):
            self.assertEqual(
                office.between(self._at(since), self._at(until)),
                timedelta(hours=hours),
                (since, until),
            )

    @unhurried
    @given(_spans(), MINUTES, MINUTES)
    def test_the_work_between_is_what_one_counts_by_hand(self, spans, one, other):
        since, until = sorted((one, other))
        since, until = (
            START + timedelta(minutes=since),
            START + timedelta(minutes=until),
        )
        self.assertEqual(
            WorkingTime(spans).between(since, until), _worked(spans, since, until)
        )
