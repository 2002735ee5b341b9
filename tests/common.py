"""What the tests of the tool share: scratch checkouts, source trees, real processes."""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from devkit.project import Project
from devkit.series import SERIES

ROOT = Path(__file__).resolve().parents[1]

#: An address where nothing listens: port 9 of this machine, "discard".
NOWHERE = "http://127.0.0.1:9"

ADDON = """{
    "name": "Scratch",
    "version": "17.0.1.0.0",
    "license": "AGPL-3",
    "depends": ["base"],
}
"""


class ScratchCase(unittest.TestCase):
    """A folder of its own with a checkout and an empty cache."""

    def setUp(self):
        super().setUp()
        # Resolved: a path that is compared must not lead through a link.
        self.folder = Path(tempfile.mkdtemp(prefix="devkit-test-")).resolve()
        self.addCleanup(shutil.rmtree, self.folder)
        self.project = Project(self.folder / "checkout")
        self.cache_home = self.folder / "cache"
        self.cache_home.mkdir()
        changed = {"XDG_CACHE_HOME": str(self.cache_home), "ODOO_SOURCE": ""}
        patcher = mock.patch.dict(os.environ, changed)
        patcher.start()
        self.addCleanup(patcher.stop)

    def make_checkout(self):
        """Copy the tool into the scratch checkout, beside a tiny addon."""
        root = self.project.root
        shutil.copytree(
            ROOT / "tools",
            root / "tools",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        for name in ("dev", "requirements.txt", "test-requirements.txt"):
            shutil.copy(ROOT / name, root / name)
        # The tool's libraries, which cannot be downloaded from here.
        self.project.state.mkdir()
        (self.project.state / "tool").symlink_to(ROOT / ".dev" / "tool")
        self.make_addon("scratch_addon", ADDON)

    def make_addon(self, name, manifest):
        """Make an addon of the checkout with nothing in it."""
        self.write(self.project.root / name / "__init__.py", "")
        self.write(self.project.root / name / "__manifest__.py", manifest)

    def make_tree(self, series="17.0", layout="release", name="odoo-tree"):
        """A source tree with as much in it as tells one from another folder."""
        tree = self.folder / name
        major, minor = series.split(".")
        self.write(
            tree / "odoo" / "release.py",
            f"version_info = ({major}, {minor}, 0, 'final', 0, '')\n"
            f"series = '{series}'\nversion = '{series}-scratch'\n",
        )
        self.write(tree / "odoo" / "addons" / "base" / "__manifest__.py", "{}")
        if layout == "git":
            self.write(tree / "addons" / "web" / "__manifest__.py", "{}")
        self.write(tree / "requirements.txt", "")
        return tree

    def make_archive(self, tree):
        """A release archive of a tree."""
        archive = self.folder / f"{tree.name}.tar.gz"
        with tarfile.open(archive, "w:gz") as file:
            file.add(tree, arcname=f"odoo-{tree.name}")
        return archive

    def write(self, path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def dev(self, *arguments, limit=None, **variables):
        """Run ./dev of the scratch checkout, cut off from the network."""
        offline = {"http_proxy": NOWHERE, "https_proxy": NOWHERE, "no_proxy": ""}
        return subprocess.run(
            [sys.executable, self.project.root / "dev", *arguments],
            env={**os.environ, **offline, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            preexec_fn=limit,
        )

    def assertFailsInOneLine(self, done, *words):
        """A run failed, and said why in a single line with these words in it."""
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 1, done.stderr)
        self.assertTrue(lines[0].startswith("dev: "), lines[0])
        for word in words:
            self.assertIn(word, lines[0])
        self.assertNotEqual(done.returncode, 0)

    def assertNothingMade(self):
        """Neither the cache nor the checkout holds anything half-made."""
        self.assertEqual(list(self.cache_home.rglob("odoo/*")), [])
        for series in SERIES.values():
            self.assertFalse(self.project.venv_of(series).exists())
        self.assertFalse((self.project.state / "postgres").exists())
