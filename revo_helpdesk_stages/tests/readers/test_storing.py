"""What cannot be stored is said; what cannot be read as a picture is kept as a file."""

import base64
import resource
import zlib
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urldefrag, urljoin

from lxml import html

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SupportLineCase, SupportLineHttpCase
from ..compat import offer_categories

# More than a process writes into its log, and less than a file may have.
ROOM = 4 * 1024 * 1024


def _chunk(kind, data):
    check = zlib.crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + check


def _png(width, height, data):
    """Return a picture of a size that says to be well, with any data in it."""
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    header = _chunk(b"IHDR", size + b"\x08\x02\x00\x00\x00")
    end = _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", data) + end


def _black(width, height):
    row = b"\x00" + b"\x00\x00\x00" * width
    return _png(width, height, zlib.compress(row * height))


# In what ways a picture is none: for decoders each is another kind of fault.
_SMALL, _LARGE = _black(9, 9), _black(3000, 2000)
BROKEN = {
    "signature alone": b"\x89PNG\r\n\x1a\ngarbage",
    "cut in its header": _SMALL[:30],
    "garbage after its header": _SMALL[:33] + b"garbage" * 9,
    "cut in its data": _SMALL[:-20],
    "other data than sent": _SMALL[:45] + b"garbage" + _SMALL[52:],
    "too large to show in a message, and cut": _LARGE[:-20],
    "too large to show in a message, with other data": _LARGE[:99]
    + b"garbage"
    + _LARGE[106:],
    "too large for any memory": _png(30000, 30000, b"garbage"),
}


