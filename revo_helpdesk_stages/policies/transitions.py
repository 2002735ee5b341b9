"""Which move of a ticket is allowed, to whom, and what it asks for.

Source: "Ticket stages" of the reseller manual, and section 3 of the architecture.
"""

from typing import NamedTuple

# What a person must have written since the ticket entered its stage. Who writes the
# evidence of tests has written a message too.
SATISFIED_BY = {
    "nothing": frozenset(),
    "client_note": frozenset({"client_note"}),
    "message": frozenset({"message", "evidence"}),
    "evidence": frozenset({"evidence"}),
    "reason": frozenset({"reason"}),
}


class Transition(NamedTuple):
    """A row of the table of moves.

    ``actor`` is who may make it (reseller, support, development, client, system,
    manager); ``condition`` narrows it: ``always``, ``first_time`` (the ticket never
    stood with the vendor) or ``escalated`` (it has). ``is_usual`` marks what is usually
    done next.
    """

    id: int
    from_stage: int
    to_stage: int
    actor: str
    requires: str
    condition: str = "always"
    is_usual: bool = False


def applies(transition, actors, escalated):
    """Return whether these actors may make the move of this row.

    :param Transition transition: the row
    :param actors: the roles that the person has on this ticket
    :param bool escalated: the ticket stands or stood with the vendor
    """
    if transition.actor not in actors:
        return False
    if transition.condition == "always":
        return True
    return (transition.condition == "escalated") == bool(escalated)


def allowed_moves(table, from_stage, actors, escalated):
    """Return the rows that lead from a stage, for these actors, in the table's order.

    The first row to each stage counts: who has two roles uses the first that fits.

    :param table: iterable of :class:`Transition`
    :return: list of :class:`Transition`
    """
    moves = {}
    for transition in table:
        if transition.from_stage == from_stage and applies(
            transition, actors, escalated
        ):
            moves.setdefault(transition.to_stage, transition)
    return list(moves.values())


def usual_move(rows):
    """Return the one of some moves that is usually made next.

    Of several that are marked, one for these circumstances alone counts before one for
    all.

    :param rows: iterable of :class:`Transition`
    :return: the row, or ``None`` where none is marked
    """
    marked = [row for row in rows if row.is_usual]
    return min(marked, key=lambda row: row.condition == "always", default=None)


def find_way(rows, start, goal, through):
    """Return the shortest way from one stage to another.

    Stages are passed only where that asks for nothing.

    :param rows: iterable of the :class:`Transition` that may be used
    :param set through: the stages that may be passed
    :return: tuple of the stages that are entered, the goal last, or ``None``
    """
    rows = list(rows)
    ways = {start: ()}
    # Grows while it is gone through: who is found first is looked from first.
    for stage in (queue := [start]):
        for row in rows:
            target = row.to_stage
            if row.from_stage != stage or target in ways:
                continue
            if target == goal:
                return (*ways[stage], goal)
            if target in through and row.requires == "nothing":
                ways[target] = (*ways[stage], target)
                queue.append(target)
    return None


def is_satisfied(requires, written):
    """Return whether what has been written is what a move asks for.

    :param str requires: nothing, client_note, message, evidence or reason
    :param written: set of the kinds of text that the mover's side has written since
        the ticket entered its stage
    """
    return requires == "nothing" or bool(SATISFIED_BY[requires] & set(written))


def combine(requirements):
    """Return the one requirement whose text answers all of several.

    :param requirements: iterable of requirements
    :return: the requirement, or ``None`` where no single text answers all of them
    """
    asked = set(requirements) - {"nothing"}
    if not asked:
        return "nothing"
    for candidate in sorted(asked):
        if all(candidate in SATISFIED_BY[other] for other in asked):
            return candidate
    return None
