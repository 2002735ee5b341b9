"""What Outlook has packed is read, whatever is wrong with it, without Odoo."""

import struct
import time
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies.tnef import is_packed, unpack
from ..unhurried import unhurried
from . import packed

LETTER = packed.pack(
    packed.attribute(1, 0x0002800C, "Ya falló «otra vez»".encode("cp1252") + b"\0"),
    packed.properties(
        packed.beside([1, 2, 3]),
        packed.number(packed.HTML_CODEPAGE, 65001),
        packed.content(packed.HTML, "<p>Ya falló ✗</p>\0".encode()),
    ),
    packed.file(
        "LOG~1.TXT", b"No paper\0\0", packed.words(packed.LONG_NAME, "Nº 1.txt")
    ),
    packed.file("till.png", b"\x89PNG", packed.words(packed.FILE_ID, "till@shop")),
)


class TestPacked(BaseCase):
    def test_text_and_files_come_out(self):
        self.assertTrue(is_packed(LETTER))
        found = unpack(LETTER)
        self.assertEqual(found.text, "Ya falló «otra vez»")
        self.assertEqual(found.html, "<p>Ya falló ✗</p>")
        self.assertEqual(
            found.files,
            [
                # All of it, with the zeros at its end.
                ("Nº 1.txt", b"No paper\0\0", ""),
                ("till.png", b"\x89PNG", "till@shop"),
            ],
        )
        self.assertTrue(found.all_files)
        self.assertFalse(found.has_rich_text)

    def test_what_only_outlook_reads_is_said(self):
        found = unpack(
            packed.pack(
                packed.properties(packed.content(packed.RICH_TEXT, b"LZFu")),
                packed.file("Meeting", None, packed.content(packed.OBJECT, b"x", 0xD)),
            )
        )
        self.assertEqual(found.files, [])
        self.assertTrue(found.has_rich_text)
        self.assertFalse(found.all_files)

    def test_names_lead_to_no_folder(self):
        for name, plain in (
            ("..\\..\\windows\\win.ini", "win.ini"),
            ("/etc/passwd", "passwd"),
            ("a\r\nb\u202e.txt", "ab.txt"),
            ("..", "file-1"),
            ("", "file-1"),
        ):
            long_name = packed.words(packed.LONG_NAME, name)
            found = unpack(packed.pack(packed.file("", b"x", long_name)))
            with self.subTest(name):
                self.assertEqual(found.files, [(plain, b"x", "")])

    def test_codepages_that_nobody_knows(self):
        html = packed.content(packed.HTML, "olé".encode("cp1252"))
        for codepage in (0, 1252, 4_294_967_295):
            of_html = packed.number(packed.HTML_CODEPAGE, codepage)
            found = unpack(packed.pack(packed.properties(of_html, html)))
            self.assertEqual(found.html, "olé")

    def test_a_file_that_is_cut_off_is_broken_or_has_whole_files(self):
        whole = unpack(LETTER).files
        for size in range(6, len(LETTER)):
            try:
                found = unpack(LETTER[:size])
            except ValueError:
                continue
            names = [name for name, *_rest in found.files]
            self.assertLessEqual(len(names), 2)
            for _name, data, _shown_by in found.files:
                self.assertIn(data, [content for _name, content, _id in whole])

    def test_counts_that_are_not_true_hold_nobody(self):
        most = 0xFFFFFFFF
        for kind in (0x1002, 0x1003, 0x1E, 0x1F, 0x101F, 0x102, 0xD, 1, 0x1001):
            value = struct.pack("<IHHI", most, kind, packed.TEXT, most) + b"\0" * 64
            content = packed.pack(packed.attribute(1, 0x00069003, value))
            began = time.monotonic()
            with suppress(ValueError):
                unpack(content)
            self.assertLess(time.monotonic() - began, 1)
        many = packed.pack(*[packed.file("a", b"")] * 201)
        with self.assertRaises(ValueError):
            unpack(many)

    @unhurried
    @given(st.integers(0, len(LETTER) - 1), st.binary(max_size=20))
    def test_whatever_stands_in_it_it_is_read_or_broken(self, at, bytes_there):
        content = LETTER[:at] + bytes_there + LETTER[at + len(bytes_there) :]
        with suppress(ValueError):
            unpack(content)
