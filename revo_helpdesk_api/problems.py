"""What is answered where something is not done: RFC 9457, in the caller's language.

The type of each never changes; its words are in ``models/asking``.
"""

import logging

from .contract import PROBLEMS

#: ``{kind: status}``
STATUS = {
    "bad-cursor": 400,
    "bad-request": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "unknown-client": 403,
    "not-found": 404,
    "method-not-allowed": 405,
    "busy": 409,
    "doubtful-client": 409,
    "length-required": 411,
    "too-large": 413,
    "unsupported-media-type": 415,
    "idempotency-mismatch": 422,
    "invalid": 422,
    "refused": 422,
    "too-many-requests": 429,
    "internal": 500,
}


class Problem(Exception):
    """Something is not done, and this is what the caller is told.

    :param str kind: one of :data:`STATUS`
    :param str detail: what to do now, in the caller's language, where it is known
    :param list errors: dicts of ``field`` and ``message``
    :param dict headers: of the answer
    """

    # Odoo logs what its requests raise: nothing of this is an error of the server.
    loglevel = logging.INFO

    def __init__(self, kind, detail="", errors=(), headers=None):
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})

    @property
    def status(self):
        return STATUS[self.kind]

    def as_body(self, title, detail):
        """Return what is answered, as a dict.

        :param str title: what kind of problem it is, in words
        :param str detail: the words for who has none of its own
        """
        body = {
            "type": f"{PROBLEMS}{self.kind}",
            "title": title,
            "status": self.status,
            "detail": self.detail or detail,
        }
        return {**body, "errors": self.errors} if self.errors else body
