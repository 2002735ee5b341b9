"""To whom something on a ticket belongs, once the ticket has another party."""


def adopts(stamped, party):
    """Return whether what was of nobody becomes a party's.

    :param stamped: id of the party at the time, falsy for none
    :param party: id of the present one, falsy for none
    """
    return bool(party) and not stamped
