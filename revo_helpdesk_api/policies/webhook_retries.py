"""When a webhook that was not taken is tried again, and when it is given up."""

from datetime import timedelta

#: How long something is tried to be delivered.
LIFE = timedelta(days=3)

# From the first attempt to the second, and so on; the last goes on.
_PAUSES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
# Whoever was away for long and is back should not wait for half a day.
_LONGEST_REST = timedelta(hours=1)


def next_attempt(attempts, since, now):
    """Return when one delivery is tried again, ``None`` where it is given up.

    :param int attempts: how often it was tried
    :param datetime since: since when it is to be delivered
    :param datetime now: when the last attempt ended
    """
    at = now + _pause(attempts)
    return at if at <= since + LIFE else None


def rest(failures):
    """Return how long somebody is left alone who has failed some times in a row.

    :param int failures: at least one
    """
    return min(_pause(failures), _LONGEST_REST)


def _pause(times):
    return _PAUSES[min(times, len(_PAUSES)) - 1]
