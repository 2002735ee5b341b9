"""Work on many things at once, and yet on each for which it does not fail."""


def work_apart(items, work, report):
    """Work on things together; if that fails, on their halves.

    So whichever fails stands alone in the end, and the rest is done.

    :param items: a sequence
    :param work: called with a part of the sequence; undone where it raises
    :param report: called with the sequence of the one that fails, and the exception
    """
    try:
        work(items)
    except Exception as error:
        if len(items) == 1:
            report(items, error)
            return
        half = len(items) // 2
        work_apart(items[:half], work, report)
        work_apart(items[half:], work, report)
