"""The wheels that pip installs: made for each series, and installed."""

import subprocess
from fnmatch import fnmatch

from devkit import addons, building, python_env, wheels
from devkit.console import Progress
from devkit.project import Project
from devkit.series import SERIES

from .common import ROOT, ScratchCase

#: What an addon's folder has for making the wheel alone.
NOT_INSTALLED = {"pyproject.toml"}

#: Kinds of files that must be there, by how their paths look.
KINDS = (
    "__manifest__.py",
    "README.rst",
    "data/*.xml",
    "demo/*.xml",
    "i18n/*.po",
    "i18n/*.pot",
    "readme/*.md",
    "security/*.csv",
    "static/description/icon.png",
    "static/description/index.html",
    "tests/*.py",
    "views/*.xml",
)


class TestWheels(ScratchCase):
    def test_pip_installs_all_files_of_each_series(self):
        for series in SERIES.values():
            with self.subTest(series=series.name):
                made = self.make(series)
                installed = self.install(made)
                ours = addons.discover(ROOT)
                self.assertEqual(len(made), len(ours))
                for addon in ours:
                    self.check_files(series, addon, installed)
                    self.check_metadata(series, addon, installed)
                for kind in KINDS:
                    self.assertTrue(list(installed.rglob(kind)), kind)

    def test_earlier_wheels_of_the_same_addons_go(self):
        series = SERIES["17.0"]
        earlier = "odoo_addon_scratch_addon-17.0.0.9-py3-none-any.whl"
        others = "odoo_addon_scratch_addon_more-17.0.0.9-py3-none-any.whl"
        self.make_checkout()
        pyproject = (ROOT / "revo_helpdesk_stages" / "pyproject.toml").read_text()
        self.write(self.project.root / "scratch_addon" / "pyproject.toml", pyproject)
        for name in (earlier, others):
            self.write(self.folder / "out" / name, "")
        self.make(series, self.project)
        left = sorted(path.name for path in (self.folder / "out").iterdir())
        self.assertEqual(left, [earlier.replace("0.9", "1.0.0"), others])

    def make(self, series, project=None):
        out = self.folder / "out"
        return wheels.make(project or Project(ROOT), series, out, Progress("wheels"))

    def install(self, made):
        """Install the wheels by pip; give the folder with the addons."""
        python = python_env.for_tool(Project(ROOT)).python
        target = self.folder / made[0].stem
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
            + ["--no-compile", "--target", target, *made],
            check=True,
        )
        return target / "odoo" / "addons"

    def check_files(self, series, addon, installed):
        expected = self.files(addon.path) - NOT_INSTALLED
        overlay = Project(ROOT).overlay_of(series) / addon.name
        expected |= self.files(overlay)
        found = self.files(installed / addon.name)
        self.assertEqual(found, expected)

    def check_metadata(self, series, addon, installed):
        found = addons.discover(installed)
        version = next(one for one in found if one.name == addon.name).manifest.version
        self.assertTrue(version.startswith(f"{series.name}."), version)
        name = f"odoo_addon_{addon.name}-{version}.dist-info"
        metadata = (installed.parents[1] / name / "METADATA").read_text()
        for needed in addon.manifest.depends:
            if needed.startswith("revo_"):
                self.assertIn(f"Requires-Dist: odoo-addon-{needed}", metadata)
        self.assertRegex(metadata, r"\nRequires-Dist: odoo[>=]=")
        self.assertIn("Home-page: https://", metadata)
        self.assertIn("License: AGPL-3", metadata)

    def files(self, folder):
        """The names of the files in a folder, without what tools leave there."""
        paths = [path.relative_to(folder) for path in folder.rglob("*")]
        return {
            path.as_posix()
            for path in paths
            if (folder / path).is_file() and not any(map(is_no_part, path.parts))
        }


def is_no_part(name):
    return any(fnmatch(name, pattern) for pattern in building.NO_PART)
