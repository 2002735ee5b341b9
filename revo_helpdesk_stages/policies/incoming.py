"""What the headers and the text of an e-mail say of where it belongs.

Source: issue 16, section C.
"""

import binascii
import codecs
import re

# What programs put before the subject of an answer, and of a forward.
_ANSWER = r"re|r|res|resp|rif|ref|aw|antw|sv|vs|vb|odp|atb|ynt|bls"
_FORWARD = r"fwd?|rv|rm|tr|wg|enc|reenv(?:iado)?|vl|doorst|pd"
_COUNT = r"\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\*\d{1,3})?\s?:"
_PREFIXES = re.compile(rf"(?:\W*(?:{_ANSWER}|{_FORWARD}){_COUNT})*\s*", re.IGNORECASE)
_ANSWERED = re.compile(rf"\W*(?:{_ANSWER}){_COUNT}", re.IGNORECASE)
_FORWARDED = re.compile(rf"\W*(?:{_FORWARD}|reenv\w{{0,9}}){_COUNT}", re.IGNORECASE)
# Of a subject, in characters.
_LONGEST = 300
# Of numbers in a subject.
_MOST = 5
_NUMBER = re.compile(r"[\[(#]*([\w/-]*\d{2,})(?=[\s\]):.,;]|$)")
_NAMED = re.compile(r"(?<![\w/-])([\w/-]*\d{2,})(?=[\s\]):.,;]|$)")
_SENDER = re.compile(
    r"^\W{0,9}(?:from|de|de la|de part de)\s?\*?\s?:\*?\s?"
    r"(?P<name>[^<\n(\[]{0,100}?)\s{0,2}[<(\[\n]{0,2}(?:mailto:)?"
    r"(?P<address>[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9})",
    re.IGNORECASE | re.MULTILINE,
)

# A word of a header in another charset (RFC 2047). In UTF-16 the bytes are no signs.
_ENCODED = re.compile(
    rb"=\?(?!utf-?(?:16|32))([\w.*-]{1,40})\?([bq])\?([^?\s]*)\?=", re.I
)


def find_numbers(subject):
    """Return what may be numbers of tickets in a subject, the likeliest first.

    It is what the subject begins with. An answer may name it anywhere, as do the
    subjects of our own e-mails; what is no more than a figure is no number there.

    :param subject: text, ``False`` or ``None``; "Re:" and the like do not count
    :return: list of texts
    """
    subject = (subject or "")[:_LONGEST]
    rest = _PREFIXES.sub("", subject, count=1)
    first = _NUMBER.match(rest)
    numbers = [first[1]] if first else []
    if is_answer(subject):
        named = (found[1] for found in _NAMED.finditer(rest))
        numbers += [number for number in named if not number.isdigit()]
    return list(dict.fromkeys(numbers))[:_MOST]


def is_answer(subject):
    """Return whether a subject says that an e-mail is answered."""
    return bool(_ANSWERED.match((subject or "")[:_LONGEST]))


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


def without_nul(value):
    """Return a text without NUL, and anything else as it is.

    The kind of the text stays: markup is markup.
    """
    return value.replace("\0", "") if isinstance(value, str) else value


def in_one_line(head):
    """Return headers whose words hold no line breaks and no NUL, as programs write them
    that take over what was typed: an address with them cannot be read at all.

    :param bytes head: the headers of an e-mail
    """

    def mend(found):
        charset, kind, text = found.groups()
        try:
            if kind in b"bB":
                word = binascii.a2b_base64(text)
            else:
                word = binascii.a2b_qp(text, header=True)
        except binascii.Error:
            return found[0]
        plain = re.sub(rb"[\r\n]+", b" ", word.replace(b"\0", b""))
        if plain == word:
            return found[0]
        return b"=?%s?b?%s?=" % (charset, binascii.b2a_base64(plain, newline=False))

    return _ENCODED.sub(mend, head.replace(b"\0", b""))


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
