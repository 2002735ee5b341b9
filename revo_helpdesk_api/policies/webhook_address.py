"""Where webhooks may go: to others, over a line that nobody reads, never inside.

A reseller says where its webhook goes. The server stands in a network with machines
that trust it, and must not be made to talk to them.
"""

import ipaddress
import socket
import unicodedata
from urllib.parse import urlsplit

# By which an IPv4 address is reached over IPv6 alone (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
# Names that are this machine, whoever is asked (RFC 6761), also where they end a name.
_HERE = ("localhost", "localdomain")


def find_fault(url):
    """Return what keeps a webhook from having a complete address, before anybody is
    asked what its name stands for; ``None`` where nothing does.

    :param str url: a complete address
    :return: ``"open"``, where others could read what is sent; ``"named"``, where a name
        and password in it would be read in lists and logs; ``"inside"``, where it leads
        to this machine or to others of its network
    """
    parts = urlsplit(url)
    if parts.scheme != "https":
        return "open"
    if parts.username is not None:
        return "named"
    return "inside" if _is_inside(parts.hostname) else None


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


def _is_inside(host):
    """Return whether a host is inside by what is written: what a name stands for is
    looked up when something is sent.
    """
    # Looking it up reads wide letters as plain ones, too.
    name = unicodedata.normalize("NFKC", host).rstrip(".").lower()
    if name.rpartition(".")[2] in _HERE:
        return True
    try:
        return not is_public(_write_out(name))
    except ValueError:
        return False


def _write_out(name):
    """Return an IPv4 address with all its four numbers: 127.1 and 2130706433 are
    addresses, too.
    """
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return name


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
