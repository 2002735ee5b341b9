"""Which texts are like another one: rare words first.

A word counts the more, the fewer of the texts that the reader may read have it. Of
other texts nothing is known here, so that no order tells of them.

Source: issue 19, "Similar".
"""

import math
import re
import string

from .words import to_lexemes

#: So many words of a text are looked at, the title's first.
MOST_WORDS = 24
#: What more texts have than this is common: it finds nothing alone.
COMMON = 200
#: So many texts are compared word by word.
COMPARED = 60
#: So many are shown.
SHOWN = 5

#: So many words that nobody has written are looked up as mistyped ones.
MISTYPED = 2

# Of the common words, the rarest are asked for together.
_TOGETHER = 4
# A shorter word, mistyped, is another word.
_MISTYPED_FROM = 5
_LONGEST = 40
# What a text has to share of what the other one says: below it is chance.
_LEAST_SHARE = 0.12
# How much less a word counts that is only nearly the same.
_NEARLY = 0.7
_TAG = re.compile(r"<[^>]*>|&#?\w+;")


def split_text(title, text=""):
    """Return the words of a text by which others may be like it.

    :param str title: its words come first
    :param str text: plain or HTML
    :return: list of words in lower case and without accents, each once
    """
    words = [*to_lexemes(title or ""), *to_lexemes(_TAG.sub(" ", text or ""))]
    known = dict.fromkeys(word for word in words if 1 < len(word) <= _LONGEST)
    return list(known)[:MOST_WORDS]


def find_near(word):
    """Return what a word may have been meant to be: one letter left out, doubled,
    exchanged with the next one, or another.

    :param str word: in lower case and without accents
    :return: set of words without the word itself, empty for a short one and for one
        with digits
    """
    if len(word) < _MISTYPED_FROM or not (word.isascii() and word.isalpha()):
        return set()
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = string.ascii_lowercase
    left_out = {one + other[1:] for one, other in parts if other}
    exchanged = {
        one + other[1] + other[0] + other[2:] for one, other in parts if len(other) > 1
    }
    others = {
        one + letter + other[1:] for one, other in parts if other for letter in letters
    }
    more = {one + letter + other for one, other in parts for letter in letters}
    return (left_out | exchanged | others | more) - {word}


def ask_together(counts):
    """Return which common words a text may have together to be worth a look.

    :param dict counts: how many texts have each of these words
    :return: list of lists of words, the most words first; of one word alone where there
        is no other
    """
    rarest = sorted(counts, key=counts.get)[:_TOGETHER]
    fewest = min(len(rarest), 2)
    return [rarest[:size] for size in range(len(rarest), fewest - 1, -1) if size]


def weigh(count, total):
    """Return how much it says that a text has a word.

    :param int count: how many texts have it
    :param int total: how many there are
    """
    return math.log(1 + total / max(count, 1))


def choose_candidates(found, weights):
    """Return the texts that are worth being compared word by word.

    :param dict found: of each word, or of several together, the ids of the texts that
        have it
    :param dict weights: of each word
    :return: list of ids, the best first
    """
    scores = {}
    for words, ids in found.items():
        together = words if isinstance(words, tuple) else (words,)
        weight = sum(weights[word] for word in together)
        for one in ids:
            scores[one] = scores.get(one, 0) + weight
    best = sorted(scores, key=lambda one: (scores[one], one), reverse=True)
    return best[:COMPARED]


def rank(texts, weights, nearly=()):
    """Return the texts that are most like another one.

    :param dict texts: of each text, by its id, the words that it shares
    :param dict weights: of each word
    :param nearly: the words that are shared only nearly
    :return: list of ids, the best first; the newer of two that are alike
    """
    worth = {
        word: weight * (_NEARLY if word in nearly else 1)
        for word, weight in weights.items()
    }
    scores = {one: sum(worth[word] for word in words) for one, words in texts.items()}
    least = _LEAST_SHARE * sum(worth.values())
    chosen = [one for one, score in scores.items() if score and score >= least]
    chosen.sort(key=lambda one: (scores[one], one), reverse=True)
    return chosen[:SHOWN]
