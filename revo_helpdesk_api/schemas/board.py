"""What a reseller's user says and reads on the board."""

from typing import Literal

from pydantic import Field

from .common import (
    Choice,
    File,
    Line,
    Message,
    OptionalText,
    Said,
    Shown,
    Text,
)


class BoardTicket(Shown):
    """A ticket as its card shows it."""

    number: str
    title: str
    stage: str = Field(examples=["backlog_reseller"])
    stage_label: str
    waiting_on: str | None
    origin: str | None
    client: str | None
    client_reference: str | None
    opened: str
    stage_since: str | None
    closed: bool


class Check(Shown):
    """Something that is to be tried before."""

    id: int
    name: str
    is_required: bool


class Move(Shown):
    """A stage that is open from here, and what the move asks for."""

    to: str = Field(examples=["backlog_support"])
    label: str
    requires: Literal["nothing", "client_note", "message", "evidence", "reason"]
    checks: list[Check]


class BoardMessage(Message):
    """What somebody has written, and who reads it."""

    audience: str


class BoardTicketWhole(BoardTicket):
    """A ticket with all that the reseller reads of it."""

    description: str
    description_html: str
    moves: list[Move]
    messages: list[BoardMessage]
    files: list[File]


class BoardList(Shown):
    """Some tickets, the newest first."""

    tickets: list[BoardTicket]
    next: str | None


class NewBoardTicket(Said):
    """A ticket that a reseller opens: for a client with its reference, else for
    itself.
    """

    title: Line
    description: Text
    client: Choice | None = Field(None, description="The reference of a client.")


class CheckAnswer(Said):
    """What came of a check."""

    id: int = Field(ge=1, lt=2**31)
    outcome: Literal["done", "not_done"]
    result: Line = Field(description="With what result, or why not.")


class NewMove(Said):
    """A move to make, with what it asks for."""

    to: Choice = Field(examples=["in_progress_reseller"])
    text: OptionalText = ""
    tests_performed: OptionalText = ""
    observed: OptionalText = ""
    checks: list[CheckAnswer] = Field(default=[], max_length=100)
