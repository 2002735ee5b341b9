"""A client's tickets: to open, list and read them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

from ..calling import AnyCall, ClientCall
from ..cursors import decode_cursor, encode_cursor
from ..headers import READS, WRITES
from ..schemas import Form, Me, NewTicket, Ticket, TicketList, TicketWhole
from ..schemas.tickets import Status
from .files import AS_FILE, FileAnswer, serve

router = APIRouter(tags=["tickets"])

Number = Annotated[str, Path(max_length=64, examples=["HT00042"])]
FileId = Annotated[int, Path(ge=1, lt=2**31)]
Cursor = Annotated[
    str | None,
    Query(max_length=400, description="Of the answer before, to go on from there."),
]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at once.")]


@router.get("/me", response_model=Me, dependencies=READS)
async def show_me(call: AnyCall):
    """Say whose key it is, and until when."""
    key = call.key
    return call.show(
        Me(
            kind=key.kind,
            name=key.name,
            client=key.client_id.name or None,
            expires=call.env["helpdesk.ticket"]._tell_moment(key.expiry_date),
            calls_a_minute=key.rate,
        )
    )


@router.get("/form", response_model=Form, dependencies=READS)
async def show_form(call: ClientCall):
    """Say what can be chosen for a new ticket."""
    return call.show(Form(**call.env["helpdesk.ticket"]._get_api_form()))


@router.post("/tickets", response_model=Ticket, status_code=201, dependencies=WRITES)
async def open_ticket(said: NewTicket, call: AnyCall):
    """Open a ticket for a client."""

    def act():
        whom = said.model_dump(include={"client", "person"}, exclude_none=True)
        acting = call.act_for_client(whom)
        ticket = acting.env["helpdesk.ticket"]._open_for_client(
            said.model_dump(exclude={"client", "person"}, exclude_none=True),
            acting.person,
        )
        return Ticket(**ticket._describe_for_client())

    return call.do_once(act, 201, [said])


@router.get("/tickets", response_model=TicketList, dependencies=READS)
async def list_tickets(
    call: ClientCall,
    status: Annotated[
        list[Status] | None, Query(max_length=10, description="One or several.")
    ] = None,
    is_open: Annotated[
        bool | None, Query(alias="open", description="Those that are not closed.")
    ] = None,
    search: Annotated[
        str, Query(max_length=200, description="In all that is written for you.")
    ] = "",
    cursor: Cursor = None,
    limit: Limit = 50,
):
    """List the tickets that the client sees, the newest first."""
    domain = [("client_status", "in", status)] if status else []
    if is_open is not None:
        domain.append(("client_status", "!=" if is_open else "=", "closed"))
    words = to_text(search)
    if words:
        domain.append(("words", "ilike", words))
    before = decode_cursor(cursor, (int,))[0] if cursor else 0
    page, last = call.env["helpdesk.ticket"]._list_newest(domain, before, limit)
    # sudo: what may be shown of tickets that the user may read.
    page = page.sudo()
    page._read_whole()
    return call.show(
        TicketList(
            tickets=[Ticket(**ticket._describe_for_client()) for ticket in page],
            next=encode_cursor([last]) if last else None,
        )
    )


@router.get("/tickets/{number}", response_model=TicketWhole, dependencies=READS)
async def show_ticket(number: Number, call: ClientCall):
    """Show a ticket with its messages and files."""
    ticket = call.env["helpdesk.ticket"]._find_for_client(number)
    return call.show(TicketWhole(**ticket._describe_whole_for_client()))


@router.get(
    "/tickets/{number}/files/{file_id}",
    response_class=FileAnswer,
    responses=AS_FILE,
)
async def fetch_file(number: Number, file_id: FileId, call: ClientCall):
    """Fetch a file of a ticket."""
    ticket = call.env["helpdesk.ticket"]._find_for_client(number)
    return serve(ticket._get_file_for_client(file_id))
