"""What several tickets are moved with at once, and which of them go one by one.

Source: issue 18, "Bulk": the text is asked once where one text is true for all; moves
that ask for evidence go one by one.
"""

from collections import Counter

from .transitions import combine

# What was tested is never the same for two tickets.
_OF_ONE = "evidence"


def can_share(requirements):
    """Return whether one text answers what several moves ask for.

    :param requirements: iterable of requirements
    """
    return combine(requirements) not in (_OF_ONE, None)


def share_text(lacking):
    """Return which text is asked for once, and which tickets have one of their own.

    Where they ask for different texts, the one counts that most of them ask for.

    :param dict lacking: the requirement of each ticket whose text is missing
    :return: ``(requirement, tickets that go one by one)``
    """
    asked = Counter(name for name in lacking.values() if name != _OF_ONE)
    common = max(sorted(asked), key=asked.get, default="nothing")
    return common, [ticket for ticket, name in lacking.items() if name != common]
