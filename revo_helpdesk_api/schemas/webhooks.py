"""What webhooks tell, as those who receive them read it."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from ..policies.webhook_payload import TEXT_LENGTH
from .tickets import Status

Moment = Annotated[
    str,
    Field(
        description="When it has happened, in UTC.",
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
    ),
]
Words = Annotated[
    str, Field(max_length=TEXT_LENGTH, description="What the staff has written.")
]
FileNames = Annotated[list[str], Field(description="The names of its files.")]


class ToldClient(TypedDict):
    """Whose ticket it is."""

    name: str
    reference: str | None


class ToldTicket(TypedDict):
    """Which ticket it is."""

    ticket: Annotated[str, Field(description="The number of the ticket.")]
    title: str
    client: NotRequired[ToldClient]


class ToldText(ToldTicket):
    """A text that somebody has written on a ticket."""

    text: Words
    files: FileNames


class ToldMove(ToldTicket):
    """A ticket that was moved, with what was written for it."""

    text: NotRequired[Words]
    files: NotRequired[FileNames]


class ToldStage(ToldTicket):
    """Where a ticket stands, in the words of its client's page."""

    step: Literal["received", "working", "yours", "solved"]
    step_label: str
    status: Status
    status_label: str
    next_step: str


class ToldQuestion(ToldStage):
    """A question to the client."""

    text: NotRequired[Words]
    files: NotRequired[FileNames]


class ToldVersion(ToldTicket):
    """The version that solves a ticket."""

    product: str
    version: str
    is_out: bool
    news: Annotated[str, Field(description="The same in words, for the client.")]
