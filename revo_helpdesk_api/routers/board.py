"""A reseller's own board, for keys of its users."""

from typing import Annotated

from fastapi import APIRouter, Query

from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

from ..calling import BoardCall
from ..cursors import decode_cursor, encode_cursor
from ..headers import READS, WRITES
from ..schemas import (
    BoardList,
    BoardTicket,
    BoardTicketWhole,
    NewBoardTicket,
    NewMove,
    NewText,
)
from .files import AS_FILE, FileAnswer, Upload, Words, read, serve
from .tickets import Cursor, FileId, Limit, Number

router = APIRouter(prefix="/board/tickets", tags=["board"])


def _do(call, number, act, status=200, parts=()):
    """Do something with a ticket, and answer where it stands then."""

    def act_and_show():
        ticket = call.env["helpdesk.ticket"]._find_on_board(number)
        act(ticket)
        call.env.flush_all()
        ticket.invalidate_recordset()
        return BoardTicket(**ticket._describe_card())

    return call.do_once(act_and_show, status, parts)


@router.get("", response_model=BoardList, dependencies=READS)
async def list_board(
    call: BoardCall,
    stage: Annotated[str, Query(max_length=64, examples=["backlog_reseller"])] = "",
    is_open: Annotated[
        bool | None, Query(alias="open", description="Those that are not closed.")
    ] = None,
    client: Annotated[
        str, Query(max_length=64, description="The reference of a client.")
    ] = "",
    cursor: Cursor = None,
    limit: Limit = 50,
):
    """List the tickets of the reseller, the newest first."""
    domain = []
    if to_text(stage):
        domain.append(("stage_id.code", "=", to_text(stage)))
    if is_open is not None:
        domain.append(("closed", "=", not is_open))
    if to_text(client):
        domain.append(("commercial_partner_id.ref", "=", to_text(client)))
    before = decode_cursor(cursor, (int,))[0] if cursor else 0
    page, last = call.env["helpdesk.ticket"]._list_newest(domain, before, limit)
    return call.show(
        BoardList(
            tickets=[BoardTicket(**ticket._describe_card()) for ticket in page],
            next=encode_cursor([last]) if last else None,
        )
    )


@router.post("", response_model=BoardTicket, status_code=201, dependencies=WRITES)
async def open_on_board(said: NewBoardTicket, call: BoardCall):
    """Open a ticket for a client, or for the reseller itself."""

    def act():
        ticket = call.env["helpdesk.ticket"]._open_on_board(said.model_dump())
        return BoardTicket(**ticket._describe_card())

    return call.do_once(act, 201, [said])


@router.get("/{number}", response_model=BoardTicketWhole, dependencies=READS)
async def show_on_board(number: Number, call: BoardCall):
    """Show a ticket with its messages, its files, and the moves that are open."""
    ticket = call.env["helpdesk.ticket"]._find_on_board(number)
    return call.show(BoardTicketWhole(**ticket._describe_whole_on_board()))


@router.get("/{number}/files/{file_id}", response_class=FileAnswer, responses=AS_FILE)
async def fetch_board_file(number: Number, file_id: FileId, call: BoardCall):
    """Fetch a file of a ticket."""
    ticket = call.env["helpdesk.ticket"]._find_on_board(number)
    return serve(ticket._get_file_on_board(file_id))


@router.post(
    "/{number}/notes",
    response_model=BoardTicket,
    status_code=201,
    dependencies=WRITES,
)
async def write_note(number: Number, said: NewText, call: BoardCall):
    """Write a note, which the client reads."""
    return _do(
        call, number, lambda t: t._write_on_board("note", said.text), 201, [said]
    )


@router.post(
    "/{number}/messages",
    response_model=BoardTicket,
    status_code=201,
    dependencies=WRITES,
)
async def write_to_vendor(number: Number, said: NewText, call: BoardCall):
    """Write a message to the vendor, which the client does not read."""
    return _do(
        call, number, lambda t: t._write_on_board("message", said.text), 201, [said]
    )


@router.post(
    "/{number}/files",
    response_model=BoardTicket,
    status_code=201,
    dependencies=WRITES,
)
async def send_board_file(
    number: Number,
    file: Upload,
    call: BoardCall,
    text: Words = "",
    to_client: Annotated[bool, Query(description="The client gets it, too.")] = False,
):
    """Send a file to the vendor, or with a note to the client."""
    sent = read(file)
    kind = "note" if to_client else "message"
    return _do(
        call,
        number,
        lambda t: t._write_on_board(kind, text, [sent]),
        201,
        [text, *sent],
    )


@router.post("/{number}/moves", response_model=BoardTicket, dependencies=WRITES)
async def move(number: Number, said: NewMove, call: BoardCall):
    """Make a move that is open, with what it asks for."""
    return _do(call, number, lambda t: t._move_on_board(said.model_dump()), 200, [said])
