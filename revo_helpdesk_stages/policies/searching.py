"""What searches ask for."""

from collections.abc import Set

# How many terms an operator asks for besides its own.
_OPENS = {"&": 1, "|": 1, "!": 0}


def choose(operator, value, if_true, if_false):
    """Return the domain for a search of a yes-or-no field.

    :param str operator: ``=`` or ``!=``, as 17.0 asks; ``in`` or ``not in``, as 19.0
    :param value: what it is compared with; for the latter two an iterable
    :param list if_true: the domain of the records for which the field is true
    :param list if_false: of those for which it is not
    :return: one of them; the domain of all or of none where the search asks for both
        or for neither
    """
    wanted = {bool(one) for one in value} if "in" in operator else {bool(value)}
    if operator in ("!=", "not in"):
        wanted = {True, False} - wanted
    if len(wanted) == 1:
        return if_true if wanted.pop() else if_false
    return [] if wanted else [("id", "=", False)]


def find_named(domain, name):
    """Return the values that a domain leaves to a field at most.

    :param list domain: in prefix notation
    :param str name: of the field, as a condition names it
    :return: set of values, ``None`` where nothing names any
    """
    named = None
    for field, operator, value in _find_required(list(domain)):
        if field != name or operator not in ("=", "in"):
            continue
        if operator == "=" or isinstance(value, int):
            value = [value]
        elif not isinstance(value, list | tuple | Set):
            # What another search finds names nothing.
            continue
        named = set(value) if named is None else named & set(value)
    return named


def _find_required(domain):
    """Return the conditions of a domain that all of its records meet."""
    required, at = [], 0
    while at < len(domain):
        token = domain[at]
        if isinstance(token, str) and token != "&":
            at = _skip(domain, at)
            continue
        if len(token) == 3:
            required.append(token)
        at += 1
    return required


def _skip(domain, at):
    """Return where the term that begins at an index is over."""
    open_terms = 1
    while open_terms:
        token = domain[at]
        open_terms += _OPENS[token] if isinstance(token, str) else -1
        at += 1
    return at
