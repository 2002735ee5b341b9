"""What has changed, known problems, and versions."""

from typing import Annotated

from fastapi import APIRouter, Query

from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

from ..calling import ClientCall
from ..cursors import decode_cursor, encode_cursor
from ..headers import READS
from ..problems import Problem
from ..schemas import Changes, KnownProblem, KnownProblems, Release, Releases, Ticket
from .tickets import Cursor, Limit

router = APIRouter(tags=["news"], dependencies=READS)

_PER_PAGE = 20
_START = [0, 0] * 3


@router.get("/changes", response_model=Changes)
async def list_changes(call: ClientCall, cursor: Cursor = None, limit: Limit = 50):
    """List tickets on which something has happened, since a cursor or ever.

    Ask again with the cursor of the answer, every minute or less often.
    """
    since = decode_cursor(cursor, (int,) * 6) if cursor else _START
    tickets, position, more = call.env["helpdesk.ticket"]._get_changed(since, limit)
    tickets._read_whole()
    return call.show(
        Changes(
            tickets=[Ticket(**ticket._describe_for_client()) for ticket in tickets],
            cursor=encode_cursor(position),
            more=more,
        )
    )


def _get_problems(call):
    problems = call.env["helpdesk.development.item"]
    if not problems._are_shown_to_clients():
        raise Problem("not-found")
    return problems


@router.get("/known-problems", response_model=KnownProblems)
async def list_problems(
    call: ClientCall,
    search: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
):
    """List the problems that clients may read of, where the vendor shows them."""
    found, total = _get_problems(call)._find_for_client(
        to_text(search), page, _PER_PAGE
    )
    described = []
    for problem in found:
        view = problem._get_client_view()
        view.pop("id")
        product = view.pop("product") or None
        texts = {name: text or "" for name, text in view.items()}
        described.append(KnownProblem(product=product, **texts))
    return call.show(KnownProblems(problems=described, total=total))


@router.get("/releases", response_model=Releases)
async def list_releases(call: ClientCall):
    """List the versions that clients are told of, where the vendor shows them."""
    releases = _get_problems(call)._get_client_releases()
    tell_moment = call.env["helpdesk.ticket"]._tell_moment
    described = [
        Release(
            name=release.name,
            product=release.product_id.name or None,
            state=release.state,
            planned=str(release.date_planned) if release.date_planned else None,
            published=tell_moment(release.published_date),
            note=release.public_note or "",
        )
        for release in releases
    ]
    return call.show(Releases(releases=described))
