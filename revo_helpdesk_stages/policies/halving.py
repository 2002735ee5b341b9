"""Work on many things at once, and yet on each for which it does not fail."""


def work_apart(items, work, report, let_through=()):
    """Work on things together; if that fails, on their halves.

    So whichever fails stands alone in the end, and the rest is done.

    :param items: a sequence
    :param work: called with a part of the sequence; undone where it raises
    :param report: called with the sequence of the one that fails, and the exception
    :param tuple let_through: exceptions that are no failure of an item, and raised
    """
    try:
        work(items)
    except let_through:
        raise
    except Exception as error:
        if len(items) == 1:
            report(items, error)
            return
        half = len(items) // 2
        work_apart(items[:half], work, report, let_through)
        work_apart(items[half:], work, report, let_through)
