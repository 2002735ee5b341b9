"""When things happened to a ticket that is imported, by what its row says."""

# In their order: what is on the left does not happen after what is on the right.
_ORDER = (
    ("create_date", "assigned_date"),
    ("create_date", "last_stage_update"),
    ("create_date", "resolved_date"),
    ("create_date", "closed_date"),
    ("resolved_date", "closed_date"),
)
DATES = tuple(sorted({name for pair in _ORDER for name in pair}))


def date_entry(dates, standing, now):
    """Return when a ticket entered the stage where it stands.

    :param dict dates: the datetimes that the row names, by their fields
    :param str standing: open, resolved or closed
    :param datetime now: for a row that names none
    """
    ends = {"resolved": ("resolved_date", "closed_date"), "closed": ("closed_date",)}
    names = ("last_stage_update", *ends.get(standing, ()), "create_date")
    return next((dates[name] for name in names if dates.get(name)), now)


def find_disorder(dates, now):
    """Return which two dates of a row cannot be.

    :param dict dates: the datetimes that the row names, by their fields
    :param datetime now: nothing has happened after it
    :return: the fields of what is said to come first and of what comes first in truth,
        ``None`` in the place of the second for now; ``None`` for dates in order
    """
    for name in DATES:
        if dates.get(name) and dates[name] > now:
            return name, None
    for first, second in _ORDER:
        if dates.get(first) and dates.get(second) and dates[first] > dates[second]:
            return first, second
    return None


def find_repeated(numbers):
    """Return at which places a number stands that has stood before.

    :param list numbers: of each row, empty for none
    :return: set of indexes
    """
    seen = set()
    repeated = set()
    for index, number in enumerate(numbers):
        if number and number in seen:
            repeated.add(index)
        seen.add(number)
    return repeated


def find_last(numbers, prefix, suffix):
    """Return the highest of some numbers that a sequence would give one day.

    :param numbers: iterable of the numbers of tickets
    :param str prefix: of the sequence, as it writes it now
    :param str suffix: likewise
    :return: int, 0 for none
    """
    middles = (
        number.removeprefix(prefix).removesuffix(suffix)
        for number in numbers
        if number.startswith(prefix) and number.endswith(suffix)
    )
    # More digits are a mistake that no sequence counts up to.
    return max(
        (int(m) for m in middles if m.isascii() and m.isdigit() and len(m) < 10),
        default=0,
    )
