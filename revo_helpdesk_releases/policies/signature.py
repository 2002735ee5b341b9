"""How development's tracker and Odoo prove to each other who sent a request.

Both sides know one secret. Who sends signs the moment and the body, so that neither
can be changed on the way, and an old request cannot be sent again later.
"""

import hashlib
import hmac
import re

#: The header that carries the moment and the signature.
HEADER = "X-Helpdesk-Signature"
#: The header that names a delivery: the same over all its attempts.
DELIVERY_HEADER = "X-Helpdesk-Delivery"

#: Seconds that the clocks of both sides may differ.
TOLERANCE = 300

# ASCII alone: int() would read digits of other scripts, which nobody signs.
_HEADER_FORM = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})", re.ASCII)


class SignatureError(Exception):
    """A request is not proven to come from who knows the secret, now.

    :param str code: malformed, wrong_signature or stale_timestamp
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def sign(secret, timestamp, body):
    """Return the header's value for a request.

    :param str secret: what both sides know
    :param int timestamp: seconds since 1970, UTC
    :param bytes body: the body, as it is sent
    """
    return f"t={timestamp},v1={_digest(secret, timestamp, body)}"


def verify(secret, header, body, now, tolerance=TOLERANCE):
    """Check that a request was signed with the secret, around now.

    :param str secret: what both sides know
    :param str header: the header's value, empty or ``None`` where there is none
    :param bytes body: the body, as it came
    :param int now: seconds since 1970, UTC
    :param int tolerance: seconds that the moment signed may differ from now
    :raises SignatureError: where it was not
    """
    if not secret:
        # Anybody could sign with nothing.
        raise ValueError("A signature needs a secret")
    match = _HEADER_FORM.fullmatch(header or "")
    if not match:
        raise SignatureError("malformed")
    timestamp = int(match[1])
    # The text as it came is what was signed: "t=007" is not "t=7".
    expected = _digest(secret, match[1], body)
    if not hmac.compare_digest(expected, match[2]):
        raise SignatureError("wrong_signature")
    if abs(now - timestamp) > tolerance:
        raise SignatureError("stale_timestamp")


def _digest(secret, timestamp, body):
    signed = f"{timestamp}.".encode() + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
