"""What there is to tell of a ticket that has moved, and to whom.

Source: issue 20, "Telling"; what a client is told of a ticket is what its page says.
"""

from typing import NamedTuple

_VENDOR = ("support", "development")
_SOLVED = ("confirmation", "resolved")

#: What is told with the text that belongs to it.
WITH_TEXT = frozenset(
    {"ticket.question", "ticket.returned", "ticket.solved", "ticket.canceled"}
)


class Standing(NamedTuple):
    """Where a ticket stands, as far as it is told."""

    #: One of the four steps that a client is shown, and its status in the portal.
    step: str = ""
    status: str = ""
    #: With which version it is solved, as the client reads it.
    news: str = ""
    tier: str = ""
    phase: str = ""
    #: The reseller's team, 0 for none.
    reseller: int = 0
    #: The newest message when it entered its stage.
    mark: int = 0


#: Where a ticket stands that is not there yet.
NOWHERE = Standing()


def find_events(before, after, is_own):
    """Return what there is to tell, in the order in which it is told.

    :param Standing before: before the change
    :param Standing after: after it
    :param bool is_own: the reseller has opened the ticket for itself
    :return: list of ``(audience, event)``
    """
    client = [("client", event) for event in _find_for_client(before, after)]
    event = _find_for_reseller(before, after, is_own)
    return client + ([("reseller", event)] if event else [])


def _find_for_client(before, after):
    if after.status == "answer" != before.status:
        yield "ticket.question"
    if (after.step, after.status) != (before.step, before.status):
        yield "ticket.stage"
    if after.news and after.news != before.news:
        yield "ticket.version"


def _find_for_reseller(before, after, is_own):
    if after.reseller != before.reseller:
        is_known = is_own and not before.reseller
        return None if is_known else "ticket.assigned"
    if after.phase == "canceled" != before.phase:
        return "ticket.canceled"
    if before.tier in _VENDOR and after.tier == "reseller":
        return "ticket.solved" if after.phase in _SOLVED else "ticket.returned"
    return None
