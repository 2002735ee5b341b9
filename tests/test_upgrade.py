"""From the released version to this one: what is taken from git, and what fails."""

import contextlib
import io
import shutil
import subprocess
from types import SimpleNamespace
from unittest import mock

from devkit import addons, released, update_facts
from devkit.commands import upgrade
from devkit.errors import DevError
from devkit.project import Project
from devkit.series import SERIES

from .common import ADDON, ROOT, ScratchCase

RELEASED = ADDON.replace("Scratch", "Released")


class TestRelease(ScratchCase):
    def setUp(self):
        super().setUp()
        self.make_checkout()
        self.git("init", "--quiet")
        self.make_addon("scratch_addon", RELEASED)
        self.make_addon("given_up", ADDON)
        self.git("add", "scratch_addon", "given_up", "tools")
        self.git("commit", "--quiet", "--message=Release")
        commit = self.git("rev-parse", "HEAD").strip()
        self.release = released.Release("17.0.1.0.0", commit)
        self.make_addon("scratch_addon", ADDON)
        shutil.rmtree(self.project.root / "given_up")

    def git(self, *arguments):
        person = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        return subprocess.run(
            ["git", *person, *arguments],
            cwd=self.project.root,
            capture_output=True,
            check=True,
            text=True,
        ).stdout

    def test_the_addons_are_those_of_the_commit_for_each_series(self):
        for series in SERIES.values():
            with self.subTest(series=series.name):
                out = self.folder / series.name
                self.release.unpack(self.project, series, out)
                found = {addon.name: addon.manifest for addon in addons.discover(out)}
                self.assertEqual(set(found), {"scratch_addon", "given_up"})
                self.assertEqual(found["scratch_addon"].name, "Released")
                self.assertEqual(found["scratch_addon"].version, f"{series.name}.1.0.0")
                left = {path.name for path in self.folder.iterdir()}
                self.assertFalse({name for name in left if "source" in name}, left)

    def test_a_history_without_the_commit_is_told(self):
        for history in ("shallow", "none"):
            if history == "none":
                shutil.rmtree(self.project.root / ".git")
            else:
                self.release = released.Release("17.0.1.0.0", "0" * 40)
            with self.subTest(history=history):
                with self.assertRaisesRegex(DevError, "17.0.1.0.0 .*--unshallow"):
                    self.release.unpack(
                        self.project, SERIES["17.0"], self.folder / "out"
                    )

    def test_a_machine_without_git_is_told(self):
        with mock.patch.object(shutil, "which", return_value=None):
            with self.assertRaisesRegex(DevError, "install git"):
                self.release.unpack(self.project, SERIES["17.0"], self.folder / "out")

    def test_the_release_is_named_in_one_file(self):
        release = released.read(Project(ROOT))
        self.assertRegex(release.commit, "^[0-9a-f]{40}$")
        self.assertRegex(release.version, r"^17\.0\.\d+\.\d+\.\d+$")


class TestFacts(ScratchCase):
    def test_what_is_lost_and_what_is_new(self):
        before, after = {"stay": {"1", "2"}}, {"stay": {"2", "3"}}
        self.assertEqual(update_facts.lost(before, after), ["lost stay: 1"])

    def test_what_an_installation_has_and_what_it_has_not(self):
        fresh, updated = {"column": {"a", "b"}}, {"column": {"b", "c"}}
        self.assertEqual(
            update_facts.differences(fresh, updated),
            ["missing column: a", "left column: c"],
        )


class TestUpdate(ScratchCase):
    """The command with what Odoo and the databases are asked for noted down."""

    def upgrade(self, logged=(), **facts):
        """Run it; give the options of Odoo.

        :param facts: what the databases say: before, after and fresh
        """
        self.changes = []

        def change(_database, _doing, options, _progress):
            self.changes.append(options)
            return list(logged)

        workspace = SimpleNamespace(
            databases=SimpleNamespace(
                clone=mock.Mock(), drop=mock.Mock(), query=lambda *_: [["ours"]]
            ),
            odoo=SimpleNamespace(
                addons=(SimpleNamespace(name="ours"), SimpleNamespace(name="new")),
                change=change,
            ),
            preparing=contextlib.nullcontext,
            series=SimpleNamespace(name="17.0"),
            templates=SimpleNamespace(
                prefix="dev", released=lambda _: "released", full=lambda: "fresh"
            ),
        )

        def say(what):
            def find(_databases, name, *wanted):
                moment = "before" if name != "fresh" and not self.changes else name
                moment = moment if moment in ("before", "fresh") else "after"
                found = facts.get(f"{moment}_{what}", set())
                return {what: found} if what in ("kept", "shape") else found

            return find

        answers = {what: say(what) for what in ("kept", "shape", "columns", "filled")}
        opened = mock.Mock(return_value=contextlib.nullcontext(workspace))
        self.said = io.StringIO()
        with mock.patch.multiple(
            upgrade, opened=opened, check_installed=mock.Mock()
        ), mock.patch.multiple(upgrade.update_facts, **answers):
            with mock.patch.object(upgrade.released, "read") as read:
                read.return_value = released.Release("17.0.1.0.0", "0")
                with contextlib.redirect_stdout(self.said):
                    upgrade.run(self.project, SimpleNamespace(series="17.0"))
        workspace.databases.drop.assert_called_once()

    def test_what_was_there_is_updated_and_what_has_come_installed(self):
        self.upgrade()
        self.assertEqual(self.changes, [["--update=ours", "--init=new"]])
        self.assertIn("nothing is lost, and nothing is missing", self.said.getvalue())

    def test_what_fails(self):
        for facts, line in (
            ({"before_kept": {"1"}}, "lost kept: 1"),
            ({"fresh_shape": {"a"}}, "missing shape: a"),
            ({"after_shape": {"a"}}, "left shape: a"),
            ({"fresh_columns": {"a.b"}, "fresh_filled": {"a.b"}}, "empty: a.b"),
        ):
            with self.subTest(line=line):
                with self.assertRaisesRegex(DevError, "differences: 1.* migrations/"):
                    self.upgrade(**facts)
                self.assertIn(line, self.said.getvalue())

    def test_a_line_in_the_log_fails(self):
        with self.assertRaisesRegex(DevError, "count as failure: 1; differences: 0"):
            self.upgrade(logged=["ERROR"])
