"""What takes a person out of all that stands on one ticket."""

import re

from ...policies.forgetting import take_quotes_out

# What names the ticket that a row stands on by its title.
_NAMING = {"headers", "record_name", "res_name", "subject"}
# What leads an answer to the ticket, with its title for a name.
_REPLY_TO = "reply_to"
_IN_BRACKETS = re.compile(r"<([^<>]+)>")


class TicketMask:
    """Takes a person, their sentences and their title out of one ticket's texts."""

    def __init__(self, mask, title="", instead="", quoting=()):
        """Prepare for a ticket.

        :param Mask mask: of the person, with their sentences on the ticket
        :param str title: of the ticket, where it is the person's
        :param str instead: what the title is from now on
        :param quoting: ids of messages in which all quotations are the person's
        """
        self._mask = mask
        self._title = title
        self._instead = instead
        self._quoting = quoting

    def take_out(self, model, id_, texts):
        """Return the texts of one record without the person.

        :param str model: name of the model
        :param int id_: of the record
        :param dict texts: ``{column: text}``
        :return: list, in the same order
        """
        quotes = model == "mail.message" and id_ in self._quoting
        return [
            self._take_out(column, text, quotes) if text else text
            for column, text in texts.items()
        ]

    def suspects(self, text):
        return self._mask.suspects(text)

    def _take_out(self, column, text, quotes):
        if self._title and column in _NAMING:
            text = text.replace(self._title, self._instead)
        if self._title and column == _REPLY_TO:
            # Encoded, where the title has accents.
            address = _IN_BRACKETS.search(text)
            text = address[1] if address else text
        return self._mask(take_quotes_out(text, self._mask, quotes))
