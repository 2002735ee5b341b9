"""How much of a long conversation a page shows at once: its newest texts.

Source: issue 18, "paging of long threads". Each look at what was before doubles what is
shown, so that a thousand texts are six looks away and none costs more than it shows.
"""

#: How many texts a page begins with.
FIRST = 20


def count_shown(asked, total):
    """Return how many of the newest texts are shown.

    :param int asked: what the address asks for, 0 for nothing
    :param int total: how many there are
    """
    return min(max(asked, FIRST), total)


def count_next(shown):
    """Return how many are shown after a look at what was before."""
    return shown * 2
