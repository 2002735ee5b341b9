"""How many tickets of an account may be worked on at a time, and which one is next.

Source: 004, "Atención a Clientes": a general account has one support ticket in progress
and at most one change; a special one has as many changes as were agreed.
"""

from typing import NamedTuple

# The sequence of what is in progress: it is shown before its queue.
AT_WORK = -1

# What is limited; consulting is not, nor what nobody has classified.
LIMITED = ("support", "change")


class Entry(NamedTuple):
    """A ticket that waits for its turn.

    ``sequence`` is its place where people have put the queue in an order, ``priority``
    the higher the more urgent, ``since`` when it was classified.
    """

    id: int
    sequence: int
    priority: int
    since: object


def limit(kind, agreed_changes, request_type):
    """Return how many tickets of a type may be in progress at a time.

    :param str kind: of the account, general or special
    :param int agreed_changes: counts for special accounts
    :param str request_type: support or change
    """
    if kind == "special" and request_type == "change":
        return max(1, agreed_changes)
    return 1


def room(allowed, in_progress):
    """Return how many more may start."""
    return max(0, allowed - in_progress)


def in_order(entries):
    """Put a queue in its order: as people have put it, else the most urgent first, of
    these the oldest.
    """
    return sorted(entries, key=_key)


def draw(free, waiting, arriving):
    """Return which of those that arrive at a queue start at once: nobody overtakes.

    :param int free: how many may start
    :param waiting: the queue that is there already
    :param arriving: those who join it now
    :return: set of the ids of ``arriving`` that start
    """
    joining = [e._replace(sequence=place(e, waiting)) for e in arriving]
    first = in_order([*waiting, *joining])[:free]
    return {entry.id for entry in first} & {entry.id for entry in arriving}


def place(entry, waiting):
    """Return the sequence by which a newcomer stands behind all that are as urgent or
    more, where people have put the queue in an order.
    """
    before = [e.sequence for e in waiting if e.priority >= entry.priority]
    return max(before, default=min((e.sequence for e in waiting), default=0))


def _key(entry):
    return entry.sequence, -entry.priority, entry.since, entry.id
