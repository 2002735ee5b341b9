"""What is to be forgotten, found before anything is changed."""

from typing import NamedTuple

from ...policies.forgetting import Person


class Forgotten(NamedTuple):
    """Somebody who is to be forgotten, and what is theirs.

    All are ids of records.
    """

    person: Person
    partners: list
    #: their logins
    users: list
    #: whose title and description are theirs
    tickets: list
    #: of these tickets, those whose contact they are
    contact_of: list
    #: the tasks of these tickets
    tasks: list
    #: what they have written on any ticket, or on its task
    messages: list
    #: what the house has written by itself on their tickets, naming and quoting them
    house: list
    #: where they have written, follow, or are the contact
    took_part: list
    #: other tickets of their company, where somebody may have named them
    of_company: list
    #: what they have sent
    files: list


class Words(NamedTuple):
    """Which fields of somebody's own record are in their words."""

    #: say instead that it was removed
    told: tuple = ()
    #: are empty instead
    emptied: tuple = ()


class Outcome(NamedTuple):
    """What was done when somebody was forgotten."""

    #: helpdesk.ticket records whose texts were theirs, or who took part in
    tickets: object
    #: number of messages and files that were theirs
    messages: int
    files: int
    #: helpdesk.ticket records in whose texts of others somebody has to look
    suspected: object
