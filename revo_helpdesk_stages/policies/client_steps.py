"""How far a case is, in the four steps that a client is shown.

Source: issue 18, "a page says how far the case is in four steps". They follow from the
phase of a stage and whom it waits on, so that stages can be named and ordered at will.
"""

#: The steps in their order.
STEPS = ("received", "working", "yours", "solved")


def client_step(phase, waiting_on, is_begun=False, is_closed=False):
    """Return the step in which a ticket stands.

    :param str phase: the phase that the client is told of
    :param str waiting_on: the party whose move it is
    :param bool is_begun: somebody has answered the client or passed the ticket on, so
        that it is not new where it comes back
    :param bool is_closed: the ticket is closed for good
    :return: one of :data:`STEPS`
    """
    if is_closed or phase in ("resolved", "canceled"):
        return "solved"
    if phase == "confirmation" or waiting_on == "client":
        return "yours"
    if phase == "backlog" and not is_begun:
        return "received"
    return "working"


def states_of(current):
    """Return what each step is while one of them is the present one.

    :param str current: one of :data:`STEPS`
    :return: ``{step: "done", "current" or "open"}`` in their order
    """
    at = STEPS.index(current)
    return {
        step: "done" if i < at else "current" if i == at else "open"
        for i, step in enumerate(STEPS)
    }
