"""What teams agree on with each other: how soon they act on what stands with them.

Source: issue 19, point 7: take (backlog to in progress), return or solve, confirm.
"""

#: Which hours of a team count while a ticket stands in a phase. In the other phases it
#: waits for somebody who has agreed on nothing.
HOURS_BY_PHASE = {
    "backlog": "take_hours",
    "in_progress": "solve_hours",
    "confirmation": "confirm_hours",
}


def hours_agreed(phase, hours):
    """Return within how many hours a team acts on a ticket that enters a phase.

    :param str phase: of the stage that the ticket enters
    :param dict hours: of the team, by the names of :data:`HOURS_BY_PHASE`
    :return: hours, 0 where nothing is agreed
    """
    return hours.get(HOURS_BY_PHASE.get(phase), 0)


def is_kept(deadline, ended, now):
    """Return whether an agreement was kept.

    :param deadline: until when it was to be done, empty where nothing was agreed
    :param ended: when it was done, empty where it is not
    :param now: to compare with
    :return: ``None`` where nothing was agreed, and where it is not known yet
    """
    if not deadline or not (ended or now > deadline):
        return None
    return bool(ended) and ended <= deadline
