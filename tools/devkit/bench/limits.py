"""What is asked of rows."""

from dataclasses import dataclass

from .grounds import OURS, PLAIN

#: The row whose queries those of others are compared with.
PORTAL = "create, portal"


@dataclass(frozen=True)
class Limit:
    """The most that a row may cost; what is not named is not limited."""

    #: Milliseconds of the processor.
    ms: float = None
    #: How many times the milliseconds of plain.
    times: float = None
    queries: float = None
    #: How many times the queries of the portal.
    portal: float = None
    requests: int = None

    def __str__(self):
        texts = {
            "ms": f"{self.ms} ms",
            "times": f"{self.times} x plain",
            "queries": f"{self.queries} queries",
            "portal": f"{self.portal} x the portal's queries",
            "requests": f"{self.requests} request",
        }
        return ", ".join(text for name, text in texts.items() if self._of(name))

    def is_met(self, row, rows):
        """Return whether a row costs no more, as far as that was measured.

        :param rows: all rows, of which the portal's may be one
        """
        median = row.median(OURS)
        if median is None:
            return False
        portal = next((one.median(OURS) for one in rows if one.name == PORTAL), None)
        measured = {
            "ms": median.ms,
            "times": row.ratio(OURS, PLAIN),
            "queries": median.queries,
            "portal": portal and median.queries / portal.queries,
            "requests": median.requests,
        }
        return all(
            cost is None or not self._of(name) or cost <= self._of(name)
            for name, cost in measured.items()
        )

    def _of(self, name):
        return getattr(self, name)


LIMITS = {
    "board, reseller": Limit(ms=60, requests=1),
    "board, agent": Limit(ms=200, requests=1),
    "board, manager": Limit(ms=200, requests=1),
    "form, reseller": Limit(times=1.5),
    "form, agent": Limit(times=1.5),
    "thread of 200 messages, reseller": Limit(times=1.2),
    "thread of 200 messages, agent": Limit(times=1.2),
    "list, agent": Limit(times=1),
    "list, manager": Limit(times=1),
    "search by client, agent": Limit(times=1),
    "search by words, reseller": Limit(times=0.2),
    "search by words, agent": Limit(times=0.2),
    "search by words, manager": Limit(times=0.2),
    "search by a rare word, reseller": Limit(times=0.2),
    "search by a rare word, agent": Limit(times=0.2),
    "search by a rare word, manager": Limit(times=0.2),
    "name_search, agent": Limit(times=1),
    "create, reseller": Limit(queries=30),
    PORTAL: Limit(queries=35),
    "create, API": Limit(portal=1.5),
    # The rules read one besides, on 19.0.
    "list of 50, API": Limit(queries=11),
    "batch of 1000 by a manager, each": Limit(queries=12),
    "move, reseller": Limit(queries=22),
    "move, agent": Limit(queries=22),
    "move with hand-off and assignment": Limit(queries=45),
    "client's answer": Limit(queries=40),
    "similar cases, reseller": Limit(ms=150),
    "similar cases, agent": Limit(ms=150),
    "overview, agent": Limit(ms=150),
    "who holds it, first screen": Limit(ms=400),
    "reminders": Limit(ms=20000),
}


def unmet(rows):
    """Return the rows that cost more than is asked of them."""
    return [
        row
        for row in rows
        if row.name in LIMITS and not LIMITS[row.name].is_met(row, rows)
    ]
