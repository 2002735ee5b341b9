"""What webhooks post to others, for the document: nothing is served here."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Header
from typing_extensions import TypedDict

from ..schemas import webhooks as told

router = APIRouter(generate_unique_id_function=lambda route: route.name)


async def _signed(
    webhook_id: Annotated[
        str,
        Header(
            alias="webhook-id",
            description="Names what is told, the same each time that it is sent.",
        ),
    ],
    webhook_timestamp: Annotated[
        str,
        Header(
            alias="webhook-timestamp",
            pattern=r"^\d+$",
            description="When it is sent, in seconds since 1970.",
        ),
    ],
    webhook_signature: Annotated[
        str,
        Header(
            alias="webhook-signature",
            pattern=r"^v1,[0-9A-Za-z+/]+=*( v1,[0-9A-Za-z+/]+=*)*$",
            description="Proves who sends it, after the scheme of Standard Webhooks, "
            "with the secret of the webhook, and for a day with the former one, too.",
        ),
    ],
) -> None:
    """Describe the headers of all that is told."""


_TICKET = {
    "ticket": "HT00042",
    "title": "Card payment fails",
    "client": {"name": "Shop", "reference": "C-17"},
}
_TEXT = {"text": "Restart the terminal.", "files": ["how.pdf"]}
_STAGE = {
    "step": "yours",
    "step_label": "Waits for you",
    "status": "answer",
    "status_label": "We wait for your answer",
    "next_step": "North needs your answer to go on. Write it below.",
}
_VERSION = {
    "product": "App",
    "version": "3.42",
    "is_out": False,
    "news": "Solved in version 3.42, planned for 01/20/2027.",
}

# What is told, when, with what, and an example of what is special to it.
_EVENTS = (
    (
        "ticket.note",
        "For clients: the staff has written a text for the client.",
        told.ToldText,
        _TEXT,
    ),
    (
        "ticket.question",
        "For clients: the ticket waits for the client's answer.",
        told.ToldQuestion,
        {**_STAGE, "text": "Which printer is it?", "files": []},
    ),
    (
        "ticket.stage",
        "For clients: it stands elsewhere, in the words of the client's page.",
        told.ToldStage,
        _STAGE,
    ),
    (
        "ticket.version",
        "For clients: the version that solves it is known, has another date, or is "
        "out.",
        told.ToldVersion,
        _VERSION,
    ),
    (
        "ticket.assigned",
        "For resellers: it is the reseller's now.",
        told.ToldTicket,
        {},
    ),
    (
        "ticket.message",
        "For resellers: the vendor has written to the reseller, or to the client.",
        told.ToldText,
        _TEXT,
    ),
    (
        "ticket.returned",
        "For resellers: the vendor has given it back.",
        told.ToldMove,
        _TEXT,
    ),
    (
        "ticket.solved",
        "For resellers: the vendor proposes a solution.",
        told.ToldMove,
        _TEXT,
    ),
    (
        "ticket.canceled",
        "For resellers: the vendor has canceled it; the reason is told where it is for "
        "the reseller to read.",
        told.ToldMove,
        {"text": "Opened twice.", "files": []},
    ),
)


def _describe(event, about, data, example):
    """Add what is told of one event.

    :param type data: what there is to tell
    :param dict example: of what is special to it
    """
    words = event.title().replace(".", "")
    members = {"type": Literal[event], "timestamp": told.Moment, "data": data}
    # A class statement would give all of them one name.
    body = TypedDict(words, members)
    shown = {
        "type": event,
        "timestamp": "2026-11-30T12:00:00Z",
        "data": {**_TICKET, **example},
    }

    async def receive(said: Annotated[body, Body(examples=[shown])]):
        """Describe what is received."""

    router.post(
        event,
        name=f"receive_{event.replace('.', '_')}",
        summary=words,
        description=about,
        dependencies=[Depends(_signed)],
    )(receive)


for _row in _EVENTS:
    _describe(*_row)
