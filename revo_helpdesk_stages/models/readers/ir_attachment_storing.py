import base64
import io
import logging
from pathlib import Path

from PIL import Image

from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools.image import ImageProcess

from .mail_message import TICKET

_logger = logging.getLogger(__name__)

# What a file is that is not what it says.
_PLAIN_FILE = "application/octet-stream"
# The pictures that Odoo reads. Others are shown by who can.
_PICTURES = {f"image/{kind}" for kind in ("bmp", "gif", "jpeg", "png", "tiff")}


class IrAttachment(models.Model):
    """A file of a ticket is stored as it came, or whoever sends it is told."""

    _inherit = "ir.attachment"

    def _file_write(self, bin_value, checksum):
        """Leave no part of a file behind where the disk is full: the same file, sent
        again, would be taken for another one with the same name.
        """
        try:
            return super()._file_write(bin_value, checksum)
        finally:
            # Where Odoo puts it. To be asked, it would read a file that is there.
            stored = Path(self._full_path(f"{checksum[:2]}/{checksum}"))
            if stored.is_file() and stored.stat().st_size != len(bin_value):
                _logger.warning("%s could not be stored, and is removed again.", stored)
                stored.unlink()

    @api.model
    def _postprocess_contents(self, values):
        """Keep a picture on a ticket that cannot be read as one as a plain file."""
        if values.get("res_model") != TICKET:
            return super()._postprocess_contents(values)
        mimetype = self._compute_mimetype(values)
        content = values.get("raw") or base64.b64decode(values.get("datas") or b"")
        if mimetype not in _PICTURES or self._is_picture(content):
            return super()._postprocess_contents(values)
        # Odoo goes on with these values, and not with those that are returned.
        values["mimetype"] = _PLAIN_FILE
        return values

    @api.model
    def _is_picture(self, content):
        """Return whether a decoder can read a content, as far as it is quick to say."""
        try:
            # What Odoo does with it, and what it would not notice: a wrong checksum.
            if ImageProcess(content, verify_resolution=False).image:
                Image.open(io.BytesIO(content)).verify()
        except Exception as error:
            # Whatever a decoder meets in a file that says to be a picture.
            _logger.info("A picture is kept as a plain file: %s", error)
            return False
        return True

    def _check_not_empty(self):
        """Check that what a client chose holds something: a telephone gives an empty
        file for one that is still elsewhere. An e-mail is taken as it comes.

        :raises UserError: naming a file without content
        """
        if not self.env.user.share:
            return
        # sudo: what a file weighs is no secret to who brings it.
        for file in self.sudo():
            if (
                file.res_model == TICKET
                and file.type == "binary"
                and not file.file_size
            ):
                raise UserError(
                    _(
                        "%s is empty, and nothing was sent. Open it to see whether it "
                        "is all there, and choose it again, or send the text without "
                        "it.",
                        file.name,
                    )
                )

    def _check_stored(self):
        """Check that files of tickets are on the disk as they came: 17.0 goes on where
        one could not be written.

        :raises UserError: naming a file that is not
        """
        # sudo: where a file is stored is the server's.
        for file in self.sudo():
            if file.res_model != TICKET or not file.store_fname:
                continue
            stored = Path(self._full_path(file.store_fname))
            if not stored.is_file() or stored.stat().st_size != file.file_size:
                raise UserError(self._get_unstored(file.name))

    @api.model
    def _get_unstored(self, name):
        return _(
            "%s could not be stored, as the server has no room for it. Nothing was "
            "sent: try it again in a while, or send the text without the file.",
            name,
        )
