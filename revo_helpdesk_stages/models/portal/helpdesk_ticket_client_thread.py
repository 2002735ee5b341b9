from odoo import api, models

from ...policies.text import is_blank
from ...policies.thread_window import count_shown

# What people write; what Odoo logs by itself is not for clients.
_WRITTEN = ("comment", "email", "email_outgoing")


class HelpdeskTicket(models.Model):
    """What a client reads of a ticket's texts and files: the page is the one way."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_client_message_domain(self):
        """Return the domain of the texts for clients, on whichever ticket."""
        return [
            ("model", "=", self._name),
            ("message_type", "in", _WRITTEN),
            ("audience", "=", "client"),
        ]

    def _get_client_messages(self):
        """Return the texts for the client, in the order in which they were written."""
        self.ensure_one()
        # sudo: the page also opens by its link, for the person who has it. The domain
        # names the one audience that it shows.
        return (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    *self._get_client_message_domain(),
                    ("res_id", "=", self.id),
                    # What was another client's stays theirs.
                    ("party_client_id", "=", self.commercial_partner_id.id),
                ],
                order="id",
            )
        )

    def _get_client_files(self):
        """Return the files for the client, those of the texts included."""
        self.ensure_one()
        # sudo: the page also opens by its link. The domain names the one audience.
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("res_field", "=", False),
                    ("audience", "=", "client"),
                    ("party_client_id", "=", self.commercial_partner_id.id),
                ],
                order="id",
            )
        )

    def _get_client_thread(self, shown=0):
        """Return the newest of the conversation as the client's page shows it.

        :param int shown: how many texts are asked for, 0 for as many as a page begins
            with
        :return: dict of ``texts`` (dicts of ``id``, ``author``, ``side`` (client,
            reseller or vendor), ``date``, ``body`` and ``files``), ``total``, ``shown``
            and ``files``, those of the client that no text has brought along
        """
        messages = self._get_client_messages()
        files = self._get_client_files()
        shown = count_shown(shown, len(messages))
        newest = messages[len(messages) - shown :]
        authors = newest._get_shown_authors()
        texts = []
        for message in newest:
            name, side = authors[message.id]
            body = message.body
            attached = message.attachment_ids & files
            if self._repeats_description(message):
                # It stands above, with its pictures.
                body = ""
                attached -= self._get_described_images(attached)
            if attached or not is_blank(body):
                texts.append(
                    {
                        "id": message.id,
                        "author": name,
                        "side": side,
                        "date": message.date,
                        "body": body,
                        "files": attached,
                    }
                )
        in_texts = files.browse(file.id for text in texts for file in text["files"])
        earlier = messages - newest
        return {
            "texts": texts,
            "total": len(messages),
            "shown": shown,
            "files": files - in_texts - earlier.attachment_ids,
        }

    # What 19.0 tells the web client of a thread names everybody in it. Clients have no
    # use for it: they read the page. 17.0 has no such method and calls none.

    @api.model
    def _get_thread_with_access(self, thread_id, **kwargs):
        if self.env.user.share:
            return self.browse()
        return super()._get_thread_with_access(thread_id, **kwargs)
