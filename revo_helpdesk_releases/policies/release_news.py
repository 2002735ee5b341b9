"""What is told of the version that solves a ticket: whether it is there, or when."""


def release_news(state, date_planned, waiting_on, is_solution, today, is_lacking=False):
    """Return what there is to tell of a ticket's release.

    :param str state: planned, published or withdrawn
    :param date date_planned: when it is planned for
    :param str waiting_on: the party whose move it is
    :param bool is_solution: the ticket went on from waiting for it, and nobody works on
        the ticket again
    :param bool is_lacking: it was reported with an older version
    :return: ``out``, ``lacking`` where it is out and was not there yet, ``expected`` on
        its date, ``late`` where that is over, ``withdrawn`` or ``None``
    """
    if waiting_on == "release":
        if state == "planned":
            return "expected" if date_planned >= today else "late"
        if state != "published":
            return "withdrawn"
    elif state != "published" or not is_solution:
        return None
    return "lacking" if is_lacking else "out"
