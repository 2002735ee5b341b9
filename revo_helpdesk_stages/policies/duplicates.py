"""Which tickets may be duplicates of each other: those of one client, and the own cases
of one reseller. What several clients report is a known problem, and no duplicate.

Source: issue 19, section 2.
"""

from typing import NamedTuple


class Side(NamedTuple):
    """Whose a ticket is, by what its readers are told apart."""

    pipeline: str
    #: of the reseller team, falsy for none
    reseller: object
    #: a client waits for what becomes of it; else it is a reseller's own
    is_a_clients: bool
    #: of the client company, falsy for none
    client: object
    #: the address of who is no contact; what is of nobody at all is its team's own
    email: str


def may_be_duplicates(one, other):
    """Return whether two tickets have the same readers.

    :param Side one: whose the first one is
    :param Side other: whose the second one is
    """
    if one[:3] != other[:3]:
        return False
    if not one.is_a_clients:
        return bool(one.reseller)
    if one.client or other.client:
        return one.client == other.client
    return one.email == other.email
