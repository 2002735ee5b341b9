"""./dev bench: what people wait for, with ours and with helpdesk_mgmt alone, in
databases with many tickets."""

import os

from ..bench import grounds, load, measuring, plot, recording, report, results
from ..console import say
from ..workspace import opened


def run(project, options):
    """Measure, or record what is measured; write what came out into `docs`. It judges
    nobody: the times are this machine's."""
    with opened(project, options.series) as workspace:
        databases = {
            variant: grounds.prepared(workspace, variant, options.tickets)
            for variant in grounds.VARIANTS
        }
        if options.record:
            for variant, database in databases.items():
                recording.record(workspace, variant, database)
            return
        series = workspace.series.name
        kept = results.Kept(project.state / f"bench-{series}.json")
        made_from = [grounds.mark(database) for database in databases.values()]
        kept.add(options.tickets, made_from, **_measure(workspace, databases, options))
        _tell(project, series, kept, options)


def _measure(workspace, databases, options):
    if options.load:
        return {
            "load": {
                variant: load.measure(workspace, variant, database)
                for variant, database in databases.items()
            }
        }
    measured = {}
    for variant, database in databases.items():
        measured |= measuring.measure(workspace, variant, database)
    sizes = measuring.sizes(workspace, databases[grounds.OURS])
    return {"rows": measured, "sizes": sizes}


def _tell(project, series, kept, options):
    """Print what was measured, and write it down with what was measured before."""
    parts = kept.of(options.tickets)
    waited = report.load_cells(parts["load"]) if "load" in parts else []
    if options.load:
        _say_all([report.LOAD_HEAD, *waited])
        for line in report.load_errors(parts["load"]):
            say(line)
    if "rows" not in parts:
        return
    rows = results.rows_of(parts["rows"])
    smaller = kept.smaller(options.tickets)
    growth = {}
    if smaller:
        before = results.rows_of(kept.of(smaller)["rows"])
        growth = results.growth(rows, before)
    if not options.load:
        _say_all([report.HEAD, *report.cells(rows, growth)])
        for line in report.failed(rows):
            say(line)
    page = report.page(
        series,
        options.tickets,
        len(os.sched_getaffinity(0)),
        rows,
        growth,
        smaller,
        waited,
        parts["sizes"],
    )
    # By size: a trial with fewer tickets writes over no other's page.
    docs, name = project.root / "docs", f"bench-{series}-{options.tickets}"
    (docs / f"{name}.md").write_text(page, encoding="utf-8")
    title = f"Odoo {series}, {options.tickets} tickets: ms of the processor"
    (docs / f"{name}.svg").write_text(plot.svg(rows, title), encoding="utf-8")
    say(f"docs/{name}.md and .svg are written")


def _say_all(table):
    for line in report.aligned(table):
        say(line)
