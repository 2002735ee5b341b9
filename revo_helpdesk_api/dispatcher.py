"""How a request reaches the interface, and what it is told where something fails."""

import asyncio
import json
from tempfile import SpooledTemporaryFile
from urllib.parse import quote

from a2wsgi.asgi import build_scope
from accept_language import parse_accept_language
from fastapi.exceptions import RequestValidationError
from psycopg2.errors import LockNotAvailable
from starlette.exceptions import HTTPException
from werkzeug.exceptions import HTTPException as WerkzeugHTTPException

from odoo.exceptions import AccessDenied, AccessError, MissingError, UserError
from odoo.http import Dispatcher

from odoo.addons.fastapi.context import odoo_env_ctx
from odoo.addons.fastapi.pools import fastapi_app_pool
from odoo.addons.revo_helpdesk_stages.exceptions import Busy
from odoo.addons.revo_helpdesk_stages.models.locks import has_waited

from .contract import (
    KEPT_IN_MEMORY,
    LARGEST_BODY,
    LARGEST_UPLOAD,
    MEMO,
    PROBLEM_TYPE,
    ROUTING_TYPE,
)
from .problems import STATUS, Problem
from .routers import find_methods

# In bytes, how much of a body is read at once.
_CHUNK = 65536

_KIND_OF_STATUS = {
    status: kind
    for kind, status in STATUS.items()
    if kind not in ("bad-cursor", "unknown-client", "doubtful-client") and status != 422
}


