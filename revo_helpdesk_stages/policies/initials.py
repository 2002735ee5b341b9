"""The initials with which descriptions of work start.

Source: 004, "Gestión de Tareas en Tickets": Araceli Cruz Cruz writes "ACC Seguimiento
de ticket", Jośe Maximino Raúl Tlaxcala Trujillo "JMRTT Entender el escenario": one
letter for each part of a name.
"""

import re
import unicodedata

#: What Odoo writes where a line has no description.
PLACEHOLDER = "/"

#: The initials of a name without letters: nobody's work is nobody's.
NAMELESS = "X"

#: Words that tie a name together and are no part of it, as in abbreviations of the
#: Romance languages (RAE, Ortografía V.3.2): Juan de la Cruz is JC. Only as written in
#: small letters: who writes Van Damme or De Niro counts it as a part.
PARTICLES = frozenset(
    "af al av ben bin bint da dal dalla das de degli dei del dela della dello den der "
    "des di do dos du e el het i ibn la las le les los ten ter und van vom von y zu "
    "zum zur 't 's".split()
)

#: Particles that lean on the word which follows: d'Artagnan.
_ELIDED = re.compile(r"(?<![\w'’])(?:d|l|dell|dall|degl|nell|sull)['’ʼ`](?=\w)")

#: What stands before a name without being part of it ...
TITLES = frozenset(
    "arq dipl dr dra frau herr ing lic licda mme mr mrs ms mtra mtro mx prof profa sr "
    "sra srta".split()
)

#: ... and what stands behind it.
SUFFIXES = frozenset("ii iii iv jr sr mba md msc phd".split())

#: Words that are no initials: of these the ticket may tell nothing.
_LONGER = re.compile(r"\w['’ʼ`]\w+|\w\w+")

_BETWEEN_PARTS = re.compile(r"[\s.,;/|()\[\]\"“”«»\-‐‑‒–—―・]+")

#: Abbreviations raise the end of a word: Mª is María.
_RAISED = str.maketrans("", "", "ªº")

#: Letters that are no other letter with an accent, as passports write them (ICAO 9303).
_PLAIN = str.maketrans("ŁØĐÐÞÆŒĦŦŊẞƏ", "LODDTAOHTNSE")

_LETTERS = ("Lu", "Ll", "Lt", "Lo")

#: Scripts whose accents are left out: in others they make another letter (Й, ガ).
_ACCENTED = ("LATIN", "GREEK")


def initials_of(name):
    """Return the initials of a person: one capital for each part of the name.

    Accents are left out, as everybody has to type them.

    :param name: text, ``False`` or ``None``
    :return: text without white space, empty if the name has no letter
    """
    text = unicodedata.normalize("NFKC", (name or "").translate(_RAISED))
    is_even = text.isupper() or text.islower()
    if text.isupper():
        text = _LONGER.sub(lambda word: word[0].lower(), text)
    words = _BETWEEN_PARTS.split(_ELIDED.sub("", text))
    words = _without_titles([word for word in words if _first_letter(word)])
    # A name ends with a part, and starts with one where its ticket tells nothing.
    certain = {len(words) - 1, 0 if is_even else -1}
    return "".join(
        _first_letter(word)
        for index, word in enumerate(words)
        if index in certain or word not in PARTICLES
    )


def first_free(initials, taken):
    """Return initials that nobody has: with the first number that is free, if need be.

    :param str initials: empty where the name has no letter
    :param taken: collection of the initials of others
    """
    initials = initials or NAMELESS
    number, free = 1, initials
    while free in taken:
        number += 1
        free = f"{initials}{number}"
    return free


def is_proposed(initials, name):
    """Return whether initials are what a name proposes, with a number or without."""
    proposed = initials_of(name) or NAMELESS
    return bool(re.fullmatch(re.escape(proposed) + r"\d*", initials or ""))


def tidy(entered):
    """Return initials that somebody typed, as they are kept: capitals, and neither
    spaces nor dots.
    """
    text = unicodedata.normalize("NFC", entered or "")
    return _BETWEEN_PARTS.sub("", text).upper()


def are_initials(text):
    """Return whether a text is initials: letters, and a number behind them where others
    have the same.
    """
    letters = text.rstrip("0123456789")
    return bool(letters) and all(unicodedata.category(c) in _LETTERS for c in letters)


def starts_with(description, initials):
    """Return whether a description starts with initials, as a word of their own."""
    end = r"(?:$|\s|[.:,;–—-](?:$|\s))"
    return bool(initials and re.match(re.escape(initials) + end, description or ""))


def put_initials(description, initials, former=""):
    """Return a description that starts with its author's initials, once.

    :param description: text; where there is none, the initials alone say who it was
    :param str initials: of the author, or empty
    :param str former: those that were put there before
    """
    text = (description or "").strip()
    if text in ("", PLACEHOLDER):
        return initials or description
    if former != initials and starts_with(text, former):
        rest = text[len(former) :]
        own = rest.lstrip(" .:,;–—-")
        if not initials:
            return own or PLACEHOLDER
        return own if starts_with(own, initials) else initials + rest
    if not initials or starts_with(text, initials):
        return description
    return f"{initials} {text}"


def _without_titles(words):
    """Return the words of a name without titles, unless nothing else is there."""
    start, end = 0, len(words)
    while end - start > 1 and words[start].lower() in TITLES:
        start += 1
    while end - start > 1 and words[end - 1].lower() in SUFFIXES:
        end -= 1
    return words[start:end]


def _first_letter(word):
    """Return the first letter of a word as a plain capital, or an empty text."""
    letter = next((c for c in word if unicodedata.category(c) in _LETTERS), "")
    # Titles, not capitals: Georgian has none that a name starts with.
    capital = letter.title()[:1].translate(_PLAIN)
    base = unicodedata.normalize("NFD", capital)[:1]
    is_accented = base and unicodedata.name(base, "").startswith(_ACCENTED)
    return base if is_accented else capital
