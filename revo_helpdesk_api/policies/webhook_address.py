"""Where webhooks may go: to others, over a line that nobody reads, never inside.

A reseller says where its webhook goes. The server stands in a network with machines
that trust it, and must not be made to talk to them.
"""

import ipaddress
from urllib.parse import urlsplit

# By which an IPv4 address is reached over IPv6 alone (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def is_safe(url):
    """Return whether a complete address is one that a webhook may have: encrypted, and
    without a name and password in it, which lists and logs would show.

    :param str url: a complete address
    """
    parts = urlsplit(url)
    return parts.scheme == "https" and parts.username is None


def is_public(address):
    """Return whether a machine's address is one of the internet's, and of nobody's
    inner network.

    :param str address: IPv4 or IPv6, as it was looked up
    """
    # An inner address of IPv6 is followed by the name of a network card.
    found = ipaddress.ip_address(address.partition("%")[0])
    return all(
        each.is_global
        and not (each.is_multicast or each.is_reserved or each.is_unspecified)
        for each in _unwrap(found)
    )


def _unwrap(address):
    """Return the addresses that are reached by one."""
    if address.version == 4:
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in _TRANSLATED:
        return [ipaddress.ip_address(int(address) & 0xFFFFFFFF)]
    inner = [address.sixtofour, *(address.teredo or ())]
    return [address, *filter(None, inner)]
