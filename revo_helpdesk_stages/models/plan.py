"""What a change of tickets comes to, settled before anything is written."""

from typing import NamedTuple

# The fields whose change moves a ticket to another stage, team, person or reseller.
MOVING = frozenset({"stage_id", "team_id", "reseller_team_id", "user_id"})

# Those that take it to other hands than the present person's team.
CROSSING = MOVING - {"user_id"}


class Place(NamedTuple):
    """Where a ticket stands, with whom, and whether it is open."""

    stage: object
    team: object
    user: object
    reseller: object
    tier: str
    #: open, resolved or closed
    standing: str


class Assignment(NamedTuple):
    """Who gets a ticket, and how it was found out."""

    user: object
    method: str
    round_number: int = 0


class Past(NamedTuple):
    """When a ticket that is imported was opened, and entered the stage where it is."""

    opened: object
    entered: object


class WritePlan:
    """What one ``write`` comes to.

    The steps of the spine fill it, see ``models/helpdesk_ticket.py``.
    """

    def __init__(self, tickets, vals):
        self.tickets = tickets
        #: what was asked for, alike for all
        self.vals = vals
        #: ``{ticket: values}`` that follow from it for each, and come on top
        self.settled = {ticket: {} for ticket in tickets}
        #: ``{ticket: Place}`` of where they stood, where the change may move them
        self.before = {}
        #: tickets that stood with somebody who is not there any more
        self.left = set()
        #: ``{ticket: Assignment}`` of those that somebody was found for
        self.assigned = {}
        #: ``{ticket: res.users}``: the leader of whose team is told that all are away
        self.forlorn = {}
        #: tickets that become open, resolved or closed
        self.entered = tickets.browse()
        #: what rooms and addons remember until the tickets are written, by their name
        self.memo = {}

    @property
    def moves(self):
        """Return whether the change may move tickets."""
        return not MOVING.isdisjoint(self.vals)

    def get(self, ticket, name, default=None):
        """Return the value that a field of a ticket is to have, else the default."""
        return self.settled[ticket].get(name, self.vals.get(name, default))

    def get_groups(self):
        """Return the tickets with the same values together.

        :return: list of ``(values, tickets)``
        """
        groups = {}
        for ticket, settled in self.settled.items():
            key = tuple(sorted(self._get_changes(ticket, settled).items()))
            groups[key] = groups.get(key, ticket.browse()) | ticket
        return [({**self.vals, **dict(key)}, some) for key, some in groups.items()]

    def _get_changes(self, ticket, settled):
        """Return what is settled without the team and person that a ticket has: who is
        named again is subscribed, told and dated again.
        """
        place = self.before.get(ticket)
        if not place:
            return settled
        stood = {"team_id": place.team.id, "user_id": place.user.id}
        return {
            name: value
            for name, value in settled.items()
            if name in self.vals
            or name not in stood
            or (value or False) != (stood[name] or False)
        }


class CreatePlan:
    """What one ``create`` comes to."""

    def __init__(self, vals_list):
        #: a dict of values for each ticket
        self.vals_list = vals_list
        #: somebody opens several at once, which are told of together
        self.is_batch = len(vals_list) > 1
        #: ``{index: Assignment}`` of those that somebody was found for
        self.assigned = {}
        #: ``{index: res.users}``: the leader of whose team is told that all are away
        self.forlorn = {}
        #: somebody gets many at once, and is told once
        self.is_hushed = False
        #: indexes of the tickets of the line
        self.line = set()
        #: ``{index: res.company}`` of the tickets that no team is there for
        self.astray = {}
        #: ``{index: Past}`` of the tickets that are imported as they are
        self.past = {}
