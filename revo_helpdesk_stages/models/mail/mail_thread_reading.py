import logging
import re
from email.parser import BytesHeaderParser
from xmlrpc.client import Binary

from odoo import api, models
from odoo.tools import email_normalize, email_split

from ...policies.incoming import find_charset, in_one_line, without_nul, without_tag
from ..locks import lock_mark, seeing_newest

_logger = logging.getLogger(__name__)


class MailThread(models.AbstractModel):
    """How an e-mail is read, whatever it is for: none is lost, and none taken twice."""

    _inherit = "mail.thread"

    @api.model
    def _read_source(self, message):
        """Return an e-mail as bytes, with headers that can be read and looked for.

        :param message: as given to ``message_process``
        """
        source = message.data if isinstance(message, Binary) else message
        source = source.encode() if isinstance(source, str) else bytes(source)
        head, between, body = re.split(rb"(\r?\n\r?\n|\Z)", source, maxsplit=1)
        return in_one_line(head) + between + body

    @api.model
    def message_parse(self, message, save_original=False):
        """Leave out what no text of PostgreSQL holds: the e-mail is not lost."""
        values = super().message_parse(message, save_original=save_original)
        values["attachments"] = [
            file._replace(fname=without_nul(file.fname))
            for file in values.get("attachments") or []
        ]
        return {name: without_nul(value) for name, value in values.items()}

    @api.model
    def _is_taken_already(self, message):
        """Return whether another node has taken an e-mail, and wait for the one that is
        just taking it.

        Odoo looks for the same e-mail in what was there when the transaction began, so
        that two nodes that are handed it at once would both take it.

        :param bytes message: the e-mail
        """
        # Where bytes are none of ASCII, it is no text.
        mark = BytesHeaderParser().parsebytes(message).get("Message-Id")
        mark = str(mark or "").strip()
        if not mark:
            return False
        lock_mark(self.env, "mail.message", mark)
        # sudo: whoever may see it, it has been taken.
        with seeing_newest(self.env["mail.message"].sudo()) as messages:
            taken = messages.search_count([("message_id", "=", mark)], limit=1)
        if taken:
            _logger.info("The e-mail %s has been taken already.", mark)
        return bool(taken)

    @api.model
    def message_route(self, message, message_dict, *args, **kwargs):
        """Lead what is sent to a tagged address of ours to the address itself, and what
        an integrator writes to its own conversation.
        """
        routes = self._route_to_integrators(message, message_dict)
        if routes is not None:
            return routes
        for name in ("recipients", "to"):
            message_dict[name] = self._without_tags(message_dict.get(name) or "")
        return super().message_route(message, message_dict, *args, **kwargs)

    @api.model
    def _without_tags(self, recipients):
        """Return recipients, those with a tag without it where we have that address."""
        tagged = {
            address: without_tag(address)
            for address in map(email_normalize, email_split(recipients))
            if address and without_tag(address) != address
        }
        if not tagged:
            return recipients
        # sudo: the gateway routes by all aliases.
        aliases = self.env["mail.alias"].sudo()
        names = [*tagged, *tagged.values()]
        known = set(
            aliases.search([("alias_full_name", "in", names)]).mapped("alias_full_name")
        )
        added = [
            plain
            for address, plain in tagged.items()
            if address not in known and plain in known
        ]
        return ",".join([recipients, *added])

    @api.model
    def _message_parse_extract_payload(self, message, message_dict, **kwargs):
        """Read texts of charsets that Python does not know: the e-mail is not lost."""
        for part in message.walk():
            if part.get_content_maintype() == "text" and part.get_content_charset():
                name = part.get_content_charset()
                charset = find_charset(name, part.get_payload(decode=True) or b"")
                if charset:
                    part.set_param("charset", charset)
        return super()._message_parse_extract_payload(message, message_dict, **kwargs)
