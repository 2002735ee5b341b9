"""How long a text may be that comes in from outside.

Source: issue 14. Pages show all texts of a ticket, so that one text of 10 MB took the
server to the limit of its memory.
"""

import re

#: Of a title, in characters. It stands in lists and in the subjects of e-mails.
TITLE = 256

#: Of any other text, in bytes, as it is stored: with its markup.
TEXT = 100_000

#: Of the subject of a message, in characters: a title with what Odoo puts before it.
SUBJECT = 1_000

#: What is shown of a longer e-mail, in characters; the rest is in a file.
BEGINNING = 1_000

# A picture in the text itself: Odoo makes a file of it before a message is stored.
_EMBEDDED = re.compile(r"data:image/[a-z+.-]+;base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)


def weigh(text):
    """Return how long a text is, in bytes.

    :param text: text, markup, ``False`` or ``None``
    """
    return len(str(text).encode("utf-8", "replace")) if text else 0


def is_long(text):
    """Return whether a text is longer than can be stored."""
    return weigh(text) > TEXT


def is_long_without_pictures(text):
    """Return whether a text is too long, its embedded pictures left out."""
    return is_long(text) and is_long(_EMBEDDED.sub("", str(text)))


def is_long_title(title):
    """Return whether a title is longer than can be stored."""
    return len(title or "") > TITLE


def is_long_subject(subject):
    """Return whether the subject of a message is longer than can be stored."""
    return len(subject or "") > SUBJECT


def cut_title(title):
    """Return a title that can be stored, in one line."""
    title = " ".join(str(title or "").split())
    return f"{title[: TITLE - 1]}…" if is_long_title(title) else title


def weigh_as_mail(sizes):
    """Return how many bytes files take in an e-mail, where three become four.

    :param sizes: of the files, in bytes
    """
    return sum(sizes) * 4 // 3
