"""./dev bench: what the rules of access cost, with many resellers and cases."""

import json
import os
import tempfile
from pathlib import Path

from ..console import say, step
from ..workspace import opened

#: The most that the board with rules may take, as a multiple of the one without.
TARGET = 2

SCRIPT = """
import json, sys
sys.path.insert(0, {folder!r})
import rule_cost
with open({out!r}, "w") as file:
    json.dump(rule_cost.run(env, {tickets}, {resellers}), file)
"""


def run(project, options):
    """Fill a database of its own, open a reseller's board with and without rules, and
    print what each took. It judges nobody: the times are this machine's."""
    with opened(project, options.series) as workspace:
        database = f"{workspace.templates.prefix}_bench_{os.getpid()}"
        try:
            with workspace.preparing():
                workspace.templates.instance(database)
            result = _measure(workspace, database, options)
        finally:
            workspace.databases.drop(database)
    for line in report(result):
        say(line)


def _measure(workspace, database, options):
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        out = Path(folder) / "result.json"
        code = SCRIPT.format(
            folder=str(workspace.project.root / "benchmarks"),
            out=str(out),
            tickets=options.cases,
            resellers=options.resellers,
        )
        with step("Benchmark: rules of access") as progress:
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
