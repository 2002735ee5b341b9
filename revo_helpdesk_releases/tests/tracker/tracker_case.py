import json
import time
from itertools import count

from ...policies.signature import HEADER, sign

SECRET = "what-both-sides-know"
PATH = "/helpdesk/tracker/events"
_NUMBERS = count(1)


def prepare(secret=SECRET, when=None, **members):
    """Return body and headers of an event as the tracker sends it: signed now.

    :param when: seconds that the moment signed differs from now
    """
    event = {"id": f"e{next(_NUMBERS)}", "reference": "DEV-1", **members}
    body = json.dumps(event).encode()
    return body, get_headers(body, secret, when)


def get_headers(body, secret=SECRET, when=None):
    signature = sign(secret, int(time.time()) + (when or 0), body)
    return {HEADER: signature, "Content-Type": "application/json"}
