"""How whoever receives a webhook knows that it comes from here, and only once.

Source: the specification of Standard Webhooks, symmetric signatures
(https://www.standardwebhooks.com).
"""

import base64
import hashlib
import hmac
import secrets

#: How a secret begins, so that it is known for one wherever it is found.
PREFIX = "whsec_"

# The specification asks for 24 to 64.
_BYTES = 32


def make_secret():
    """Return a new secret, as both sides keep it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def sign(keys, message, timestamp, body):
    """Return the headers that prove who sends a body, and when.

    :param list keys: the secrets; each makes a signature, so that who receives it may
        still know the former one
    :param str message: names the message: the same over all attempts
    :param int timestamp: seconds since 1970, UTC
    :param bytes body: the body, as it is sent
    """
    signed = f"{message}.{timestamp}.".encode() + body
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{_digest(key, signed)}" for key in keys),
    }


def _digest(key, signed):
    secret = base64.b64decode(key.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
