"""Hours counted in the time in which somebody works."""

from bisect import bisect_left, bisect_right
from datetime import timedelta
from itertools import accumulate


class WorkingTime:
    """Spans of work, in order and without overlaps."""

    def __init__(self, spans):
        """Take pairs of datetimes ``(start, stop)``; empty ones do not count."""
        spans = [(start, stop) for start, stop in spans if stop > start]
        self._starts = [start for start, _stop in spans]
        # How much has been worked before each span, and after the last one.
        lengths = [stop - start for start, stop in spans]
        self._worked = list(accumulate(lengths, initial=timedelta()))

    def add(self, moment, duration):
        """Return when a duration of work that begins at a moment is over.

        :param datetime moment: inside or outside of a span
        :param timedelta duration: more than nothing
        :return: datetime, ``None`` where the spans end before
        """
        target = self._get_worked(moment) + duration
        index = bisect_left(self._worked, target)
        if index == len(self._worked):
            return None
        return self._starts[index - 1] + (target - self._worked[index - 1])

    def between(self, since, until):
        """Return how much has been worked from one moment until a later one."""
        return self._get_worked(until) - self._get_worked(since)

    def _get_worked(self, moment):
        """Return how much has been worked until a moment."""
        index = bisect_right(self._starts, moment)
        if not index:
            return timedelta()
        since = moment - self._starts[index - 1]
        return min(self._worked[index], self._worked[index - 1] + since)
