"""Where Odoo's source comes from."""

import functools
import http.server
import os
import threading
from unittest import mock

from devkit import archive, source
from devkit.errors import DevError
from devkit.series import SERIES

from .common import NOWHERE, ScratchCase

SERIES_17 = SERIES["17.0"]


class TestSource(ScratchCase):
    def find(self, given=""):
        with mock.patch.dict(os.environ, ODOO_SOURCE=str(given)):
            return source.find(self.project, SERIES_17)

    def test_both_layouts(self):
        for layout, expected in (
            ("release", ["odoo/addons"]),
            ("git", ["addons", "odoo/addons"]),
        ):
            with self.subTest(layout=layout):
                folder = self.make_tree(layout=layout, name=f"tree-{layout}")
                tree = source.read_tree(folder)
                found = [str(p.relative_to(folder)) for p in tree.addons_paths]
                self.assertEqual(found, expected)

    def test_tree_is_used_in_place_and_remembered(self):
        folder = self.make_tree()
        self.assertEqual(self.find(folder).path, folder)
        self.assertEqual(self.find().path, folder)

    def test_archive_is_unpacked_once_and_remembered(self):
        packed = self.make_archive(self.make_tree())
        first = self.find(packed)
        self.assertEqual(first.version, "17.0-scratch")
        self.assertTrue(first.path.is_relative_to(self.project.cache))
        with mock.patch.object(archive, "unpack") as unpack:
            self.assertEqual(self.find(packed), first)
            self.assertEqual(self.find(), first)
        unpack.assert_not_called()

    def test_address_of_an_archive(self):
        archive = self.make_archive(self.make_tree())
        handler = functools.partial(QuietHandler, directory=archive.parent)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/{archive.name}"
            tree = self.find(address)
            server.shutdown()
        self.assertEqual(tree.series, "17.0")
        self.assertEqual(self.find().path, tree.path)

    def test_broken_archive_leaves_nothing(self):
        archive = self.make_archive(self.make_tree())
        archive.write_bytes(archive.read_bytes()[:-100])
        with self.assertRaisesRegex(DevError, "no archive that can be read"):
            self.find(archive)
        self.assertNothingMade()

    def test_remembered_tree_that_is_gone(self):
        folder = self.make_tree()
        self.find(folder)
        folder.rename(folder.with_name("elsewhere"))
        with mock.patch.dict(os.environ, https_proxy="http://127.0.0.1:9"):
            with self.assertRaisesRegex(DevError, "No Odoo 17.0 source is known"):
                self.find()


class TestChoice(ScratchCase):
    """Which series a command works with that names none."""

    def choose(self, wanted=None, given=""):
        changed = {"ODOO_SOURCE": str(given), "https_proxy": NOWHERE}
        with mock.patch.dict(os.environ, changed):
            return source.choose(self.project, wanted).name

    def know(self, series):
        folder = self.make_tree(series, name=f"known-{series}")
        with mock.patch.dict(os.environ, ODOO_SOURCE=str(folder)):
            source.find(self.project, SERIES[series])

    def test_the_one_that_is_wanted(self):
        self.know("17.0")
        self.assertEqual(self.choose("19.0"), "19.0")

    def test_first_of_the_known_ones(self):
        self.know("19.0")
        self.assertEqual(self.choose(), "19.0")
        self.know("17.0")
        self.assertEqual(self.choose(), "17.0")

    def test_the_one_of_the_tree_that_is_named(self):
        self.know("17.0")
        given = self.make_tree("19.0")
        self.assertEqual(self.choose(given=given), "19.0")
        self.assertEqual(self.choose("17.0", given), "17.0")

    def test_next_one_where_the_first_cannot_be_downloaded(self):
        self.assertEqual(self.choose(), "19.0")

    def test_a_tree_that_is_named_is_remembered_for_its_own_series(self):
        given = self.make_tree("19.0")
        self.choose(given=given)
        self.assertTrue(source.is_known(self.project, SERIES["19.0"]))
        self.assertFalse(source.is_known(self.project, SERIES["17.0"]))


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without telling about each one."""

    def log_message(self, *_args):
        return
