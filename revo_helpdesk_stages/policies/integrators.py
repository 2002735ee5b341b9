"""How the e-mails of an integrator find the conversation that they belong to.

Source: issue 19, section 6.
"""

import re

# In front of the mark of a conversation, behind the plus sign of an address.
_TAG = "integrator-"
_MARK = re.compile(rf"\+{_TAG}([0-9a-f]{{20}})@")
# A shorter reference might be any word of a subject.
_SHORTEST_REFERENCE = 4
# A shorter part of a name might be any word of a text.
_SHORTEST_NAME = 3
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LEFT_OUT = "…"


def tag_address(address, mark):
    """Return an address that says which conversation it belongs to (RFC 5233).

    :param str address: one that the house takes e-mail in with
    :param str mark: of the conversation, which nobody can guess
    """
    local, at, domain = address.rpartition("@")
    return f"{local}+{_TAG}{mark}{at}{domain}"


def find_marks(addresses):
    """Return the marks of the conversations that some addresses name.

    :param addresses: normalized addresses
    """
    return [mark for address in addresses for mark in _MARK.findall(address or "")]


def mentions(subject, number, reference, numbers):
    """Return whether a subject names a conversation: by our number of the case, or by
    the integrator's own reference.

    :param str subject: of an e-mail
    :param str number: of the case
    :param reference: the integrator's, perhaps empty
    :param numbers: what may be numbers of ours in the subject
    """
    if number and number.lower() in {name.lower() for name in numbers}:
        return True
    reference = (reference or "").strip().lower()
    if len(reference) < _SHORTEST_REFERENCE:
        return False
    whole = rf"(?<![\w-]){re.escape(reference)}(?![\w-])"
    return bool(re.search(whole, (subject or "").lower()))


def without_references(references, left_out):
    """Return the ids of messages that an e-mail names, without some of them.

    :param str references: as its headers have them
    :param left_out: ids of messages
    """
    return " ".join(mark for mark in (references or "").split() if mark not in left_out)


def leave_names_out(text, people, companies):
    """Return a text in which nobody is named, as far as the names are known.

    Of people each part of the name counts, of companies the whole of it; what is
    written in small letters is a word as any other. E-mail addresses go, whosever.

    :param str text: plain text
    :param people: names of people
    :param companies: names of companies
    """
    parts = [
        part
        for name in people
        for part in (name or "").split()
        if len(part) >= _SHORTEST_NAME and not part.islower()
    ]
    names = {name.strip() for name in (*people, *companies) if name and name.strip()}
    text = _ADDRESS.sub(_LEFT_OUT, text)
    # The longest first: of a name no part is left.
    for name in sorted({*names, *parts}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _LEFT_OUT, text)
    return text
