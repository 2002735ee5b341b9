"""Who is told that a case on the board has changed."""

#: What a message of the bus about it is called.
CHANGED = "helpdesk.board/changed"

#: The part of a channel that is about the board.
BOARD = "helpdesk.board"


def keep_readable(notifications, find_readable):
    """Return what somebody is told: each changed case once, and none they may not see.

    What is not about the board stays as it is. A message that names no case any more
    goes, unless it is the last one: the server would take it for untold, and look at it
    again each time.

    :param list notifications: ``{"id": int, "message": {"type": str, "payload": …}}``
        each, oldest first; of those about the board the payload is
        ``{"ids": [int, …]}``
    :param find_readable: function that takes a list of ids, and returns those that the
        reader may see; called once, and only where there is something about the board
    :return: list of notifications
    """
    named = [_get_cases(notification) for notification in notifications]
    if not any(cases is not None for cases in named):
        return notifications
    untold = set(find_readable(sorted(set().union(*filter(None, named)))))
    kept = []
    for notification, cases in zip(notifications, named, strict=True):
        if cases is not None:
            told = sorted(untold.intersection(cases))
            untold.difference_update(told)
            if not told and notification is not notifications[-1]:
                continue
            notification = _naming(notification, told)
        kept.append(notification)
    return kept


def _get_cases(notification):
    """Return the ids that a notification names, ``None`` for one of something else."""
    message = notification["message"]
    return message["payload"]["ids"] if message["type"] == CHANGED else None


def _naming(notification, ids):
    return {**notification, "message": {"type": CHANGED, "payload": {"ids": ids}}}
