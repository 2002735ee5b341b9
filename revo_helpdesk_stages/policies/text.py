"""Whether somebody really wrote something."""

import html
import re

_TAG = re.compile(r"<[^>]*>")
# What a person sees even where there is no letter: a pasted screenshot is an answer.
_VISIBLE_TAG = re.compile(r"<\s*(img|video|audio|table)\b", re.IGNORECASE)
# Unicode's format characters (zero width space and joiners, byte order mark): str.strip
# keeps them.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def is_blank(value):
    """Tell whether a text, plain or HTML, shows nothing to its reader.

    :param value: text, markup, ``False`` or ``None``
    :return: ``True`` for nothing, white space, empty tags and invisible characters
    """
    if not value:
        return True
    source = str(value)
    if _VISIBLE_TAG.search(source):
        return False
    words = html.unescape(_TAG.sub("", source)).translate(_INVISIBLE)
    return not words.strip()
