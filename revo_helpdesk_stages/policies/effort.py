"""Whom to ask how easy it was to get something solved.

Source: issue 19, "Effort".
"""

from datetime import timedelta

#: What somebody may say, as Odoo's ratings have it: easy, so-so, hard.
FACES = (5, 3, 1)

#: A client's company is asked once in so long.
PAUSE = timedelta(days=7)


def is_drawn(share, number):
    """Return whether somebody is among those who are asked.

    :param int share: of a hundred how many are asked
    :param int number: drawn from 0 to 99
    """
    return number < share
