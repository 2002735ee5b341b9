#!/usr/bin/env python3
"""Write the README's table of stages and moves anew from the addon's data.

A hook of pre-commit: it fails when the table was another one."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "revo_helpdesk_stages" / "data"
START, END = "<!-- moves: made by tools/moves_table.py -->\n", "<!-- end of moves -->\n"

#: What has to be written for a move.
REQUIREMENTS = {
    "nothing": "",
    "client_note": "with a note for the client",
    "message": "with a message",
    "evidence": "with the tests performed",
    "reason": "with a reason",
}

#: When a move is open.
CONDITIONS = {"always": "", "first_time": "first", "escalated": "once escalated"}


def records(name):
    """Return the records of a data file as dictionaries, by sequence."""
    found = []
    for record in ET.parse(DATA / f"{name}.xml").iter("record"):
        values = {one.get("name"): one.get("ref") or one.text for one in record}
        found.append({"id": record.get("id"), **values})
    return sorted(found, key=lambda record: int(record["sequence"]))


def table(stages, moves):
    """Return the lines of the table: a row for each stage."""
    numbers = {stage["id"]: number for number, stage in enumerate(stages, start=1)}
    yield "| # | stage | waits on | who moves it on, and where |"
    yield "|---|---|---|---|"
    for stage in stages:
        away = [move for move in moves if move["from_stage_id"] == stage["id"]]
        ways = "; ".join(_by_mover(away, numbers))
        number, waits = numbers[stage["id"]], stage["waiting_on"]
        yield f"| {number} | {stage['name']} | {waits} | {ways} |"


def _by_mover(moves, numbers):
    targets = {}
    for move in moves:
        targets.setdefault(_mover(move), {}).setdefault(move["to_stage_id"], []).append(
            " ".join(filter(None, _terms(move)))
        )
    for mover, found in targets.items():
        ends = (
            f"{numbers[target]} ({', '.join(terms)})" if any(terms) else numbers[target]
            for target, terms in found.items()
        )
        yield f"{mover} → {', '.join(map(str, ends))}"


def _mover(move):
    """Return who moves; what moves it by itself has its name for that."""
    return move["name"].lower() if move["actor"] == "system" else move["actor"]


def _terms(move):
    return CONDITIONS[move.get("condition", "always")], REQUIREMENTS[move["requires"]]


def main():
    """Return whether the table had to be written anew."""
    readme = ROOT / "README.md"
    before = readme.read_text(encoding="utf-8")
    head, _, rest = before.partition(START)
    _, _, tail = rest.partition(END)
    stages = records("helpdesk_ticket_stage")
    rows = table(stages, records("helpdesk_ticket_stage_transition"))
    after = "".join((head, START, "\n", *(f"{row}\n" for row in rows), "\n", END, tail))
    if after == before:
        return False
    readme.write_text(after, encoding="utf-8")
    print("README.md: the table of moves is made anew.")
    return True


if __name__ == "__main__":
    sys.exit(main())
