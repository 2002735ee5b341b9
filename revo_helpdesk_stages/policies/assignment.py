"""Whose turn it is to take a ticket.

Source: "Automatic assignment" of Odoo's manual for helpdesk teams: at random, and
everyone receives the same number; or balanced by what each one has open.
"""


def take_turns(members, count, last_round, served, shuffle):
    """Return whose turn it is for each of some tickets, in rounds.

    In each round every member gets exactly one ticket, in an order shuffled anew.

    :param members: who takes part now; not empty
    :param int count: how many tickets there are
    :param int last_round: the round that was dealt last, 0 before the first
    :param served: who has had a ticket in that round
    :param shuffle: called with a list, which it shuffles in place
    :return: list of ``(member, round)``, one for each ticket
    """
    turns = []
    current = max(last_round, 1)
    missing = [member for member in members if member not in served]
    while len(turns) < count:
        shuffle(missing)
        turns += [(member, current) for member in missing]
        current, missing = current + 1, list(members)
    return turns[:count]


def balance(members, count, loads, shuffle):
    """Return each of some tickets to the person who has the fewest, ties at random.

    :param members: who takes part now; not empty
    :param int count: how many tickets there are
    :param dict loads: how many open tickets each has; none where it is silent
    :param shuffle: called with a list, which it shuffles in place
    :return: list of members, one for each ticket
    """
    takers = []
    while len(takers) < count:
        # Dealt in layers: all who have the fewest, in a new order each time.
        waiting = [(loads.get(member, 0), member) for member in members]
        fewest = min(load for load, _member in waiting)
        layer = [member for load, member in waiting if load == fewest]
        shuffle(layer)
        takers += layer
        loads = {**loads, **dict.fromkeys(layer, fewest + 1)}
    return takers[:count]