@contextmanager
def _no_room():
    """Let no file grow beyond what there is room for, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestFullDisk(SupportLineCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket_in("backlog_client")
        # As many bytes as there is no room for, and another file in each test.
        self.content = f"{self.id()} ".encode() * (ROOM // len(self.id()) + 1)

    def _get_path(self, files, content):
        return Path(files._get_path(content, files._compute_checksum(content))[1])

    @mute_logger(
        "odoo.addons.base.models.ir_attachment",
        "odoo.addons.revo_helpdesk_stages.models.readers.ir_attachment_storing",
    )
    def test_who_sends_a_file_is_told_and_may_send_it_again(self):
        files = self.env["ir.attachment"]
        client = self._as(self.cleo, self.ticket)
        sent = len(self.ticket.message_ids)
        with self.assertRaisesRegex(UserError, "log.txt could not be stored"):
            with self.env.cr.savepoint(), _no_room():
                client._answer_as_client("It fails.", [("log.txt", self.content)])
        self.assertFalse(self._get_path(files, self.content).exists())
        self.assertEqual(len(self.ticket.message_ids), sent)
        # With room again.
        message = client._answer_as_client("It fails.", [("log.txt", self.content)])
        stored = message.sudo().attachment_ids
        self.addCleanup(Path(stored._full_path(stored.store_fname)).unlink, True)
        self.assertEqual(stored.raw, self.content)


@tagged("post_install", "-at_install")
class TestBrokenPictures(SupportLineHttpCase):
    def test_a_picture_that_is_none_is_kept_as_a_file(self):
        ticket = self._create_ticket()
        values = {"name": "till.png", "res_model": ticket._name, "res_id": ticket.id}
        for kind, broken in BROKEN.items():
            for key, content in (("raw", broken), ("datas", base64.b64encode(broken))):
                with self.subTest(kind=kind, key=key):
                    file = self.env["ir.attachment"].create({**values, key: content})
                    self.assertEqual(file.raw, broken)
                    self.assertEqual(file.mimetype, "application/octet-stream")

    def test_a_picture_stays_one(self):
        ticket = self._create_ticket()
        values = {"name": "till.png", "res_model": ticket._name, "res_id": ticket.id}
        for content in (_SMALL, _LARGE):
            file = self.env["ir.attachment"].create({**values, "raw": content})
            self.assertEqual(file.mimetype, "image/png")

    def test_the_words_with_it_arrive(self):
        for kind, broken in BROKEN.items():
            with self.subTest(kind=kind):
                ticket = self._create_ticket_in("backlog_client")
                client = self._as(self.cleo, ticket)
                message = client._answer_as_client("The till.", [("till.png", broken)])
                self.assertIn("The till.", message.body)
                self.assertEqual(message.sudo().attachment_ids.raw, broken)


@tagged("post_install", "-at_install")
class TestForms(SupportLineHttpCase):
    """Each field for files that a page of the site has, with whatever addon."""

    WORDS = {"subject": "The till", "description": "It is dark.", "text": "It is dark."}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        offer_categories(cls.company)
        cls.category = cls.env.ref("helpdesk_mgmt.helpdesk_category_1")

    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket_in("backlog_client")
        self._log_in(self.cleo)

    def _get_fields(self):
        """Return ``(address, name of the field, values of its form)`` of each."""
        found = []
        for path in ("/new/ticket", f"/my/ticket/{self.ticket.id}"):
            page = html.fromstring(self.url_open(path).text)
            for field in page.xpath("//form//input[@type='file']"):
                form = next(field.iterancestors("form"))
                typed = {**self.WORDS, "category": self.category.id}
                typed = {key: typed[key] for key in typed if key in form.fields}
                values = {**dict(form.form_values()), **typed}
                action = urldefrag(urljoin(path, form.get("action"))).url
                found.append((action, field.name, values))
        return found

    def _send(self, path, name, values, content):
        files = {name: ("till.png", content, "image/png")}
        return self.url_open(path, data=values, files=files, timeout=600)

    @contextmanager
    def _no_room_for_files(self):
        """Let there be no room where files are kept; what is sent stands elsewhere."""
        files = self.registry["ir.attachment"]
        write = files._file_write

        def write_without_room(*arguments):
            with _no_room():
                return write(*arguments)

        with patch.object(files, "_file_write", write_without_room):
            yield

    def _find_files(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", "helpdesk.ticket"), ("name", "=", "till.png")]
        )

    def test_a_broken_picture_is_a_file_or_refused_in_words(self):
        fields = self._get_fields()
        paths = {path for path, _name, _values in fields}
        self.assertEqual(
            paths, {"/submitted/ticket", f"/my/ticket/{self.ticket.id}/answer"}
        )
        for path, name, values in fields:
            for kind, broken in BROKEN.items():
                with self.subTest(path=path, name=name, kind=kind):
                    before = self._find_files()
                    # The page took note of what was there: each is another one.
                    words = {k: f"{kind}. {v}" for k, v in self.WORDS.items()}
                    words = {k: v for k, v in words.items() if k in values}
                    answer = self._send(path, name, {**values, **words}, broken)
                    file = self._find_files() - before
                    if answer.status_code == 422:
                        # A field that takes nothing but pictures says so.
                        self.assertFalse(file)
                        self.assertIn("till.png", answer.text)
                        self.assertIn(f"{kind}. It is dark.", answer.text)
                        continue
                    self.assertEqual(answer.status_code, 200)
                    self.assertEqual(file.raw, broken)
                    ticket = self.tickets.browse(file.res_id)
                    said = [ticket.description, *ticket.message_ids.mapped("body")]
                    self.assertIn(f"{kind}. It is dark.", "".join(filter(None, said)))

    @mute_logger(
        "odoo.addons.base.models.ir_attachment",
        "odoo.addons.revo_helpdesk_stages.models.readers.ir_attachment_storing",
    )
    def test_where_there_is_no_room_the_words_stay_in_the_form(self):
        # A picture, as some fields take nothing else.
        content = _SMALL + f"{self.id()} ".encode() * (ROOM // len(self.id()) + 1)
        for path, name, values in self._get_fields():
            with self.subTest(path=path, name=name):
                before = self.tickets.search_count([]), len(self.ticket.message_ids)
                with self._no_room_for_files():
                    answer = self._send(path, name, values, content)
                self.assertEqual(answer.status_code, 422)
                self.assertIn("till.png could not be stored", answer.text)
                self.assertIn("It is dark.", answer.text)
                self.env.invalidate_all()
                after = self.tickets.search_count([]), len(self.ticket.message_ids)
                self.assertEqual(after, before)
                self.assertFalse(self._find_files())


class TestEmptyFiles(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Asked for where there are any, and demo data have some.
        cls.company.helpdesk_mgmt_portal_category_id_required = False

    def test_a_client_is_told_and_keeps_the_text(self):
        ticket = self._create_ticket_in("backlog_client")
        sent = len(ticket.message_ids)
        self._log_in(self.cleo)
        token = {"csrf_token": self._get_token()}
        for route, name in (
            (f"/my/ticket/{ticket.id}/answer", "files"),
            ("/submitted/ticket", "attachment"),
        ):
            with self.subTest(route=route):
                before = self.tickets.search_count([])
                response = self.url_open(
                    route,
                    data={
                        **token,
                        "text": "It smokes.",
                        "subject": "The till",
                        "description": "It smokes.",
                    },
                    files={name: ("till.pdf", b"", "application/pdf")},
                )
                self.env.invalidate_all()
                self.assertEqual(response.status_code, 422)
                self.assertIn("till.pdf is empty", response.text)
                self.assertIn("It smokes.", response.text)
                self.assertEqual(self.tickets.search_count([]), before)
        self.assertEqual(len(ticket.message_ids), sent)

    def test_staff_may_keep_one(self):
        ticket = self._create_ticket()
        message = self._as(self.ana, ticket).message_post(
            body="So it came.", attachments=[("till.pdf", b"")]
        )
        self.assertEqual(message.sudo().attachment_ids.file_size, 0)
