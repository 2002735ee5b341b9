"""Words as people type them, without minding accents.

What is long is searched by PostgreSQL's own text search, see :mod:`..models.readers`.
For a few short texts a pattern of PostgreSQL names each way in which a letter is
written, and needs no index.
"""

import re
import unicodedata
from collections import defaultdict

# So many words, of so many letters: what is longer is a text that somebody pasted.
_MOST_WORDS = 8
_MOST_LETTERS = 60
# The letters that Unicode does not take apart.
_STROKED = {"ß": "s", "æ": "a", "đ": "d", "ı": "i", "ł": "l", "ø": "o", "œ": "o"}
_LATIN = range(0xC0, 0x250)
_MARKS = "[\u0300-\u036f]*"


def to_bare(text):
    """Return a text in lower case and without accents, as the text search keeps it."""
    parts = unicodedata.normalize("NFD", text.lower())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return "".join(_STROKED.get(letter, letter) for letter in bare)


def _gather_letters():
    """Return how each plain letter may be written, in both cases."""
    letters = defaultdict(list)
    for code in _LATIN:
        letter = chr(code)
        plain = to_bare(letter)
        if len(plain) == 1 and plain != letter:
            letters[plain].append(letter)
    return {
        plain: f"[{plain}{plain.upper()}{''.join(written)}]{_MARKS}"
        for plain, written in letters.items()
        if plain.isascii() and plain.isalpha()
    }


_LETTERS = _gather_letters()


def split_words(text):
    """Return the words of what somebody looks for.

    :param str text: as it was typed
    :return: list of words, without those that are too many
    """
    words = (text or "").replace("\0", " ").split()
    return [word[:_MOST_LETTERS] for word in words[:_MOST_WORDS]]


def to_pattern(word):
    """Return the regular expression of PostgreSQL that finds a word.

    To be compared without minding case. The word is found in others that hold it.

    :param str word: as it was typed
    """
    return "".join(
        _LETTERS.get(letter) or (letter if letter.isalnum() else f"\\{letter}")
        for letter in to_bare(word)
    )


def to_lexemes(word):
    """Return the parts of a word as the text search keeps them: lower case, without
    accents and without signs.

    :param str word: as it was typed
    """
    return re.findall(r"[^\W_]+", to_bare(word))


def get_strokes():
    """Return the letters that Unicode does not take apart, and what each becomes.

    :return: two strings of the same length
    """
    return "".join(_STROKED), "".join(_STROKED.values())
