"""Canned answers: texts with places for what a ticket says.

A place is a name in braces, of a closed list: ``{number}``. Nothing is evaluated.

Source: issue 19, section 8.
"""

import re

_PLACE = re.compile(r"\{(\w+)\}")
# What stands where a ticket says nothing: who sends the text sees that it lacks.
MISSING = "…"
# A shorter value may stand in a text by chance.
_SHORTEST = 3


def find_unknown(text, known):
    """Return the names in braces that nobody fills in, in their order.

    :param str text: of an answer
    :param known: the names of the list
    """
    found = dict.fromkeys(_PLACE.findall(text or ""))
    return [name for name in found if name not in known]


def fill(text, values):
    """Return a text with the values in their places.

    What a value says is text, also where it looks like a place. What is not of the list
    stays as it is.

    :param str text: of an answer
    :param dict values: ``{name: text}``, empty for what the ticket does not say
    """
    return _PLACE.sub(
        lambda place: (
            (values[place[1]] or MISSING) if place[1] in values else place[0]
        ),
        text or "",
    )


def take_out(text, values):
    """Return a text with places instead of the values of a ticket, longer ones first.

    :param str text: as it was sent
    :param dict values: ``{name: text}``
    """
    places = {}
    for name, value in values.items():
        if value and len(value) >= _SHORTEST:
            places.setdefault(value, f"{{{name}}}")
    if not places:
        return text
    longest = sorted(places, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda m: places[m[0]], text)


def choose(answers, lang):
    """Return the answers to offer to who writes for readers of a language: those in it,
    and those for all languages whose shortcut none of them has.

    :param answers: list of ``(shortcut, lang, anything)``, lang falsy for all
    :param str lang: of the readers
    """
    spoken = {shortcut for shortcut, of, _any in answers if of and of == lang}
    return [
        answer
        for answer in answers
        if (answer[1] == lang if answer[1] else answer[0] not in spoken)
    ]
