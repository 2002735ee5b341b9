"""./dev bench: what rules of access, crons and reports cost, with many resellers and
cases.
"""

import json
import os
import tempfile
from pathlib import Path

from ..console import say, step
from ..workspace import opened

#: The most that the board with rules may take, as a multiple of the one without.
TARGET = 2
#: The most seconds that a cron may take with this many cases, and so many due.
SECONDS, CASES, DUE = 60, 100_000, 10_000

SCRIPT = """
import json, sys
sys.path.insert(0, {folder!r})
import {module}
with open({out!r}, "w") as file:
    json.dump({module}.run(env, *{arguments}), file)
"""


def run(project, options):
    """Fill databases of their own, and print what each of these took there: a
    reseller's board with and without rules, each cron, and the report of who held cases
    for how long. It judges nobody: the times are this machine's."""
    with opened(project, options.series) as workspace:
        rules = _measure(
            workspace, "Rules of access", "rule_cost", options.cases, options.resellers
        )
        crons = _measure(workspace, "Crons", "due_cost", CASES, options.resellers, DUE)
        stays = _measure(workspace, "Reports", "stay_cost", CASES, options.resellers)
    for line in (
        *report(rules),
        *report_crons(crons, CASES),
        *report_stays(stays),
    ):
        say(line)


def _measure(workspace, name, module, *arguments):
    database = f"{workspace.templates.prefix}_bench_{os.getpid()}"
    try:
        with workspace.preparing():
            workspace.templates.instance(database)
        return _run(workspace, database, name, module, arguments)
    finally:
        workspace.databases.drop(database)


def _run(workspace, database, name, module, arguments):
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        out = Path(folder) / "result.json"
        code = SCRIPT.format(
            folder=str(workspace.project.root / "benchmarks"),
            out=str(out),
            module=module,
            arguments=arguments,
        )
        with step(f"Benchmark: {name}") as progress:
            workspace.odoo.script(database, "Benchmark", code, progress)
        return json.loads(out.read_text())


def report(result):
    """Put what came out into lines."""
    ratio = result["with"]["ms"] / result["without"]["ms"]
    yield (
        f"A reseller's board, {result['seen']} of {result['cases']} cases,"
        f" {result['resellers']} resellers; medians of {result['runs']} runs:"
    )
    for kind in ("with", "without"):
        measured = result[kind]
        yield (
            f"  {kind + ' rules':<13} {measured['ms']:6.0f} ms"
            f" {measured['queries']:5.0f} queries"
        )
    verdict = "within" if ratio <= TARGET else "above"
    yield f"  ratio         {ratio:6.2f}    {verdict} the target of {TARGET}"


def report_crons(result, cases):
    """Put what the crons took into lines."""
    yield f"Crons, with {cases} cases, in batches of 500:"
    for name, measured in result.items():
        queries = measured["queries"]
        verdict = "within" if measured["seconds"] <= SECONDS else "above"
        yield (
            f"  {name:<16} {measured['due']:6} due {measured['left']:4} left"
            f" {measured['seconds']:6.1f} s"
            f" {queries[0]:4} to {queries[-1]} queries a batch"
            f" {measured['mails']:4} e-mails   {verdict} the target of {SECONDS} s"
        )


def report_stays(result):
    """Put into lines what it took to sum up the stays of cases."""
    yield (
        f"Who held {result['cases']} cases for how long, {result['stays']} stays noted"
        f" in {result['noting']:.0f} s; medians of {result['runs']} runs:"
    )
    for kind in ("tracked", "stored"):
        yield (
            f"  {kind:<13} {result[kind]:6.2f} s"
            f" {result[f'{kind}, one reseller']:6.2f} s of one reseller"
        )
