"""What a client says and reads of its tickets."""

from typing import Literal

from pydantic import Field

from odoo.addons.revo_helpdesk_stages.policies.client_status import STATUSES

from .common import (
    SHORT,
    Choice,
    File,
    Line,
    Message,
    OptionalLine,
    OptionalText,
    Said,
    Shown,
    Text,
)

Status = Literal[tuple(STATUSES)]


class Me(Shown):
    """Whose key it is."""

    kind: Literal["client", "reseller", "vendor"]
    name: str = Field(description="As its maker has named it.")
    client: str | None = Field(description="The name of the client, of a client's key.")
    expires: str
    calls_a_minute: int


class Option(Shown):
    """What can be chosen, and how it is called."""

    value: str
    label: str


class Form(Shown):
    """What a new ticket can say, in the caller's language."""

    required: list[str] = Field(description="What has to be said.")
    types: list[Option]
    priorities: list[Option]
    emergency_reasons: list[Option]
    reproducible: list[Option]
    categories: list[Option]
    teams: list[Option]
    products: list[Option]


class ClientSaid(Said):
    """A client that Odoo does not know yet."""

    name: Line
    lang: Choice | None = None


class PersonSaid(Said):
    """A person of a client that Odoo does not know yet."""

    name: Line
    email: OptionalLine | None = None
    lang: Choice | None = None


class NewTicket(Said):
    """A ticket to open. What can be chosen is in the form."""

    title: Line = Field(examples=["The card terminal prints no receipt"])
    description: Text = Field(examples=["Since this morning, with every card."])
    type: Choice | None = None
    priority: Choice | None = None
    emergency_reason: Choice | None = Field(
        None, description="Which one stops the orders, where the priority says so."
    )
    category: Choice | None = Field(
        None, description="By its value or its label.", examples=["Software"]
    )
    team: Choice | None = None
    product: Choice | None = Field(None, examples=["app"])
    version: OptionalLine | None = None
    device: OptionalLine | None = None
    steps: OptionalText | None = None
    expected_result: OptionalText | None = None
    reproducible: Choice | None = None
    follows: Choice | None = Field(
        None, description="The number of a closed ticket that this one follows."
    )
    client: ClientSaid | None = Field(
        None,
        description="With a key of the vendor: the client of the header "
        "Helpdesk-Client, who is made where Odoo does not know it yet.",
    )
    person: PersonSaid | None = Field(
        None, description="Likewise: the person of the header Helpdesk-Person."
    )


class NewText(Said):
    """Something to write."""

    text: Text = Field(examples=["It happens with every card."])


class NewReason(Said):
    """Why a ticket is opened again."""

    text: Text = Field(examples=["It fails again since noon."])


class NewResolution(Said):
    """Why a ticket can be closed."""

    why: Literal["solved", "not_needed"]
    text: OptionalText = ""


class NewRating(Said):
    """How easy it was."""

    effort: Literal["easy", "so_so", "hard"]
    text: OptionalText = ""


class Step(Shown):
    """One of the four steps of a ticket."""

    name: str
    label: str
    state: Literal["done", "current", "open"]


class Ticket(Shown):
    """Where a ticket stands, in the words of its client."""

    number: str = Field(examples=["HT00042"], max_length=SHORT)
    title: str
    status: Status
    status_label: str
    next_step: str
    is_yours: bool = Field(description="It waits for the client.")
    with_whom: str
    opened: str
    changed: str
    closed: str | None


class TicketWhole(Ticket):
    """A ticket with all that its client reads of it."""

    description: str
    description_html: str
    steps: list[Step]
    actions: list[str] = Field(
        description="What the client may do now: answer, solved, not_needed, close, "
        "reopen, nudge, effort, follow."
    )
    messages: list[Message]
    files: list[File] = Field(description="Those that no message has brought along.")


class TicketList(Shown):
    """Some tickets, the newest first."""

    tickets: list[Ticket]
    next: str | None = Field(description="The cursor of the next ones, if there are.")
