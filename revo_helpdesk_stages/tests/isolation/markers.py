"""Who may read what: the expectations of the matrix, written down by hand.

Every text of a party carries a marker, ``zq<party><kind of text>x<readers>qz``.
Whatever answer shows a marker that is not for the reader is a leak, whichever model or
field it comes from.
"""

import base64
import binascii
import re

MARKER = re.compile(r"zq[a-z]+?qz", re.IGNORECASE)
_BASE64 = re.compile(r"^[A-Za-z0-9+/\s]{8,}={0,2}$")

# Everybody who tries: two resellers, one who has left its team, clients of three
# companies, one of them, lena, who is to see her own tickets alone and has none, the
# public, and the vendor's people.
ROLES = (
    "ana",
    "rita",
    "zoe",
    "cleo",
    "lena",
    "kira",
    "cora",
    "public",
    "sam",
    "dan",
    "hugo",
    "pia",
)
EMPLOYEES = frozenset({"sam", "dan", "hugo", "pia"})
_RESELLERS_FOLK = ("northfolk", "southfolk")
_RESELLERS = frozenset({"ana", "rita", "zoe"})
OUTSIDERS = frozenset(ROLES) - EMPLOYEES

# ticket -> (reseller, client, the vendor's people who know of it). Handled by the
# reseller alone, with support, with development; opened by the reseller itself; of a
# direct team that pia is not to see.
_KNOWN_TO = {
    "own": frozenset(),
    "sup": frozenset({"sam", "pia"}),
    "dev": frozenset({"sam", "dan", "pia"}),
}
CASES = {
    "northown": ("ana", "cleo", _KNOWN_TO["own"]),
    "northsup": ("ana", "cleo", _KNOWN_TO["sup"]),
    "northdev": ("ana", "cleo", _KNOWN_TO["dev"]),
    "northwhite": ("ana", None, _KNOWN_TO["sup"]),
    "kioskown": ("ana", "kira", _KNOWN_TO["own"]),
    "kiosksup": ("ana", "kira", _KNOWN_TO["sup"]),
    "southown": ("rita", "cora", _KNOWN_TO["own"]),
    "southsup": ("rita", "cora", _KNOWN_TO["sup"]),
    "southdev": ("rita", "cora", _KNOWN_TO["dev"]),
    "counter": (None, None, frozenset({"hugo"})),
}


# People, teams and what is planted in other models.
_PEOPLE_AND_WORK = {
    ("shop", "name"): {"ana", "cleo", "lena"} | EMPLOYEES,
    ("shop", "mail"): {"ana", "cleo", "lena"} | EMPLOYEES,
    ("kiosk", "name"): {"ana", "kira"} | EMPLOYEES,
    ("kiosk", "mail"): {"ana", "kira"} | EMPLOYEES,
    ("cafe", "name"): {"rita", "cora"} | EMPLOYEES,
    ("cafe", "mail"): {"rita", "cora"} | EMPLOYEES,
    ("bistro", "name"): EMPLOYEES,
    ("bistro", "mail"): EMPLOYEES,
    # Who has left the team still works in the reseller's company.
    ("northfolk", "name"): {"ana", "zoe", "cleo", "kira"} | EMPLOYEES,
    ("northfolk", "mail"): {"ana", "zoe"} | EMPLOYEES,
    ("southfolk", "name"): {"rita", "cora"} | EMPLOYEES,
    ("southfolk", "mail"): {"rita"} | EMPLOYEES,
    # The vendor's people are known to resellers by name, and to clients not at all.
    ("staff", "name"): _RESELLERS | EMPLOYEES,
    ("staff", "mail"): EMPLOYEES,
    # Also who sees no ticket of the company knows who its reseller is.
    ("northteam", "name"): {"ana", "cleo", "lena", "kira"} | EMPLOYEES,
    ("northteam", "alias"): {"ana", "cleo", "kira"} | EMPLOYEES,
    ("southteam", "name"): {"rita", "cora"} | EMPLOYEES,
    ("southteam", "alias"): {"rita", "cora"} | EMPLOYEES,
    ("lineteam", "name"): _RESELLERS | EMPLOYEES,
    ("lineteam", "alias"): EMPLOYEES,
    ("directteam", "name"): EMPLOYEES,
    ("directteam", "alias"): EMPLOYEES,
    ("work", "project"): EMPLOYEES,
    ("work", "task"): EMPLOYEES,
    ("work", "hours"): EMPLOYEES,
    ("north", "plant"): {"ana"} | EMPLOYEES,
    ("south", "plant"): {"rita"} | EMPLOYEES,
    ("vendor", "plant"): EMPLOYEES,
}


def _get_readers():
    """Return ``{(stem, kind): readers}``."""
    readers = dict(_PEOPLE_AND_WORK)
    for (stem, kind), roles in _PEOPLE_AND_WORK.items():
        if kind == "mail":
            # Clients may know from which address their reseller writes to them.
            known_by = readers[stem, "name"] if stem in _RESELLERS_FOLK else roles
            readers[stem, "address"] = known_by
    for case, parties in CASES.items():
        for kind, roles in _readers_of_case(*parties).items():
            readers[case, kind] = roles
    return readers


def _readers_of_case(reseller, client, vendor):
    """Return kind of text -> its readers (architecture, section 5)."""
    everybody = frozenset({reseller, client} - {None}) | vendor
    readers = {"case": everybody, "toclient": everybody, "tovendor": vendor}
    if reseller:
        readers["toreseller"] = everybody - {client}
    return readers


_READERS = _get_readers()


def marker(stem, kind):
    """Return the marker of a kind of text of a party.

    At its end it tells of each role whether it may read it, so that one pattern finds
    all that is not for a role.
    """
    readers = _READERS[stem, kind]
    mask = "".join("y" if role in readers else "n" for role in ROLES)
    return f"zq{stem}{kind}x{mask}qz"


def get_forbidden(role):
    """Return the markers that a role may not read."""
    return {marker(*key) for key, readers in _READERS.items() if role not in readers}


def get_kinds(case):
    """Return the markers of the kinds of text that are written on a ticket."""
    return [
        marker(stem, kind)
        for stem, kind in _READERS
        if stem == case and kind.startswith("to")
    ]


def get_readable_markers(role):
    """Return the markers that a role may read."""
    return {marker(*key) for key, readers in _READERS.items() if role in readers}


def get_pattern(role):
    """Return the pattern for ``ilike`` that matches what a role may not read."""
    mask = "".join("n" if name == role else "_" for name in ROLES)
    return f"x{mask}qz"


def get_name(text):
    """Return the readable part of a marker."""
    return text[2 : -len(ROLES) - 3]


def find_markers(answer):
    """Return all markers in an answer, however deep, in binary contents too."""
    found = set()
    pending = [answer]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple | set | frozenset):
            pending += value
        elif isinstance(value, bytes):
            pending.append(value.decode("utf-8", "replace"))
        elif isinstance(value, str):
            found |= {text.lower() for text in MARKER.findall(value)}
            found |= _find_in_base64(value)
    return found


def _find_in_base64(value):
    if not _BASE64.match(value):
        return set()
    try:
        text = base64.b64decode(value, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return set()
    return {found.lower() for found in MARKER.findall(text)}
