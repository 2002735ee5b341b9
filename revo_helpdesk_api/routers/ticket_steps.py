"""What a client does with a ticket."""

from fastapi import APIRouter

from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

from ..calling import ClientCall
from ..headers import WRITES
from ..problems import Problem
from ..schemas import NewRating, NewReason, NewResolution, NewText, Ticket
from .files import Upload, Words, read
from .tickets import Number

router = APIRouter(tags=["tickets"], dependencies=WRITES)

# As the number of Odoo's ratings.
_FACES = {"easy": 5, "so_so": 3, "hard": 1}


def _do(call, number, act, status=200, parts=()):
    """Do something with a ticket, and answer where it stands then."""

    def act_and_show():
        ticket = call.env["helpdesk.ticket"]._find_for_client(number)
        act(ticket)
        return Ticket(**ticket._describe_for_client())

    return call.do_once(act_and_show, status, parts)


@router.post("/tickets/{number}/messages", response_model=Ticket, status_code=201)
async def write_message(number: Number, said: NewText, call: ClientCall):
    """Write on a ticket."""
    return _do(
        call, number, lambda t: t._answer_as_client(to_text(said.text)), 201, [said]
    )


@router.post("/tickets/{number}/files", response_model=Ticket, status_code=201)
async def send_file(number: Number, file: Upload, call: ClientCall, text: Words = ""):
    """Send a file, with words or without."""
    sent = read(file)
    return _do(
        call,
        number,
        lambda t: t._answer_as_client(to_text(text), [sent]),
        201,
        [text, *sent],
    )


@router.post("/tickets/{number}/resolve", response_model=Ticket)
async def resolve(number: Number, said: NewResolution, call: ClientCall):
    """Say that a ticket is solved, or no longer needed."""
    return _do(
        call,
        number,
        lambda t: t._resolve_as_client(said.why, to_text(said.text)),
        200,
        [said],
    )


@router.post("/tickets/{number}/close", response_model=Ticket)
async def close(number: Number, call: ClientCall):
    """Confirm that the work on a solved ticket is finished."""
    return _do(call, number, lambda t: t._close_as_client())


@router.post("/tickets/{number}/reopen", response_model=Ticket)
async def reopen(number: Number, said: NewReason, call: ClientCall):
    """Open a solved ticket again, and say why."""
    return _do(
        call, number, lambda t: t._reopen_as_client(to_text(said.text)), 200, [said]
    )


@router.post("/tickets/{number}/nudge", response_model=Ticket)
async def nudge(number: Number, call: ClientCall):
    """Remind who has to answer, where that takes too long."""
    return _do(call, number, lambda t: t._nudge_as_client())


@router.post("/tickets/{number}/rating", response_model=Ticket)
async def rate(number: Number, said: NewRating, call: ClientCall):
    """Say how easy it was, where that is asked: nobody says it of its own work."""
    if call.key.kind == "reseller":
        raise Problem("forbidden")
    face = _FACES[said.effort]
    return _do(
        call,
        number,
        lambda t: t._say_effort_as_client(face, to_text(said.text)),
        200,
        [said],
    )
