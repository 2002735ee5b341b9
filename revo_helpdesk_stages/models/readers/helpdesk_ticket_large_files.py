from odoo import Command, models

from ...policies.large_files import is_on_disk


class HelpdeskTicket(models.Model):
    """Large files that come with a text."""

    _inherit = "helpdesk.ticket"

    def _process_attachments_for_post(
        self, attachments, attachment_ids, message_values
    ):
        """Store large files as they are: Odoo writes each out in base64 and reads that
        again, which takes four times its size of memory.
        """
        large = [file for file in attachments or () if is_on_disk(file[1])]
        others = [file for file in attachments or () if not is_on_disk(file[1])]
        values = super()._process_attachments_for_post(
            others, attachment_ids, message_values
        )
        if not large:
            return values
        # sudo: as Odoo stores the others, once it is known that the text may be sent.
        files = self.env["ir.attachment"].sudo()
        stored = files.create(
            [
                {
                    "name": name,
                    "raw": content,
                    "type": "binary",
                    "description": name,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for name, content in large
            ]
        )
        links = [Command.link(file_id) for file_id in stored.ids]
        return {**values, "attachment_ids": [*values["attachment_ids"], *links]}
