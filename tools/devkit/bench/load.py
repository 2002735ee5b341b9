"""Many people at two workers at once, and how long each waits."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timezone

from ..chaos import nodes
from ..chaos.web import Browser, Refused, Unanswered
from ..console import step
from . import grounds, landmarks, recording, rows
from .placeholders import filled
from .screens import PASSWORD

#: For how many seconds people work.
SECONDS = 60

#: Each from a reseller of its own, of whom each has two people.
RESELLERS, AGENTS = 10, 4

#: Moves that ask for no words, and leave the ticket with whoever has it.
MOVES = {
    "reseller": {
        "backlog_client": "backlog_reseller",
        "backlog_reseller": "in_progress_reseller",
    },
    "agent": {
        "backlog_support": "in_progress_support",
        "internal_review": "in_progress_support",
    },
}

#: Which of the open tickets is looked at, and answered.
OPENED = {"reseller": "in_progress_reseller", "agent": "in_progress_support"}

#: Tickets with their stages: a reseller's own, or an agent's part of all.
_TICKETS = """
SELECT ticket.id, stage.id FROM helpdesk_ticket ticket
  JOIN helpdesk_ticket_stage stage ON stage.id = ticket.stage_id
  JOIN res_partner contact ON contact.id = ticket.partner_id
 WHERE ticket.number LIKE 'BENCH%' AND ticket.closed_date IS NULL
   AND (:'who' = 'reseller' AND contact.name LIKE 'Contact ' || :'number' || '-%'
        OR :'who' = 'agent' AND ticket.id % :'agents'::int = :'number'::int - 1)
 ORDER BY ticket.id DESC
"""


@dataclass
class Person:
    """Somebody who does one thing after another."""

    who: str
    browser: Browser
    known: dict
    #: Requests by action, with ids in them.
    screens: dict
    #: Requests that move tickets, in their order.
    moves: list
    #: Seconds by action, and errors by action.
    waited: dict = field(default_factory=dict)
    failed: dict = field(default_factory=dict)

    def work(self, until):
        """Work until a moment of the monotonic clock."""
        self.browser.enter()
        moves = iter(self.moves)
        deeds = itertools.cycle([*self.screens, "move"])
        while time.monotonic() < until:
            deed = next(deeds)
            requests = self.screens.get(deed) or list(itertools.islice(moves, 1))
            if requests:
                self._do(f"{self.who}, {deed}", requests)

    def _do(self, action, requests):
        started = time.monotonic()
        try:
            for request in requests:
                self.browser.call(request["path"], request["params"])
        except (Refused, Unanswered) as error:
            self.failed.setdefault(action, []).append(str(error))
            return
        self.waited.setdefault(action, []).append(time.monotonic() - started)


def measure(workspace, variant, database):
    """Let everybody work on a copy of a database.

    :return: by action the `seconds` that each took, and how many `errors` there were
    """
    with grounds.copied(workspace, database) as copy, nodes.running(
        workspace.odoo, workspace.series, copy, workspace.project.logs, count=1
    ) as (node,):
        people = [
            _person(workspace, variant, copy, node, who, number)
            for who, count in (("reseller", RESELLERS), ("agent", AGENTS))
            for number in range(1, count + 1)
        ]
        with step(f"{len(people)} people at {variant} for {SECONDS} s"):
            _work(people)
    return _sum(people)


def _person(workspace, variant, database, node, who, number):
    databases = workspace.databases
    login = {
        "reseller": f"bench.reseller.{2 * number}",
        "agent": f"bench.support.{number}",
    }[who]
    known = landmarks.find(databases, database, login)
    today = datetime.now(timezone.utc).date()
    recorded = {
        row["name"]: row["requests"]
        for row in recording.read(workspace.project, workspace.series, variant)
    }
    opened = f"@ticket.{OPENED[who]}"
    screens = {
        "board": recorded[f"board, {who}"],
        "form": recorded[f"form, {who}"],
        "answer": [rows.message("Please try again.", opened)],
        "create": [rows.new_ticket(variant)],
    }
    found = databases.query(_TICKETS, database, who=who, number=number, agents=AGENTS)
    return Person(
        who,
        Browser(lambda: node.address, database, login, PASSWORD, SECONDS),
        known,
        filled(screens, known, today),
        list(_moves(who, known, found)),
    )


def _moves(who, known, tickets):
    """Return requests that move each ticket as far as that asks for nothing."""
    stages = {
        name.removeprefix("stage."): id_
        for name, id_ in known["helpdesk.ticket.stage"].items()
    }
    onward = {str(stages[one]): stages[other] for one, other in MOVES[who].items()}
    for ticket, stage in tickets:
        while target := onward.get(str(stage)):
            yield rows.moved(int(ticket), target)
            stage = target


def _work(people):
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(len(people)) as pool:
        for done in [pool.submit(person.work, until) for person in people]:
            done.result()


def _sum(people):
    actions = {}
    for person in people:
        for action, seconds in person.waited.items():
            actions.setdefault(action, {"seconds": [], "errors": 0})
            actions[action]["seconds"] += seconds
        for action, errors in person.failed.items():
            actions.setdefault(action, {"seconds": [], "errors": 0})
            actions[action]["errors"] += len(errors)
            actions[action].setdefault("said", []).extend(errors)
    return actions
