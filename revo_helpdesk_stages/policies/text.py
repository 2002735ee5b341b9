"""Whether somebody really wrote something."""

import html
import re
from unicodedata import category, combining, normalize

_TAG = re.compile(r"<[^>]*>")
# What a person sees even where there is no letter: a pasted screenshot is an answer.
_VISIBLE_TAG = re.compile(r"<\s*(img|video|audio|table)\b", re.IGNORECASE)
# Unicode's format characters (zero width space and joiners, byte order mark, marks of
# direction): str.strip keeps them.
_INVISIBLE = "Cf"


def is_blank(value):
    """Return whether a text, plain or HTML, shows nothing to its reader.

    :param value: text, markup, ``False`` or ``None``
    :return: ``True`` for nothing, white space, empty tags and invisible characters
    """
    if not value:
        return True
    source = str(value)
    if _VISIBLE_TAG.search(source):
        return False
    words = html.unescape(_TAG.sub("", source))
    return all(char.isspace() or category(char) == _INVISIBLE for char in words)


def plain(text):
    """Return a text in small letters and without accents."""
    parts = normalize("NFKD", text or "")
    return "".join(char for char in parts if not combining(char)).casefold()
