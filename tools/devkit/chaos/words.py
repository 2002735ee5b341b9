"""The words that people were promised: each has a mark of its own by which it is found
again, and is noted as accepted once the server has said yes."""

import itertools
import threading
from collections import Counter

#: What a mark is looked for in: the titles of tickets, or the texts on them.
TICKET, TEXT = "ticket", "text"

#: How the server has answered: yes, no in words, or not at all.
ACCEPTED, REFUSED, UNANSWERED = "accepted", "refused", "unanswered"

#: Puts them into the database, where the invariants look for them.
TABLE = """
CREATE TABLE chaos_word (mark text PRIMARY KEY, kind text, outcome text);
INSERT INTO chaos_word VALUES
"""


class Words:
    """All words of a storm, noted by several threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._words = {}

    def new(self, kind):
        """Return a mark that no other word contains."""
        with self._lock:
            mark = f"mark{next(self._numbers):06d}end"
            self._words[mark] = (kind, UNANSWERED)
        return mark

    def note(self, mark, outcome):
        """Note how the server has answered."""
        with self._lock:
            self._words[mark] = (self._words[mark][0], outcome)

    def counts(self):
        """Return how many words there are of each kind and outcome."""
        with self._lock:
            return Counter(self._words.values())

    def sql(self):
        """Return the statements that put all of them into a table."""
        rows = ",\n".join(
            f"('{mark}', '{kind}', '{outcome}')"
            for mark, (kind, outcome) in sorted(self._words.items())
        )
        return f"{TABLE}{rows};" if rows else TABLE.partition("INSERT")[0]
