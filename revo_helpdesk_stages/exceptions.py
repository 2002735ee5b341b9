"""Errors of the support line."""

from odoo.exceptions import UserError


class TextMissing(UserError):
    """A legal move lacks the text it asks for, and here is where to write it.

    The web client shows the message with a button that opens the wizard; every other
    way in reads the message alone.

    :param str message: what is missing, in the user's words
    :param dict action: the action that opens the wizard
    :param str button: the label of the button
    """

    def __init__(self, message, action, button):
        super().__init__(message)
        # Beside the arguments, which Odoo joins to the message of an RPC answer.
        self.context = {"action": action, "button": button}


class PlaceMissing(TextMissing):
    """Tickets stand where something is to go, and here is where to say where they go.

    Shown like :class:`TextMissing`.
    """


class Busy(UserError):
    """Nothing is done, as somebody else is changing the same; later it can be."""
