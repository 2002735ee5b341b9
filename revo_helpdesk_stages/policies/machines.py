"""Whether a machine wrote an e-mail, and whether one may answer it by itself.

Source: RFC 3834, and what mail servers that do not keep to it write.
"""

import re

from .text import plain

# Headers that a machine's e-mail carries, each with the values that mean a person after
# all.
_HEADERS = {
    "Auto-Submitted": {"", "no"},
    "X-Autoreply": {"", "no"},
    "X-Autorespond": {"", "no"},
    "X-Autoresponder": {"", "no"},
}
_PRECEDENCES = {"auto_reply", "bulk", "junk"}
# A person's program may ask for no receipts; only machines ask for no answers.
_SUPPRESSED = {"all", "oof", "autoreply"}

# How the subjects of absence notices begin, without accents. A person who answers one
# has "Re:" in front of it.
_ABSENT = (
    r"auto(?:matic|mated)?[ -]?(?:reply|response)",
    r"out of (?:the )?office",
    r"respuesta automatica",
    r"fuera de (?:la )?oficina",
    r"ausente de la oficina",
    r"resposta automatica",
    r"fora de l['’ ]?oficina",
    r"absent de l['’ ]?oficina",
    r"raspuns automat",
    r"(?:in )?absenta (?:de la|din) birou",
    r"automatische antwort",
    r"abwesenheitsnotiz",
    r"reponse automatique",
    r"risposta automatica",
)
_ABSENCE = re.compile(rf"\s*\[?(?:{'|'.join(_ABSENT)})\s*(?:[:\]]|$)")

# Local parts of addresses that nobody reads.
_UNREAD = re.compile(
    r"(?:^|[._+-])(?:(?:no|nu|do[._-]?not)[._-]?"
    r"(?:reply|responder|contestar|respondre|respongueu|raspunde(?:ti)?)"
    r"|mailer[._-]?daemon|bounces?)(?![a-z])"
)


def is_automatic(headers):
    """Return whether a machine wrote an e-mail: somebody is away, a mailbox received
    it, or a list is told.

    :param headers: a mapping, such as an e-mail
    """
    return (
        any(_read(headers, name) not in persons for name, persons in _HEADERS.items())
        or _read(headers, "Precedence") in _PRECEDENCES
        or _read(headers, "Return-Path") == "<>"
        or bool(
            _SUPPRESSED.intersection(
                re.findall(r"\w+", _read(headers, "X-Auto-Response-Suppress"))
            )
        )
        or bool(_ABSENCE.match(plain(str(headers.get("Subject") or ""))))
    )


def is_unanswerable(headers):
    """Return whether nobody may answer an e-mail by itself: a machine wrote it, or it
    went to many.

    Two machines that answer each other would do so for ever (RFC 3834).

    :param headers: a mapping, such as an e-mail
    """
    return (
        is_automatic(headers)
        or _read(headers, "Precedence") == "list"
        or bool(_read(headers, "List-Id"))
    )


def is_unread(address):
    """Return whether an address says that nobody reads what is sent to it."""
    return bool(_UNREAD.search((address or "").lower().partition("@")[0]))


def _read(headers, name):
    return str(headers.get(name) or "").strip().lower()
