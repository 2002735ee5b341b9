"""Who opened a ticket, and so where it starts.

Source: "Types of tickets" of the reseller manual, and section 3 of the architecture.
"""

from .roles import STAFF_OPENERS


def origin_of(opener, contact, chosen=None):
    """Return whether a ticket is a client's (orange) or a reseller's (white).

    :param str opener: who creates the record: client, reseller, support,
        development, manager, staff for another employee, or system for the mail
        gateway
    :param contact: what the contact of the ticket is: ``"client"``, ``"staff"``, or
        ``None`` when nobody is named
    :param chosen: what the opener says; only staff has a say
    :return: ``"client"`` or ``"reseller"``
    """
    if opener == "client":
        return "client"
    if chosen and opener in STAFF_OPENERS:
        return chosen
    if contact == "staff":
        return "reseller"
    if contact == "client" or opener not in STAFF_OPENERS:
        return "client"
    return "reseller"


def opens_for_client(opener, contact):
    """Return whether a ticket is opened as a client's own: by the client, or by a
    manager who has it on the phone. Whoever else of the staff opens one names the team,
    works in the line, or serves the client directly.

    :param str opener: as in :func:`origin_of`
    :param contact: as in :func:`origin_of`
    """
    return opener == "client" or (opener == "manager" and contact == "client")


def starting_tier(origin, has_reseller):
    """Return the tier that has to act first.

    A client's ticket that no reseller looks after goes to the vendor's support.

    :param str origin: client or reseller
    :param bool has_reseller: a reseller team is known for the ticket
    """
    return "reseller" if origin == "client" and has_reseller else "support"


def pick_reseller(opener_teams, contact_team, given_team, get_default, origin):
    """Choose the reseller team of a new ticket; teams are ids, or nothing.

    A reseller's user can open tickets for a team of their own only. A client's ticket
    belongs to the reseller of its company, then to the reseller whose address it was
    sent to, then to the vendor's default.

    :param list opener_teams: reseller teams of the person who opens the ticket
    :param contact_team: the reseller team of the contact's company
    :param given_team: a reseller team named with the ticket
    :param get_default: function that returns where a client's ticket goes that has no
        reseller
    :param str origin: client or reseller
    :return: the id of a team, or ``None``
    """
    if opener_teams:
        for team in (given_team, contact_team):
            if team in opener_teams:
                return team
        return opener_teams[0]
    known = contact_team or given_team
    if known or origin != "client":
        return known or None
    return get_default() or None
