"""What was measured, kept until it is measured anew, and what follows from it."""

import json
import statistics
from collections import Counter
from dataclasses import dataclass, field

from .grounds import OURS, PLAIN

#: The same board in bare SQL.
BARE = "bare"

_MILLION = 1e6


@dataclass(frozen=True)
class Median:
    """What a row costs: milliseconds of the processor, of that Python's, queries and
    requests."""

    ms: float
    python: float
    queries: float
    requests: int


def median_of(costs, each=1):
    """Return the medians of some runs, of which the first is a warm-up.

    :param list costs: of each run the nanoseconds of `python` and of `postgres`, the
        `queries` and the `requests`
    :param int each: how many pieces a run consists of, of which one is meant
    """

    def of(measure):
        return statistics.median(map(measure, costs[1:])) / each

    return Median(
        of(lambda cost: cost["python"] + cost["postgres"]) / _MILLION,
        of(lambda cost: cost["python"]) / _MILLION,
        of(lambda cost: cost["queries"]),
        costs[-1]["requests"],
    )


@dataclass(frozen=True)
class Row:
    """A row in all that it was measured in."""

    name: str
    #: Medians by variant, or texts that say why there are none.
    found: dict
    #: By variant how many queries each (addon, method) has asked.
    callers: dict = field(default_factory=dict)

    def median(self, kind):
        """Return the median of a variant, or nothing."""
        median = self.found.get(kind)
        return median if isinstance(median, Median) else None

    def ratio(self, kind, beside):
        """Return how many times the processor time of another variant one takes, or
        nothing where one of them is missing."""
        one, other = self.median(kind), self.median(beside)
        return one.ms / other.ms if one and other and other.ms else None

    def more_asked(self):
        """Return who asks more in ours than in plain, and how many queries more."""
        none = Counter()
        more = self.callers.get(OURS, none) - self.callers.get(PLAIN, none)
        return more.most_common()


def rows_of(measured):
    """Return the rows of what was measured, in the order of ours.

    :param dict measured: by variant a dict by row, of `costs` or an `error`
    """
    names = [*measured.get(OURS, ()), *measured.get(PLAIN, ())]
    return [
        Row(
            name,
            {
                kind: _found(rows[name])
                for kind, rows in measured.items()
                if name in rows
            },
            {
                kind: _callers(rows[name])
                for kind, rows in measured.items()
                if name in rows
            },
        )
        for name in dict.fromkeys(names)
    ]


def _found(row):
    if "error" in row:
        return row["error"]
    return median_of(row["costs"], row.get("each", 1))


def _callers(row):
    each = row.get("each", 1)
    return Counter(
        {
            (addon, method): count / each
            for addon, method, count in row.get("callers", ())
        }
    )


def growth(rows, smaller):
    """Return by row how many times the processor time of ours it takes, compared to
    fewer tickets.

    :param rows: rows with many tickets
    :param smaller: rows with fewer tickets
    """
    before = {row.name: row.median(OURS) for row in smaller}
    return {
        row.name: row.median(OURS).ms / before[row.name].ms
        for row in rows
        if row.median(OURS) and before.get(row.name) and before[row.name].ms
    }


class Kept:
    """What was measured of a series in this checkout, by number of tickets."""

    def __init__(self, path):
        self._path = path
        self._all = json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def add(self, tickets, made_from, **parts):
        """Keep what was measured, in the place of the same parts.

        :param int tickets: with how many
        :param made_from: says from what the databases were made
        """
        there = self._all.get(str(tickets), {})
        if there.get("made_from") != made_from:
            there = {"made_from": made_from}
        self._all[str(tickets)] = {**there, **parts}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self._all), encoding="utf-8")

    def of(self, tickets):
        """Return all parts that were measured with so many tickets."""
        return self._all.get(str(tickets), {})

    def smaller(self, tickets):
        """Return the largest number of tickets below this with which the same was
        measured, or nothing."""
        made_from = self.of(tickets).get("made_from")
        known = [
            int(number)
            for number, parts in self._all.items()
            if parts["made_from"] == made_from and "rows" in parts
        ]
        return max((number for number in known if number < tickets), default=None)
