"""Who is told that a case on the board has changed."""

#: What a message of the bus about it is called.
CHANGED = "helpdesk.board/changed"

#: The part of a channel that is about the board.
BOARD = "helpdesk.board"


def keep_readable(notifications, find_readable):
    """Return what somebody is told: each changed case once, and none they may not see.

    A case that has just left those who are told of it is not named to whoever does not
    see it any more: they hear that one has gone, and that is all.

    What is not about the board stays as it is. A message that names no case any more
    goes, unless it is the last one: the server would take it for untold, and look at it
    again each time.

    :param list notifications: ``{"id": int, "message": {"type": str, "payload": …}}``
        each, oldest first; of those about the board the payload is
        ``{"ids": [int, …]}``, with ``"left"``, those of them that have left somebody
    :param find_readable: function that takes a list of ids, and returns those that the
        reader may see; called once, and only where there is something about the board
    :return: list of notifications; instead of ``left`` they say ``"gone": True`` where
        the reader has lost one
    """
    named = [_get_cases(notification) for notification in notifications]
    if not any(cases is not None for cases in named):
        return notifications
    readable = set(find_readable(sorted(set().union(*filter(None, named)))))
    untold = set(readable)
    kept = []
    for notification, cases in zip(notifications, named, strict=True):
        if cases is not None:
            told = sorted(untold.intersection(cases))
            untold.difference_update(told)
            gone = not readable.issuperset(_get_left(notification))
            if not (told or gone) and notification is not notifications[-1]:
                continue
            notification = _naming(notification, told, gone)
        kept.append(notification)
    return kept


def _get_cases(notification):
    """Return the ids that a notification names, ``None`` for one of something else."""
    message = notification["message"]
    return message["payload"]["ids"] if message["type"] == CHANGED else None


def _get_left(notification):
    return notification["message"]["payload"].get("left", ())


def _naming(notification, ids, gone):
    payload = {"ids": ids, "gone": True} if gone else {"ids": ids}
    return {**notification, "message": {"type": CHANGED, "payload": payload}}