class HelpdeskApiDispatcher(Dispatcher):
    """Runs the app of the interface within Odoo's request, in its transaction and its
    thread.

    OCA's own runs it in threads beside, where Odoo does not know who asks, keeps an app
    for each path that anybody asks for, and bodies in memory.
    """

    routing_type = ROUTING_TYPE

    @classmethod
    def is_compatible_with(cls, request):
        return True

    def dispatch(self, endpoint, args):
        # The app reads the body itself.
        self.request.params = {}
        root_path = endpoint.routing["routes"][0].rstrip("/")
        try:
            with fastapi_app_pool.get_app(self.request.env, root_path) as wsgi_app:
                status, headers, body = self._run(wsgi_app.app, self._get_environ())
        except Exception as error:
            self._rewind()
            problem = self._get_problem(error)
            if problem is None:
                raise
            if problem.status == 405:
                path = self.request.httprequest.path.removeprefix(root_path)
                problem.headers["Allow"] = ", ".join(find_methods(path))
            raise problem from error
        headers.update(self._get_memo().get("headers", {}))
        return self.request.make_response(body, list(headers.items()), status=status)

    def _run(self, app, environ):
        """Let an app answer.

        :param app: of ASGI
        :param dict environ: of WSGI
        :return: status, headers and body
        """
        body, answer, chunks = environ["wsgi.input"], {}, []
        is_read = False

        async def receive():
            nonlocal is_read
            if is_read:
                return {"type": "http.disconnect"}
            chunk = body.read(_CHUNK)
            is_read = not chunk
            return {"type": "http.request", "body": chunk, "more_body": not is_read}

        async def send(message):
            if message["type"] == "http.response.start":
                answer.update(message)
            elif message["type"] == "http.response.body":
                chunks.append(message.get("body", b""))

        self._get_memo()["asked_lang"] = self._get_language()
        token = odoo_env_ctx.set(self.request.env)
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(app(build_scope(environ), receive, send))
        finally:
            loop.close()
            odoo_env_ctx.reset(token)
        headers = {
            name.decode("latin1"): value.decode("latin1")
            for name, value in answer["headers"]
        }
        return answer["status"], headers, b"".join(chunks)

    def handle_error(self, exc):
        problem = self._get_problem(exc) or Problem("internal")
        told = self._get_speaking_env()["helpdesk.api.problem"]
        body = problem.as_body(*told._get_words(problem.kind))
        headers = {
            "Content-Type": PROBLEM_TYPE,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **self._get_memo().get("headers", {}),
            **problem.headers,
        }
        return self.request.make_response(
            json.dumps(body, ensure_ascii=False),
            headers=list(headers.items()),
            status=problem.status,
        )

    def _get_problem(self, error):
        """Return what the caller is told of an error, ``None`` for what is none of the
        caller's: Odoo tries it again, or logs it.
        """
        if isinstance(error, Problem):
            return error
        if isinstance(error, Busy):
            return Problem("busy", error.args[0], headers={"Retry-After": "5"})
        if isinstance(error, LockNotAvailable) and has_waited(error):
            return Problem("busy", headers={"Retry-After": "5"})
        if isinstance(error, AccessDenied):
            return Problem("unauthorized", headers={"WWW-Authenticate": "Bearer"})
        # Odoo names records and people there.
        if isinstance(error, AccessError):
            return Problem("forbidden")
        if isinstance(error, MissingError):
            return Problem("not-found")
        if isinstance(error, UserError):
            return Problem("refused", str(error.args[0]))
        if isinstance(error, RequestValidationError):
            told = self._get_speaking_env()["helpdesk.api.problem"]
            return Problem("invalid", errors=told._get_errors(error.errors()))
        if isinstance(error, HTTPException | WerkzeugHTTPException):
            status = getattr(error, "status_code", None) or getattr(error, "code", 0)
            kind = _KIND_OF_STATUS.get(status)
            return Problem(kind) if kind else None
        return None

    def _get_environ(self):
        """Return the WSGI environment, with a body that can be read again.

        :raises Problem: for a body that is too large, or does not say how large it is
        """
        environ = self._get_whole_environ()
        self._check_readable(environ)
        memo = self._get_memo()
        if "body" not in memo:
            body = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)
            left = int(environ.get("CONTENT_LENGTH") or 0)
            while left:
                chunk = environ["wsgi.input"].read(min(left, _CHUNK))
                if not chunk:
                    raise Problem("bad-request")
                body.write(chunk)
                left -= len(chunk)
            memo["body"] = body
            # Odoo looks at the files before it tries a request again.
            environ["wsgi.input"] = body
        memo["body"].seek(0)
        return environ

    def _check_readable(self, environ):
        if environ.get("HTTP_TRANSFER_ENCODING"):
            raise Problem("length-required")
        length = environ.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()):
            raise Problem("bad-request")
        is_form = environ.get("CONTENT_TYPE", "").startswith("multipart/form-data")
        if int(length) > (LARGEST_UPLOAD if is_form else LARGEST_BODY):
            raise Problem("too-large", headers={"Connection": "close"})
        # What the app would stumble over.
        query = environ.get("QUERY_STRING", "")
        if not query.isascii():
            environ["QUERY_STRING"] = quote(query.encode("latin1"), safe="%&=+;/?:@,")
        try:
            environ.get("PATH_INFO", "").encode("latin1").decode("utf8")
        except UnicodeError:
            raise Problem("not-found") from None

    def _rewind(self):
        body = self._get_memo().get("body")
        if body:
            body.seek(0)

    def _get_memo(self):
        """Return what is known of this request, also when it is tried again."""
        return self._get_whole_environ().setdefault(MEMO, {})

    def _get_whole_environ(self):
        # Odoo shows a part of it alone.
        sent = self.request.httprequest
        return getattr(sent, "_HTTPRequest__wrapped", sent).environ

    def _get_speaking_env(self):
        env = self.request.env
        return env(context={**env.context, "lang": self._get_language()})

    def _get_language(self):
        """Return the code of the language that the caller asks for, or none."""
        asked = self.request.httprequest.headers.get("Accept-Language", "")[:200]
        try:
            parsed = parse_accept_language(asked)
        except ValueError:
            return self._get_memo().get("lang")
        # sudo: everybody may know which languages there are.
        known = self.request.env["res.lang"].sudo()
        codes = [code for code, _name in known.get_installed()]
        for one in parsed:
            if one.locale in codes:
                return one.locale
            for code in codes:
                if code.partition("_")[0] == one.language:
                    return code
        return self._get_memo().get("lang")
