"""What the headers and the text of an e-mail say of where it belongs.

Source: issue 16, section C.
"""

import codecs
import re

# What programs put before the subject of an answer or a forward.
_PREFIXES = re.compile(
    r"(?:\W*(?:re|rv|rm|r|fwd?|fw|resp|aw|tr|enc|reenv(?:iado)?)\s*:)*\s*",
    re.IGNORECASE,
)
# Of a subject, in characters.
_LONGEST = 300
_FORWARDED = re.compile(r"\W*(?:fwd?|rv|tr|wg|enc|reenv\w*)\s*:", re.IGNORECASE)
_NUMBER = re.compile(r"[\[(#]*([\w/-]*\d{2,})(?=[\s\]):.,;]|$)")
_SENDER = re.compile(
    r"^\W{0,9}(?:from|de|de la|de part de)\s?\*?\s?:\*?\s?"
    r"(?P<name>[^<\n(\[]{0,100}?)\s{0,2}[<(\[\n]{0,2}(?:mailto:)?"
    r"(?P<address>[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9})",
    re.IGNORECASE | re.MULTILINE,
)


def find_number(subject):
    """Return the number of a ticket with which a subject begins, empty without one.

    :param subject: text, ``False`` or ``None``; "Re:" and the like do not count
    """
    rest = _PREFIXES.sub("", (subject or "")[:_LONGEST], count=1)
    found = _NUMBER.match(rest)
    return found[1] if found else ""


def is_forward(subject):
    """Return whether a subject says that somebody else's e-mail is handed on."""
    return bool(_FORWARDED.match((subject or "")[:_LONGEST]))


def find_forwarded_sender(text):
    """Return who wrote the e-mail that a text hands on.

    :param str text: plain text
    :return: ``(name, address)``, both empty where the text does not say
    """
    found = _SENDER.search(text)
    if not found:
        return "", ""
    return found["name"].strip(' "*'), found["address"].lower()


def without_tag(address):
    """Return an address without what stands behind a plus sign in front of its domain
    (RFC 5233).
    """
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0] or local}{at}{domain}"


def find_charset(name, content):
    """Return a charset that Python knows, for a text of one that it does not know.

    :param str name: as the e-mail says
    :param bytes content: the text
    :return: ``None`` where the name is known
    """
    for known in (name, name.replace("-", "")):
        try:
            codecs.lookup(known)
        except LookupError:
            continue
        return None if known == name else known
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # It knows every byte.
        return "latin-1"
    return "utf-8"
