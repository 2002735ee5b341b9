import logging
import time

from psycopg2.errors import LockNotAvailable

from odoo import http
from odoo.http import request

from odoo.addons.revo_helpdesk_stages.models.locks import has_waited, limit_waiting

from ..policies.signature import HEADER, SignatureError, verify
from ..policies.tracker_events import BODY_SIZE, STATUS

_logger = logging.getLogger(__name__)

# For programs: never translated. What is wrong with a signature is told to nobody but
# the log, as the person who sends it is unknown.
_REFUSALS = {
    "busy": "Somebody is just changing the same, and nothing is done. Send it again in "
    "a minute.",
    "length_required": "The request does not say how long its body is. Send it in one "
    "piece, with the header Content-Length.",
    "malformed_signature": "The request is not signed, or not as it should be: see the "
    "header X-Helpdesk-Signature.",
    "not_configured": "Odoo knows no secret yet, and believes nobody without. An "
    "administrator sets it in the settings of Helpdesk.",
    "stale_timestamp": "The request was signed more than five minutes ago, or the "
    "clocks differ. Sign it again, now.",
    "too_large": "The body is larger than 64 KiB. Shorten the text.",
    "wrong_signature": "The signature is not that of this body with the secret. Check "
    "that both sides know the same secret, and that the body is sent as it was signed.",
}


class TrackerController(http.Controller):
    """Where development's tracker reports what became of its items."""

    # No token of a form: the signature tells who asks.
    @http.route(
        "/helpdesk/tracker/events",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
    )
    def receive(self):
        """Take one event.

        :return: JSON with ``ok``, ``code``, ``message``, and the numbers of the tickets
            that were ``moved`` and ``left``
        """
        # sudo: the secret decides, no matter who is logged in.
        events = request.env["helpdesk.tracker.event"].sudo()
        secret = events._get_secret()
        if not secret:
            return self._refuse("not_configured")
        length = request.httprequest.content_length
        # Sent in chunks, it could be of any size, and has to be read to be known. The
        # server of 17.0 reads chunks by any spelling, and tells of a length beside it.
        if length is None or "Transfer-Encoding" in request.httprequest.headers:
            return self._refuse("length_required")
        if length > BODY_SIZE:
            return self._refuse("too_large")
        # Kept: Odoo tries a request again where another one was faster.
        body = request.httprequest.get_data(cache=True)
        signature = request.httprequest.headers.get(HEADER)
        try:
            verify(secret, signature, body, int(time.time()))
        except SignatureError as error:
            codes = {"malformed": "malformed_signature"}
            return self._refuse(codes.get(error.code, error.code))
        # Nobody is logged in whose waiting would be limited.
        limit_waiting(request.env)
        try:
            with request.env.cr.savepoint():
                answer = events._receive(body, signature)
        except LockNotAvailable as error:
            if not has_waited(error):
                raise
            return self._refuse("busy")
        if answer["code"] == "replay":
            # No row tells of it: the request has one already.
            self._log("replay")
        return self._answer(**answer)

    def _refuse(self, code):
        """Refuse who is not known. Only the log is told: anybody could fill a table
        of the database.
        """
        self._log(code)
        return self._answer(code, _REFUSALS[code])

    def _log(self, code):
        _logger.info(
            "Refused an event of the tracker from %s: %s",
            request.httprequest.remote_addr,
            code,
        )

    def _answer(self, code, message, moved=(), left=()):
        status = STATUS[code]
        told = {"ok": status == 200, "code": code, "message": message}
        return request.make_json_response(
            {**told, "moved": list(moved), "left": list(left)}, status=status
        )
