import re

from odoo import models

_IMAGE = re.compile(r"/web/(?:image|content)/(\d+)")


class HelpdeskTicket(models.Model):
    """The description is for everybody who reads the ticket, its images included."""

    _inherit = "helpdesk.ticket"

    def _share_described_images(self):
        """Open the images of descriptions to their readers, where the author of the
        description may read them, too.
        """
        ids = set().union(*(ticket._get_image_ids() for ticket in self))
        if not ids:
            return
        # sudo: the server settles the readers of files.
        images = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("id", "in", list(ids)),
                    ("res_model", "=", self._name),
                    ("res_id", "in", [0, *self.ids]),
                    ("audience", "in", self.env.user._get_readable_audiences()),
                    "|",
                    ("res_id", "!=", 0),
                    ("create_uid", "=", self.env.uid),
                ]
            )
        )
        images.audience = "client"
        self._take_pasted(images.filtered(lambda image: not image.res_id))

    def _get_described_images(self, files):
        """Keep those of some files that the description shows."""
        ids = self._get_image_ids()
        return files.filtered(lambda file: file.id in ids)

    def _take_pasted(self, images):
        """Give tickets the images that were pasted into them before they were saved,
        and have no number of a ticket yet.

        :param images: ir.attachment records, with sudo
        """
        for ticket in self if images else ():
            ids = ticket._get_image_ids()
            images.filtered(lambda image, ids=ids: image.id in ids).write(
                {"res_model": self._name, "res_id": ticket.id}
            )

    def _get_image_ids(self):
        """Return the numbers of the files that the description shows."""
        self.ensure_one()
        # sudo: the server reads what was just written, no matter who wrote it.
        return set(map(int, _IMAGE.findall(self.sudo().description or "")))
