"""What the rules of access cost a reseller who opens the board.

Run in Odoo's shell by ``./dev bench``.
"""

import statistics
import time

from crowd import fill

RUNS = 9
BOARD = "revo_helpdesk_stages.helpdesk_ticket_view_kanban"
LINE = [("pipeline", "=", "escalation")]
# What the web client asks for at once.
PAGE = 40


def run(env, tickets, resellers):
    """Fill the database, and open the same board with and without rules.

    Without means: all rules are switched off, and the person is a helpdesk manager,
    from whom nothing else is kept either. Only the cases are left in the database.

    :return: dict of plain values
    """
    team = fill(env, tickets, resellers)
    # Kept for a look at it, while taking the rules away is rolled back below.
    env.cr.commit()
    user = team.user_ids[:1]
    board = env(user=user.id)["helpdesk.ticket"].with_context(
        helpdesk_pipeline="escalation", max_number_opened_groups=11
    )
    seen = board.search_count(LINE)
    own = [*LINE, ("reseller_team_id", "=", team.id)]
    result = {"cases": tickets, "resellers": resellers, "runs": RUNS, "seen": seen}
    result["with"] = _measure(board, LINE)
    env["ir.rule"].search([]).active = False
    user.helpdesk_role = "manager"
    if board.search_count(own) != seen:
        raise AssertionError("The two boards do not show the same cases.")
    result["without"] = _measure(board, own)
    env.cr.rollback()
    return result


def _measure(board, domain):
    """Return the medians of time and queries of some runs, the first one left out."""
    card = _get_card(board)
    times, queries = [], []
    for _number in range(RUNS + 1):
        before, started = board.env.cr.sql_log_count, time.perf_counter()
        _open(board, domain, card)
        times.append(time.perf_counter() - started)
        queries.append(board.env.cr.sql_log_count - before)
    return {
        "ms": 1000 * statistics.median(times[1:]),
        "queries": statistics.median(queries[1:]),
    }


def _get_card(board):
    """Return the fields of the cards as the web client asks for them."""
    view = board.env.ref(BOARD)
    shown = board.get_views([(view.id, "kanban")])["models"][board._name]
    # 19.0 has the fields of a model one step further down.
    shown = shown.get("fields", shown)
    arch = board.get_views([(view.id, "kanban")])["views"]["kanban"]["arch"]
    specification = {}
    for name, field in shown.items():
        if f'name="{name}"' not in arch:
            continue
        kind = field["type"]
        if kind == "many2one" or name == "tag_ids":
            specification[name] = {"fields": {"display_name": {}}}
        else:
            specification[name] = {"fields": {}} if kind.endswith("2many") else {}
    return specification


def _open(board, domain, card):
    """Ask for what the web client asks for, each time with nothing in the cache."""
    if hasattr(board, "formatted_read_group"):
        # 19.0 reads the cards together with the columns.
        _forget(board).with_context(read_group_expand=True).web_read_group(
            domain,
            ["stage_id"],
            ["__count"],
            auto_unfold=True,
            unfold_read_specification=card,
            unfold_read_default_limit=PAGE,
        )
    else:
        columns = _forget(board).web_read_group(domain, ["stage_id"], ["stage_id"])
        for column in columns["groups"]:
            if not column["__fold"]:
                _forget(board).web_search_read(column["__domain"], card, limit=PAGE)
    colors = {"planned": "success", "today": "warning", "overdue": "danger"}
    bar = {"field": "activity_state", "colors": colors}
    _forget(board).read_progress_bar(domain, "stage_id", bar)


def _forget(board):
    board.env.invalidate_all()
    return board
