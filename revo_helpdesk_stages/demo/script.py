"""The words that the demo cases are written in: a case, and what people did on it.

A moment is either ``"12d 09:40"``, that many working days ago at this time (UTC,
between 07:00 and 18:00), or ``"3h"`` and ``"25m"``, counted from now (at most five
hours): so that whatever the hour of loading, moments of both kinds follow each other.

A person is the name of a demo user without its prefix (``"reseller_nuria"``), or of a
demo contact who has no user and writes e-mails (``"client_aina"``).

A text is plain: an empty line starts a paragraph, a line with a dash is an item.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """A ticket: how it came in, and its story in order."""

    name: str  # of the external id
    when: str
    who: str
    title: str
    text: str
    steps: tuple = ()
    contact: str = ""  # whose case it is, where somebody else enters it
    team: str = ""  # only of a team that serves its clients itself
    priority: str = "1"
    tags: tuple = ()
    category: str = ""


class Move(NamedTuple):
    """Move to a stage of the line, with the text that the move asks for."""

    when: str
    who: str
    stage: str
    text: str = ""
    tests: str = ""
    observed: str = ""
    files: tuple = ()
    duplicate_of: str = ""  # the case that it is canceled as a duplicate of
    checks: tuple = ()  # of the list: name of the external id, outcome, what came of it
    verdict: str = ""  # what support says that the escalation was


class Drag(NamedTuple):
    """Move to a stage of OCA's module, as a direct team does on the board."""

    when: str
    who: str
    stage: str


class Message(NamedTuple):
    """Write to the others who work on the case."""

    when: str
    who: str
    text: str
    files: tuple = ()


class Note(NamedTuple):
    """Add a note."""

    when: str
    who: str
    text: str


class Assign(NamedTuple):
    """Give the case to somebody of the team where it stands."""

    when: str
    who: str
    to: str


class Wait(NamedTuple):
    """Let the case wait until a day, so many working days from now."""

    when: str
    who: str
    days: int
    text: str


class Contest(NamedTuple):
    """Say that the last escalation was something else than support says."""

    when: str
    who: str
    text: str


class Plan(NamedTuple):
    """Schedule an activity of one's own, due in so many days from now."""

    when: str
    who: str
    days: int
    summary: str
    activity: str = "mail.mail_activity_data_todo"


class Ask(NamedTuple):
    """Write to an integrator, to be asked again so many days from now."""

    when: str
    who: str
    integrator: str  # of the external id
    text: str
    reference: str = ""
    days: int = 0


class Answer(NamedTuple):
    """An integrator answers, by a demo contact."""

    when: str
    who: str
    text: str


class Rate(NamedTuple):
    """Say how easy it was, as the client of a case that is resolved."""

    when: str
    who: str
    face: int  # 5 easy, 3 so-so, 1 hard
    text: str = ""
