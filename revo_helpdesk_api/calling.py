"""Who calls, for whom, and how what is asked for is done once."""

import hashlib
from typing import Annotated

from fastapi import Depends, Header
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request
from starlette.responses import Response

from odoo.addons.fastapi.context import odoo_env_ctx
from odoo.addons.revo_helpdesk_stages.models.locks import limit_waiting
from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text
from odoo.addons.revo_helpdesk_stages.policies.large_files import is_on_disk

from .contract import MEMO
from .problems import Problem

_BEARER = HTTPBearer(
    auto_error=False,
    scheme_name="key",
    description="A key that a reseller makes for its clients and itself, and a "
    "helpdesk manager for everybody, under Helpdesk, API Keys.",
)

# What waits for nobody who writes.
_READING = ("GET", "HEAD")


class Call:
    """A call of somebody who is known.

    ``key`` is the record of the key, with sudo; ``env`` the environment of its user.
    """

    def __init__(self, request, key, env, headers):
        self.request = request
        self.key = key
        self.env = env
        self.client_reference = to_text(headers["client"])
        self.person_name = to_text(headers["person"])
        self.once_name = to_text(headers["idempotency_key"])
        self.person = env["res.partner"]

    def act_for_client(self, said=None):
        """Return this call as the client's: a client's own key is it already, and who
        serves several names one.

        :param dict said: ``client`` and ``person``, what is known of whom Odoo does not
            know yet; for the vendor's keys alone
        :raises Problem: for a client that the key does not act for
        """
        if self.key.kind == "client":
            if self.client_reference and (
                self.client_reference != self.key.client_id.ref
            ):
                raise Problem("unknown-client")
            return self
        if not self.client_reference:
            raise Problem("unknown-client")
        client = self._find_client((said or {}).get("client"))
        if self.person_name:
            self.person = self._find_person(client, (said or {}).get("person"))
        user = client._get_acting_user(self.person)
        self.env = self.env(user=user.id)
        self.person = self.person.with_env(self.env)
        return self

    def _find_client(self, said):
        partners = self.env["res.partner"]
        is_vendor = self.key.kind == "vendor"
        if is_vendor and said:
            client = partners._find_or_make_api_client(self.client_reference, said)
        else:
            teams_of = None if is_vendor else self.env.user
            client = partners._find_api_client(self.client_reference, teams_of)
        if not client:
            raise Problem("unknown-client")
        return client

    def _find_person(self, client, said):
        if self.key.kind == "vendor" and said:
            return client._find_or_make_api_person(self.person_name, said)
        person = client._find_api_person(self.person_name)
        if not person:
            raise Problem("unknown-client")
        return person

    def act_on_board(self):
        """Return this call as one of the reseller's user.

        :raises Problem: for keys of others
        """
        if self.key.kind != "reseller":
            raise Problem("forbidden")
        return self

    def do_once(self, act, status=200, parts=()):
        """Answer what is done, and do nothing twice.

        :param act: called without arguments; returns a model of the answer
        :param int status: of the answer
        :param parts: what is in the request besides its address: models, texts, bytes
        """
        # sudo: nobody reads what others were answered.
        answers = self.env["helpdesk.api.answer"].sudo()
        answer = None
        if self.once_name:
            answer, is_new = answers._begin(
                self.key, self.once_name, self._get_mark(parts)
            )
            if not is_new:
                return self._repeat(answer, parts)
        body = act().model_dump_json()
        self.env.flush_all()
        if answer is not None:
            answer.write({"status": status, "body": body})
        return _json(body, status)

    def _repeat(self, answer, parts):
        if answer.mark != self._get_mark(parts):
            raise Problem("idempotency-mismatch")
        return _json(answer.body, answer.status, {"Idempotent-Replayed": "true"})

    def _get_mark(self, parts):
        """Return what tells this request from every other one."""
        mark = hashlib.sha256()
        url = self.request.url
        for part in [
            *(self.request.method, url.path, url.query),
            *(self.client_reference, self.person_name),
            *parts,
        ]:
            if hasattr(part, "model_dump_json"):
                part = part.model_dump_json()
            is_content = isinstance(part, bytes) or is_on_disk(part)
            data = part if is_content else str(part).encode()
            mark.update(b"%d:" % len(data))
            mark.update(data)
        return mark.hexdigest()

    def show(self, model):
        """Answer what is read, or that the caller has it already.

        :param model: a model of the answer
        """
        body = model.model_dump_json()
        tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        asked = self.request.headers.get("If-None-Match", "")
        known = {one.strip().removeprefix("W/") for one in asked.split(",")}
        if tag in known or "*" in known:
            return Response(status_code=304, headers=headers)
        return _json(body, 200, headers)


def _json(body, status, headers=None):
    headers = {"X-Content-Type-Options": "nosniff", **(headers or {})}
    return Response(body, status, headers, media_type="application/json")


async def get_call(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    client: Annotated[
        str | None,
        Header(
            alias="Helpdesk-Client",
            max_length=64,
            description="The reference of the client company that is spoken for. Keys "
            "of a reseller and of the vendor name it in each call for a client.",
        ),
    ] = None,
    person: Annotated[
        str | None,
        Header(
            alias="Helpdesk-Person",
            max_length=128,
            description="The reference or e-mail address of the client's person that "
            "is spoken for, with keys that name a client.",
        ),
    ] = None,
) -> Call:
    """Find out who calls, and count it.

    :raises Problem: for who is not known, or calls too often
    """
    env = odoo_env_ctx.get()
    if request.method not in _READING:
        limit_waiting(env)
    key = env["helpdesk.api.key"]._find(bearer.credentials if bearer else "")
    if not key:
        raise Problem("unauthorized", headers={"WWW-Authenticate": "Bearer"})
    memo = request.scope["wsgi_environ"][MEMO]
    # Nothing that a session says counts.
    env = env(user=key.user_id.id, context={}, su=False)
    said = env["res.users"].context_get()
    memo["lang"] = memo.get("asked_lang") or said["lang"]
    _count(key, memo)
    env = env(context={"lang": memo["lang"] or "en_US", "tz": said["tz"]})
    headers = {
        "client": client,
        "person": person,
        "idempotency_key": request.headers.get("Idempotency-Key"),
    }
    return Call(request, key, env, headers)


def _count(key, memo):
    """Count a call, once however often Odoo tries it.

    :raises Problem: for one too many
    """
    if "calls" not in memo:
        # sudo: nobody reads how often others call.
        memo["calls"], memo["left"] = key.env["helpdesk.api.use"].sudo()._count(key)
    remaining = max(key.rate - memo["calls"], 0)
    memo["headers"] = {
        "RateLimit-Limit": str(key.rate),
        "RateLimit-Remaining": str(remaining),
        "RateLimit-Reset": str(memo["left"]),
    }
    if memo["calls"] > key.rate:
        raise Problem("too-many-requests", headers={"Retry-After": str(memo["left"])})


async def get_client_call(call: Annotated[Call, Depends(get_call)]) -> Call:
    """Return the call as the client's."""
    return call.act_for_client()


async def get_board_call(call: Annotated[Call, Depends(get_call)]) -> Call:
    """Return the call as one of a reseller's user."""
    return call.act_on_board()


AnyCall = Annotated[Call, Depends(get_call)]
ClientCall = Annotated[Call, Depends(get_client_call)]
BoardCall = Annotated[Call, Depends(get_board_call)]
