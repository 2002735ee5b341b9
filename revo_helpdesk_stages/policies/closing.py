"""When a ticket is finished.

Source: "Închiderea tichetului" of the support guide.
"""


def standing(is_closed_stage, phase):
    """Return what a stage means for a ticket in it.

    :param bool is_closed_stage: nobody works on a ticket that stands there
    :param str phase: the phase of the stage
    :return: ``resolved`` (its client may still reopen it), ``closed`` for good, or
        ``open``
    """
    if phase == "resolved":
        return "resolved"
    return "closed" if is_closed_stage else "open"
