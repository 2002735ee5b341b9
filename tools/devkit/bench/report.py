"""What was measured, as lines and as a page."""

from .grounds import OURS, PLAIN
from .limits import LIMITS, unmet
from .results import BARE

HEAD = (
    "row",
    "plain: ms, Python, queries, requests",
    "ours: ms, Python, queries, requests",
    "ours : plain",
    "bare SQL ms",
    "ours : bare",
    "growth",
    "asked",
)

_PAGE = """# What people wait for, on Odoo {series}

Made by `./dev bench --series {series} --tickets {tickets}`, with {tickets} tickets in
each database, on {cores} cores. *Plain* is `helpdesk_mgmt` with the same crowd and
without ours. Milliseconds are those of the processor: of Odoo's thread and PostgreSQL's
together, and then of Python's alone; medians of runs after a warm one. Requests are
those of Chromium, or those of `tools/devkit/bench/rows.py`; nothing of them is
committed. PostgreSQL uses no parallel workers, so that all of its time is seen.
{growth}
{table}

![Milliseconds of the processor by row](bench-{series}-{tickets}.svg)
{rest}"""

_GROWTH = """
*Growth* is how many times the milliseconds of ours are those with {smaller} tickets.
"""


def cells(rows, growth):
    """Return a tuple of texts for each row, as many as `HEAD` has."""
    return [
        (
            row.name,
            _cost(row.found.get(PLAIN)),
            _cost(row.found.get(OURS)),
            _times(row.ratio(OURS, PLAIN)),
            _ms(row.median(BARE)),
            _times(row.ratio(OURS, BARE)),
            _times(growth.get(row.name)),
            _asked(row, rows),
        )
        for row in rows
    ]


def _asked(row, rows):
    limit = LIMITS.get(row.name)
    if not limit:
        return ""
    return f"{limit}" if limit.is_met(row, rows) else f"{limit}: not met"


def aligned(table):
    """Return a table as lines for a terminal."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def failed(rows):
    """Return lines that say why rows were not measured."""
    for row in rows:
        for kind, found in row.found.items():
            if isinstance(found, str):
                yield f"{row.name}, {kind}: {found}"


def load_errors(load):
    """Return lines that say what went wrong under load."""
    for kind, actions in load.items():
        for action, found in actions.items():
            for said in sorted(set(found.get("said", ()))):
                yield f"{action}, {kind}: {said}"


def markdown(head, table):
    """Return a table in Markdown."""
    ruled = [head, ("---",) * len(head), *table]
    return "\n".join(f"| {' | '.join(line)} |" for line in ruled)


def page(series, tickets, cores, rows, growth, smaller, load, sizes):
    """Return the page of a series.

    :param dict growth: see `results.growth`
    :param smaller: with how many tickets that is compared, or nothing
    :param load: the cells of the table of load, or nothing
    :param dict sizes: bytes by what is stored, in the database with ours
    """
    rest = []
    missed = unmet(rows)
    if missed:
        rest += ["", CALLERS, "", markdown(CALLERS_HEAD, callers_cells(missed))]
    if load:
        rest += ["", LOAD, "", markdown(LOAD_HEAD, load)]
    if sizes:
        stored = [(name, f"{size / 1e6:.0f}") for name, size in sizes.items()]
        rest += ["", "## Sizes", "", markdown(("what", "MB, with indexes"), stored)]
    return _PAGE.format(
        series=series,
        tickets=tickets,
        cores=cores,
        growth=_GROWTH.format(smaller=smaller) if growth else "",
        table=markdown(HEAD, cells(rows, growth)),
        rest="\n".join([*rest, ""]) if rest else "",
    )


#: How many of those who ask more are named.
_NAMED = 8

CALLERS = """## Rows that cost more than is asked

Who asks more queries in a request than without ours, the most first: the addon and the
method behind the question. What it would take is in [SCALING.md](SCALING.md)."""

CALLERS_HEAD = ("row", "queries, of plain and of ours", "who asks more")


def callers_cells(rows):
    """Return the cells of a table that says whose queries of rows are more."""
    return [
        (
            row.name,
            ", ".join(_queries(row.median(kind)) for kind in (PLAIN, OURS)),
            "; ".join(
                f"{addon} {method} {count:.4g}"
                for (addon, method), count in row.more_asked()[:_NAMED]
            ),
        )
        for row in rows
    ]


def _queries(median):
    return f"{median.queries:.4g}" if median else "-"


LOAD = """## Load

Ten resellers and four agents at a server with two workers, each doing one thing after
another without a pause, for a minute with each variant: seconds until everything of a
screen is there."""

LOAD_HEAD = (
    "who, what",
    "plain: p50, p95, times",
    "ours: p50, p95, times",
    "errors of plain, of ours",
)


def load_cells(load):
    """Return the cells of the table of load.

    :param dict load: by variant and action the `seconds` that it took, and `errors`
    """
    actions = dict.fromkeys(action for variant in load.values() for action in variant)
    return [
        (
            action,
            *(_waited(load[kind].get(action)) for kind in (PLAIN, OURS)),
            ", ".join(
                str(load[kind].get(action, {}).get("errors", 0))
                for kind in (PLAIN, OURS)
            ),
        )
        for action in actions
    ]


def percentile(values, percent):
    """Return the value below or at which so many percent of the values are."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def _waited(action):
    if not action or not action["seconds"]:
        return "-"
    seconds = action["seconds"]
    p50, p95 = (percentile(seconds, percent) for percent in (50, 95))
    return f"{p50:.2f} s, {p95:.2f} s, {len(seconds)}"


def _cost(found):
    if found is None:
        return "-"
    if isinstance(found, str):
        return "failed"
    return (
        f"{found.ms:.1f}, {found.python:.1f}," f" {found.queries:.4g}, {found.requests}"
    )


def _ms(median):
    return f"{median.ms:.1f}" if median else ""


def _times(ratio):
    return f"{ratio:.2f}" if ratio else ""
