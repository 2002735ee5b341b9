"""Measures rows in the databases that are prepared for it."""

import json
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from ..console import step
from . import grounds, landmarks, programs, recording, rows
from .grounds import OURS
from .placeholders import filled
from .results import BARE

#: What runs in Odoo's shell: a function of `measure`, with arguments that are read.
_CODE = """
import json, sys
sys.path.insert(0, {folder!r})
import measure
with open({asked!r}) as file:
    result = measure.{function}(env, **json.load(file))
with open({answer!r}, "w") as file:
    json.dump(result, file)
"""

#: The largest tables, and the whole.
_SIZES = """
SELECT 'the whole database', pg_database_size(current_database())
UNION ALL
(SELECT relname, pg_total_relation_size(oid) FROM pg_class
  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
  ORDER BY 2 DESC LIMIT 12)
"""


def measure(workspace, variant, database):
    """Measure all rows of a variant.

    :return: what they cost by row, by the kind of measurement that it is
    """
    series = workspace.series.name
    recorded = recording.read(workspace.project, workspace.series, variant)
    asked = [*recorded, *rows.written(series, variant)]
    if variant == OURS:
        asked += programs.called()
    measured = {variant: _ask(workspace, database, variant, asked)}
    if variant == OURS:
        measured[BARE] = _ask(workspace, database, "bare SQL", rows.bare())
        measured[OURS] |= {rows.REMINDERS: _measure_reminders(workspace, database)}
    return measured


def sizes(workspace, database):
    """Return how many bytes the database takes, and its largest tables."""
    found = workspace.databases.query(_SIZES, database)
    return {name: int(size) for name, size in found}


def _ask(workspace, database, label, asked):
    logins = {row["login"] for row in asked}
    known = {
        login: landmarks.find(workspace.databases, database, login) for login in logins
    }
    today = datetime.now(timezone.utc).date()
    asked = [filled(row, known[row["login"]], today) for row in asked]
    measured = _run(workspace, database, label, "run", rows=asked)
    each = {row["name"]: row.get("each", 1) for row in asked}
    return {name: {**found, "each": each[name]} for name, found in measured.items()}


def _measure_reminders(workspace, database):
    with grounds.copied(workspace, database) as copy:
        cost = _run(workspace, copy, rows.REMINDERS, "run_cron", **rows.CRON)
    # Nothing is due a second time.
    return {"costs": [cost, cost]}


def _run(workspace, database, label, function, **arguments):
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        asked, answer = Path(folder) / "asked.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(arguments), encoding="utf-8")
        code = _CODE.format(
            folder=str(grounds.folder(workspace.project)),
            asked=str(asked),
            answer=str(answer),
            function=function,
        )
        with step(f"Measuring {label}") as progress:
            workspace.odoo.script(database, f"Benchmark {label}", code, progress)
        return json.loads(answer.read_text(encoding="utf-8"))
