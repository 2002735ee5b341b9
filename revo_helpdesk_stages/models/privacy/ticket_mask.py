"""What takes a person out of all that stands on one ticket."""

import re
from html import escape

from ...policies.forgetting import take_quotes_out

# What leads an answer to the ticket, with its title for a name.
_REPLY_TO = "reply_to"
_IN_BRACKETS = re.compile(r"<([^<>]+)>")


class TicketMask:
    """Takes a person, their sentences and their titles out of one ticket's texts."""

    def __init__(self, mask, titles=(), instead="", naming=()):
        """Prepare for a ticket.

        :param Mask mask: of the person, with their sentences on the ticket
        :param titles: what the ticket is called and was, where it is the person's
        :param str instead: what it is called from now on
        :param naming: columns in which the title stands by itself
        """
        self._mask = mask
        self._titles = sorted(filter(None, titles), key=len, reverse=True)
        self._instead = instead
        self._naming = naming

    def take_out(self, texts):
        """Return the texts of one record without the person.

        :param dict texts: ``{column: text}``
        :return: list, in the same order
        """
        return [
            self._take_out(column, text) if text else text
            for column, text in texts.items()
        ]

    def suspects(self, text):
        """Return whether a text may still be about the person."""
        return self._mask.suspects(text)

    def _take_out(self, column, text):
        if self._titles and column == _REPLY_TO:
            # The title may be encoded.
            address = _IN_BRACKETS.search(text)
            text = address[1] if address else text
        if column in self._naming:
            for title in self._titles:
                text = text.replace(title, self._instead)
                text = text.replace(escape(title), self._instead)
        return self._mask(take_quotes_out(text, self._mask))
