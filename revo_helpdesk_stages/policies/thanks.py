"""Whether an answer to a resolved ticket wants something to be done.

Who only says thanks, or that it works, wants nothing. Where there is a doubt it is no
thanks: a ticket that is opened needlessly costs less than one that nobody reads.
"""

import re
from unicodedata import category

from .quotations import PICTURE, read_body, split_quoted
from .signatures import cut_signature
from .text import plain
from .thanks_words import BESIDE, ENOUGH, LANGUAGES

_LONGEST = max(
    len(phrase)
    for enough, beside, *_rest in LANGUAGES
    for phrase in enough | beside | ENOUGH
)

# Characters: nobody who thanks, and signs, writes more.
_MOST = 3000

# Somebody asks, or is sad.
_UNHAPPY = re.compile(r"[?¿]|[:;=]['’]?-?[(\[/|]")
# The colour of a hand, and how a sign is drawn: they say nothing.
_DRAWING = re.compile("[\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}-\U0001f3ff\ufe0f]")


def wants_nothing(body, author=""):
    """Return whether a message thanks, says that it works, or says nothing at all, in
    Catalan, English, Spanish or Romanian.

    :param body: html; what it quotes does not count, nor does the signature
    :param str author: the name of its author, who may sign with it
    """
    return is_thanks(read_body(body), author)


def is_thanks(text, author=""):
    """Return whether a plain text wants nothing: see :func:`wants_nothing`.

    :param str text: plain text
    :param str author: the name of its author
    """
    own = split_quoted(text)
    if sum(map(len, own)) > _MOST:
        return False
    own = "\n".join(cut_signature(part, author) for part in own)
    if _UNHAPPY.search(own):
        return False
    words = _get_words(own)
    names = {(word,) for word in _get_words(author)}
    return not words or any(
        _says_enough(words, ENOUGH | enough, BESIDE | beside | names, *rest)
        for enough, beside, *rest in LANGUAGES
    )


def _get_words(text):
    """Return the words of a text, with each sign that may say something."""
    text = _DRAWING.sub("", plain(text))
    # Format characters, such as a zero width space, are not seen.
    text = "".join(char for char in text if category(char) != "Cf")
    signs = (char for char in text if category(char) in ("So", "Sk") or char == PICTURE)
    for sign in set(signs):
        text = text.replace(sign, f" {sign} ")
    return re.findall(r"\w+|[^\w\s!-~¡«»“”‘’…–—·•]", text)


def _says_enough(words, enough, beside, leading, reasons):
    """Return whether words are a row of known phrases, one of which says enough.

    Reasons count only where thanks lead to them.
    """
    # For each word how one comes to it: whether enough was said, a reason was led to.
    ways = [set() for _word in range(len(words) + 1)]
    ways[0].add((False, False))
    for start, known in enumerate(ways):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            phrase = tuple(words[start:end])
            for said, led in known:
                if phrase in enough:
                    ways[end].add((True, led))
                if phrase in beside or (led and phrase in reasons):
                    ways[end].add((said, led))
                if said and phrase in leading:
                    ways[end].add((said, True))
    return any(said for said, _led in ways[-1])
