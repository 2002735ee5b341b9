"""What a search of a field asks for that is either true or false."""


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
