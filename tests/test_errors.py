"""What goes wrong on a user's machine: one clear line, nothing half-made."""

import ast
import os
import resource
import socket
import subprocess
import sys

from devkit.series import SERIES

from .common import ROOT, ScratchCase

#: Every file of the tool is smaller than that, and no archive's content is.
FEW_BYTES = 1 << 20


class TestErrors(ScratchCase):
    def setUp(self):
        super().setUp()
        self.make_checkout()

    def test_no_source_and_no_network(self):
        for series in SERIES:
            with self.subTest(series=series):
                done = self.dev("up", "--port", "0", "--series", series)
                self.assertFailsInOneLine(
                    done, f"No Odoo {series} source", "ODOO_SOURCE"
                )
                self.assertNothingMade()

    def test_going_on_with_another_series(self):
        done = self.dev("up", "--port", "0")
        self.assertRegex(done.stdout, r"Going on with Odoo 19\.0: No Odoo 17\.0 source")
        self.assertFailsInOneLine(done, "No Odoo 19.0 source", "ODOO_SOURCE")
        self.assertNothingMade()

    def test_source_that_does_not_exist(self):
        done = self.dev("up", "--port", "0", ODOO_SOURCE="/does/not/exist")
        self.assertFailsInOneLine(done, "/does/not/exist", "does not exist")
        self.assertNothingMade()

    def test_folder_without_odoo(self):
        done = self.dev("up", "--port", "0", ODOO_SOURCE=str(self.folder))
        self.assertFailsInOneLine(done, "no Odoo source tree")
        self.assertNothingMade()

    def test_source_of_another_series(self):
        tree = self.make_tree("16.0")
        done = self.dev("up", "--port", "0", ODOO_SOURCE=str(tree))
        self.assertFailsInOneLine(done, "Odoo 16.0", "17.0 or 19.0 is needed")
        self.assertNothingMade()

    def test_port_taken(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = self.dev("up", "--port", str(port))
        self.assertFailsInOneLine(done, f"Port {port}", "--port")
        self.assertNothingMade()

    def test_port_that_is_none(self):
        done = self.dev("up", "--port", "70000")
        self.assertFailsInOneLine(done, "Port 70000", "--port")

    def test_no_room_for_the_source(self):
        tree = self.make_tree()
        (tree / "large").write_bytes(os.urandom(2 * FEW_BYTES))
        archive = self.make_archive(tree)

        def little_room():
            resource.setrlimit(resource.RLIMIT_FSIZE, (FEW_BYTES, FEW_BYTES))

        done = self.dev(
            "up", "--port", "0", limit=little_room, ODOO_SOURCE=str(archive)
        )
        self.assertFailsInOneLine(done, "disk is full", "Free some space")
        self.assertNothingMade()

    def test_no_room_for_the_python_environment(self):
        tree = self.make_tree()

        def no_room():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        done = self.dev("up", "--port", "0", limit=no_room, ODOO_SOURCE=str(tree))
        self.assertFailsInOneLine(done, "disk is full", "Free some space")
        self.assertNothingMade()

    def test_no_addon(self):
        (self.project.root / "scratch_addon" / "__manifest__.py").unlink()
        self.assertFailsInOneLine(self.dev("up", "--port", "0"), "No addon")

    def test_unsupported_python(self):
        for version in ((3, 9, 18), (3, 13, 0)):
            with self.subTest(version=version):
                pretend = (
                    f"import runpy, sys; sys.version_info = {version};"
                    f" runpy.run_path({str(self.project.root / 'dev')!r})"
                )
                done = subprocess.run(
                    [sys.executable, "-c", pretend],
                    capture_output=True,
                    text=True,
                    check=False,
                )
                self.assertFailsInOneLine(done, "Python 3.10 to 3.12 is needed")

    def test_an_old_python_can_read_the_entry_point(self):
        ast.parse((ROOT / "dev").read_text(), feature_version=(3, 4))
