"""What is found of a person in a text, and taken out of it.

Names are found whatever their case and accents, in any order that starts with another
of their words, across markup, and as they stand in addresses and file names.
"""

import json
import re
from copy import copy
from functools import cached_property, lru_cache
from html import escape, unescape
from typing import NamedTuple
from unicodedata import combining, normalize
from urllib.parse import quote

from lxml import etree, html

#: What stands where something was taken out, in any language.
GAP = "[…]"

# What may stand between the words of a name or a sentence: markup, entities, and
# anything that is no letter. Each character fits one way only, so that no text makes
# the search go through all ways.
_BETWEEN = r"(?:<[^<>]*>|&#?\w{1,8};|%20|[^\w<&]|_){1,40}"
_LETTER = r"[^\W_]"
_WORD = re.compile(rf"{_LETTER}+")
_TAG = re.compile(r"<[^<>]*>")
_ELEMENT = re.compile(r"<(/?[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.I)
_QUOTED = re.compile(
    r"<blockquote.*?</blockquote>|^\s*(?:&gt;|>).*?$", re.DOTALL | re.MULTILINE | re.I
)
_MAY_QUOTE = re.compile(r"<blockquote|data-o-mail-quote|gmail_quote", re.I)
_QUOTES = (
    "//*[self::blockquote or @data-o-mail-quote or contains(@class, 'gmail_quote')]"
)
_BREAK = re.compile(r"</?(?:p|div|br|li|tr|td|h\d|pre)\b[^<>]*>|[\r\n]+", re.I)

# Characters before or at the beginning of a quotation that say whose it is.
_LEAD = 300
# Shorter sentences are everybody's: two people may have written them.
_MIN_PASSAGE = 20
_MIN_PART = 3
_MIN_PHONE = 7
# Digits of a number without the code of its country.
_NATIONAL = 9


class Person(NamedTuple):
    """What somebody is known by."""

    #: names, postal addresses, numbers of registers: each as one text
    names: tuple = ()
    #: e-mail addresses
    emails: tuple = ()
    phones: tuple = ()
    #: names of a human being, of which each word tells who it is
    given: tuple = ()
    #: words of ``given`` that are of others, too
    spared: frozenset = frozenset()


class Mask:
    """Takes what a person is known by, and what they have written, out of texts."""

    def __init__(self, person):
        """Prepare to look for a person.

        :param Person person: as of :class:`Person`
        """
        names = {order for name in person.names for order in _get_orders(name)}
        phones = filter(None, map(_read_phone, person.phones))
        self._whole = _Search(
            [
                *map(_find_email, person.emails),
                *map(_find_phone, phones),
                *_find_phrases(names),
            ]
        )
        parts = {
            word
            for name in person.given
            for word in _WORD.findall(name)
            if len(word) >= _MIN_PART and word[0].isupper()
        }
        told = {word for word in parts if fold(word) not in person.spared}
        self._parts = _Search([_find_phrase((word,)) for word in told])
        self._hints = _Search([_find_phrase((word,)) for word in parts])

    def quoting(self, passages):
        """Return what also takes sentences of the person out.

        :param passages: as of :func:`get_passages`
        """
        mask = copy(self)
        sentences = {tuple(_WORD.findall(passage)) for passage in passages}
        mask._whole = self._whole.after(_find_phrases(sentences))
        return mask

    def __call__(self, text):
        """Return a text without the person.

        :param text: plain or HTML
        """
        text = self._whole.take_out(text)
        return self._parts.take_out(text, _is_written_as_a_name)

    def finds(self, text):
        """Return whether the person is named in full in a text, or quoted."""
        return self._whole.finds(text)

    def suspects(self, text):
        """Return whether a text may still be about the person: part of the name is in
        it, which is somebody else's as well or written as no name is.
        """
        return self._hints.finds(text)


class _Search:
    """Finds any of some things that a text may say of a person."""

    def __init__(self, finders):
        self._finders = finders

    def after(self, finders):
        """Return what looks for other things first."""
        return _Search([*finders, *self._finders])

    def finds(self, text):
        folded = fold(text or "")
        return any(finder.pattern.search(folded) for finder in self._get_apt(folded))

    def take_out(self, text, accepts=None):
        """Return a text with gaps where something was found.

        :param accepts: function that says of what was found whether it goes
        """
        for finder in self._get_apt(fold(text or "")):
            text = _take_out(finder.pattern, text, accepts)
        return text

    def _get_apt(self, folded):
        return [finder for finder in self._finders if finder.may_be_in(folded)]


class _Finder:
    """Finds one thing; looks first whether it can be there, which most texts tell
    without a search.
    """

    def __init__(self, needed, write, digits=""):
        """Prepare to find.

        :param needed: sets of texts, of each of which one has to be there
        :param write: function that returns the pattern
        :param str digits: that have to be there, whatever stands between them
        """
        self._needed = needed
        self._write = write
        self._digits = digits

    @cached_property
    def pattern(self):
        return re.compile(self._write())

    def may_be_in(self, folded):
        if self._digits and self._digits not in re.sub(r"\D+", "", folded):
            return False
        return all(any(one in folded for one in each) for each in self._needed)


def _take_out(pattern, text, accepts):
    locate = _get_locator(text)
    pieces, end = [], 0
    for match in pattern.finditer(fold(text)):
        start, stop = locate(match.start()), locate(match.end())
        found = text[start:stop]
        if accepts and not accepts(found):
            continue
        # Without its attributes, in which the person may be named, too.
        tags = [f"<{tag}>" for tag in _ELEMENT.findall(found)]
        pieces += [text[end:start], GAP, *tags]
        end = stop
    return "".join([*pieces, text[end:]])


class _Folds(dict):
    """What each character is without case and accents, kept once it is asked for."""

    def __init__(self):
        super().__init__()
        #: characters that become none or several
        self.uneven = set()

    def __missing__(self, code):
        folded = "".join(
            one.lower() if len(one.lower()) == 1 else one
            for one in normalize("NFKD", chr(code))
            if not combining(one)
        )
        if len(folded) != 1:
            self.uneven.add(chr(code))
        self[code] = folded
        return folded


_FOLDS = _Folds()


def _get_locator(text):
    """Return what says where a character of a folded text comes from."""
    if _FOLDS.uneven.isdisjoint(text):
        return int
    # Marks of accents that follow a letter go with it.
    origins = [i for i, one in enumerate(text) for _each in fold(one)] + [len(text)]
    return origins.__getitem__


@lru_cache(maxsize=8)
def fold(text):
    """Return a text without case and accents."""
    return text.translate(_FOLDS)


def get_passages(text):
    """Return the sentences and lines that somebody has written, without what they
    quote; those that are too short to be theirs alone are left out.

    :param text: plain or HTML
    :return: set of texts without markup
    """
    lines = _get_lines(_QUOTED.sub("\n", text or ""))
    return {line for line in lines if len(line) >= _MIN_PASSAGE}


def _get_lines(text):
    """Return the lines that a text shows."""
    shown = (_TAG.sub("", line) for line in _BREAK.split(text))
    return {" ".join(unescape(line).split()) for line in shown} - {""}


def get_quoted(text):
    """Return the lines in the quotations of a text.

    :param str text: html
    :return: set of texts without markup
    """
    if not text or not _MAY_QUOTE.search(text):
        return set()
    root = html.fragment_fromstring(text, create_parent="div")
    quoted = (etree.tostring(q, encoding="unicode") for q in root.xpath("." + _QUOTES))
    return {line for text in quoted for line in _get_lines(text)}


def take_quotes_out(text, mask):
    """Return a text without the quotations of a person in it.

    :param str text: html
    :param Mask mask: finds the person in what stands before or begins a quotation
    """
    if not text or not _MAY_QUOTE.search(text):
        return text
    root = html.fragment_fromstring(text, create_parent="div")
    changed = False
    for quotation in root.xpath("." + _QUOTES):
        if quotation.getparent() is None or quotation.getroottree().getroot() != root:
            continue
        before = quotation.getprevious()
        if before is None:
            lead = quotation.getparent().text or ""
        else:
            lead = before.text_content() + (before.tail or "")
        begin = quotation.text_content()[:_LEAD]
        if mask.finds(lead[-_LEAD:]) or mask.finds(begin):
            tail = quotation.tail
            quotation.clear()
            quotation.text, quotation.tail = GAP, tail
            changed = True
    if not changed:
        return text
    inner = [etree.tostring(child, encoding="unicode", method="html") for child in root]
    return (escape(root.text) if root.text else "") + "".join(inner)


def join_words(text):
    """Return what a text says as words alone, to look something up in it."""
    return " ".join(_WORD.findall(fold(_TAG.sub(" ", text or ""))))


def _get_orders(name):
    """Return the words of a name in each order that begins with another one."""
    words = tuple(_WORD.findall(name))
    return [words[i:] + words[:i] for i in range(len(words))]


def _find_phrases(phrases):
    """Find some tuples of words, the long ones first that may have others in them."""
    return [*map(_find_phrase, sorted(phrases - {()}, key=len, reverse=True))]


def _find_phrase(words):
    spellings = [_spell(word) for word in words]

    def write():
        pattern = _BETWEEN.join(
            "(?:" + "|".join(map(re.escape, each)) + ")" for each in spellings
        )
        return rf"(?<!{_LETTER}){pattern}(?!{_LETTER})"

    return _Finder(spellings, write)


def _spell(word):
    """Return how a word is spelled, also in addresses and in JSON."""
    if word.isascii():
        return {word.lower()}
    return {fold(word), quote(word).lower(), json.dumps(word)[1:-1].lower()}


def _find_email(email):
    """Find an address, with the name that stands before it in a header."""
    local, _at, domain = fold(email).partition("@")
    address = rf"{re.escape(local)}(?:@|%40|&#64;){re.escape(domain)}"
    name = r"(?:\"[^\"\n]{0,200}\"\s*(?=<)|(?:=\?[^?\s]+\?[bq]\?[^?\s]*\?=\s*)+(?=<))?"
    pattern = rf"(?<![\w.+-]){name}(?:<{address}>|{address}(?![\w-]|\.\w))"
    return _Finder([{local}, {domain}], lambda: pattern)


def _read_phone(phone):
    """Return the digits of a number without its country, empty for what is none."""
    digits = re.sub(r"\D", "", phone)
    return digits[-_NATIONAL:] if len(digits) >= _MIN_PHONE else ""


def _find_phone(digits):
    between = r"(?:[\s()./\-\u00a0]|&nbsp;|%20){0,4}"
    national = between.join(digits)
    pattern = rf"(?<!\d)(?:(?:\+|00)\d{{1,3}}{between})?{national}(?!\d)"
    return _Finder([], lambda: pattern, digits)


def _is_written_as_a_name(found):
    return found[:1].isupper()
