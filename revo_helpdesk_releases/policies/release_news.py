"""What is told of the version that solves a ticket: whether it is there, or when."""

# Where a version that is out is what the ticket is about.
_SOLVED = ("confirmation", "resolved")


def release_news(state, date_planned, phase, waiting_on, today):
    """Give what there is to tell of a ticket's release.

    Nothing where the ticket is worked on again: the version did not solve it, then.

    :param str state: planned, published or withdrawn
    :param date date_planned: when it is planned for
    :param str phase: the phase of the ticket's stage
    :param str waiting_on: the party whose move it is
    :return: ``out``, ``expected`` on its date, ``late`` where that is over,
        ``withdrawn`` or ``None``
    """
    if waiting_on == "release":
        if state == "planned":
            return "expected" if date_planned >= today else "late"
        return "out" if state == "published" else "withdrawn"
    return "out" if state == "published" and phase in _SOLVED else None
