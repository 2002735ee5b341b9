"""Which addresses Odoo calls, or shows as a link."""

from urllib.parse import urlsplit

_SCHEMES = ("http", "https")


def is_address(value):
    """Return whether a text is the complete address of something on the web.

    :param str value: what somebody typed, or another program sent
    """
    # What is no text a person could type: urlsplit would leave some of it out.
    if not value or not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
        # Reading the port checks it.
        return parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
