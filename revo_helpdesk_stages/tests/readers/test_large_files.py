"""Large files are stored from the disk as they came."""

import io
import os
from tempfile import TemporaryFile

from PIL import Image

from ...policies.large_files import HEAD, LARGE, is_on_disk, read_content
from ..common import SupportLineCase

# Shorter than a picture that Odoo makes smaller.
_SIDE = 700


def _picture():
    """Return a picture that no compression makes small."""
    stored = io.BytesIO()
    pixels = os.urandom(_SIDE * _SIDE * 3)
    Image.frombytes("RGB", (_SIDE, _SIDE), pixels).save(stored, "png")
    return stored.getvalue()


class TestLargeFiles(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket()
        line = b"12:00 The terminal loses its connection.\n"
        cls.contents = {
            "dump.bin": os.urandom(LARGE * 2),
            "terminal.log.txt": line * (3 * HEAD // len(line)),
            "receipt.png": _picture(),
            "small.txt": b"A small one.",
        }

    def _send(self, user):
        """Send all of them with a text, as programs do; give the files."""
        files = []
        for name, content in self.contents.items():
            with TemporaryFile() as file:
                file.write(content)
                file.seek(0)
                files.append((name, read_content(file)))
        large = [name for name, content in files if is_on_disk(content)]
        self.assertEqual(large, [name for name in self.contents if name[:5] != "small"])
        message = self.ticket.with_user(user).message_post(
            body="See there",
            attachments=files,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        self.env.invalidate_all()
        return message.sudo().attachment_ids

    def test_they_are_there_as_they_came(self):
        for where in ("file", "db"):
            self.env["ir.config_parameter"].set_param("ir_attachment.location", where)
            with self.subTest(where):
                files = self._send(self.ana)
                self.assertEqual({file.name: file.raw for file in files}, self.contents)
                self.assertEqual(
                    {file.name: file.mimetype for file in files},
                    {
                        "dump.bin": "application/octet-stream",
                        "terminal.log.txt": "text/plain",
                        "receipt.png": "image/png",
                        "small.txt": "text/plain",
                    },
                )
                self.assertEqual(files.mapped("res_id"), self.ticket.ids * 4)

    def test_their_readers_are_those_of_the_text(self):
        files = self._send(self.ana)
        self.assertEqual(set(files.mapped("audience")), {"client"})
        self.assertEqual(files.create_uid, self.ana)

    def test_the_database_holds_no_second_copy_of_a_text(self):
        files = self._send(self.ana)
        text = files.filtered(lambda file: file.name == "terminal.log.txt")
        self.assertIn("loses its connection", text.index_content)
        self.assertLessEqual(len(text.index_content), HEAD)
