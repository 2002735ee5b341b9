"""Databases on the server that the tests run on."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from devkit import development, postgres
from devkit.databases import Databases
from devkit.errors import DevError
from devkit.python_env import PythonEnv
from devkit.series import SERIES
from devkit.templates import Templates

from .common import ScratchCase


class DatabaseCase(ScratchCase):
    """Real databases; their names start with this process's, and they go at the end."""

    def setUp(self):
        super().setUp()
        programs = postgres.programs(PythonEnv(Path(sys.prefix)))
        self.databases = Databases(programs, {}, self.folder / "filestore")
        self.prefix = f"devkit_test_{os.getpid()}_"
        self.addCleanup(self._drop_all)

    def _drop_all(self):
        for name in self.databases.names(self.prefix):
            self.databases.drop(name)

    def make(self, name):
        self.databases.create(self.prefix + name)
        return self.prefix + name


class TestDatabases(DatabaseCase):
    def test_clone_brings_its_file_store(self):
        origin, copy = self.make("origin"), f"{self.prefix}copy"
        self.databases.query("CREATE TABLE t AS SELECT 1 AS x", database=origin)
        self.write(self.databases.filestores / origin / "ab" / "file", "content")
        self.databases.clone(origin, copy)
        self.assertEqual(self.databases.query("TABLE t", database=copy), [["1"]])
        copied = self.databases.filestores / copy / "ab" / "file"
        self.assertEqual(copied.read_text(), "content")
        self.databases.drop(copy)
        self.assertFalse(copied.exists())
        self.assertFalse(self.databases.exists(copy))
        self.assertTrue((self.databases.filestores / origin / "ab" / "file").exists())

    def test_failed_clone_leaves_no_file_store(self):
        copy = f"{self.prefix}copy"
        missing = f"{self.prefix}missing"
        self.write(self.databases.filestores / missing / "file", "content")
        with self.assertRaisesRegex(DevError, "does not exist"):
            self.databases.clone(missing, copy)
        self.assertFalse((self.databases.filestores / copy).exists())

    def test_values_are_quoted(self):
        name = self.make("quotes ' and \" in it")
        note = {"it's": 'a "note"'}
        self.databases.set_note(name, note)
        self.assertEqual(self.databases.note(name), note)


class TestTemplates(DatabaseCase):
    def setUp(self):
        super().setUp()
        self.write(self.project.root / "requirements.txt", "")
        odoo = SimpleNamespace(addons=(), tree=SimpleNamespace(fingerprint="a tree"))
        self.templates = Templates(self.project, SERIES["17.0"], self.databases, odoo)
        self.templates.prefix = f"{self.prefix}templates"

    def test_failed_installation_leaves_no_database(self):
        def fail(name, *_args):
            self.databases.query("CREATE TABLE half_made ()", database=name)
            raise DevError("no more")

        self.templates.odoo.change = fail
        with self.assertRaisesRegex(DevError, "no more"):
            self.templates.base()
        self.assertEqual(self.databases.names(self.prefix), [])

    def test_template_is_made_once_and_replaced_when_out_of_date(self):
        def install(name, *_args):
            self.databases.query(
                "CREATE TABLE ir_module_module (name text, state text)", database=name
            )
            return ["a warning"]

        self.templates.odoo.change = mock.Mock(side_effect=install)
        first = self.templates.base()
        self.assertEqual(self.templates.base(), first)
        self.templates.odoo.change.assert_called_once()
        self.assertEqual(self.databases.note(first), {"failures": ["a warning"]})
        self.templates.odoo.tree.fingerprint = "another tree"
        second = self.templates.base()
        self.assertEqual(self.databases.names(self.prefix), [second])


class TestDevelopmentDatabase(DatabaseCase):
    def setUp(self):
        super().setUp()
        self.name = self.make("development")
        manifest = SimpleNamespace(version="17.0.1.2.0")
        addon = SimpleNamespace(name="our_addon", manifest=manifest)
        self.workspace = SimpleNamespace(
            databases=self.databases,
            series=SERIES["17.0"],
            odoo=SimpleNamespace(addons=(addon,), change=mock.Mock()),
            templates=SimpleNamespace(note=lambda: self.wanted),
            preparing=mock.MagicMock(),
        )
        self.wanted = {"checkout": "here", "base": "1", "addons": {"our_addon": "2"}}

    def install(self, base="17.0.1.3", our_addon="17.0.1.2.0"):
        self.databases.query(
            """CREATE TABLE ir_module_module AS SELECT 'base' AS name,
            'installed' AS state, :'base' AS latest_version UNION
            SELECT 'our_addon', 'installed', :'addon'""",
            database=self.name,
            base=base,
            addon=our_addon,
        )

    def prepare(self, **made_from):
        self.databases.set_note(self.name, {**self.wanted, **made_from})
        development.prepare(self.workspace, self.name)

    def test_made_by_a_newer_addon(self):
        self.install(our_addon="17.0.1.10.0")
        with self.assertRaisesRegex(DevError, "made by our_addon 17.0.1.10.0"):
            self.prepare()

    def test_made_by_a_newer_odoo(self):
        self.install(base="18.0.1.3")
        with self.assertRaisesRegex(DevError, "made by Odoo 18.0"):
            self.prepare()

    def test_made_by_somebody_else(self):
        self.install()
        with self.assertRaisesRegex(DevError, "was not made by ./dev"):
            development.prepare(self.workspace, self.name)

    def test_up_to_date(self):
        self.install()
        self.prepare()
        self.workspace.odoo.change.assert_not_called()

    def assertUpdated(self, *options):
        self.assertEqual(self.workspace.odoo.change.call_args.args[2], list(options))
        self.assertEqual(self.databases.note(self.name), self.wanted)

    def test_changed_addon_is_updated(self):
        self.install(our_addon="17.0.1.1.0")
        self.prepare(addons={"our_addon": "changed"})
        self.assertUpdated("--update=our_addon")

    def test_changed_odoo_updates_everything(self):
        self.install()
        self.prepare(base="changed")
        self.assertUpdated("--update=base")

    def test_new_addon_is_installed(self):
        self.install()
        self.wanted["addons"]["new_addon"] = "3"
        self.workspace.odoo.change.side_effect = lambda *_args: self.databases.query(
            "INSERT INTO ir_module_module VALUES ('new_addon', 'installed')",
            database=self.name,
        )
        self.prepare(addons={"our_addon": "2"})
        self.assertUpdated("--init=new_addon")

    def test_new_addon_that_odoo_passes_over(self):
        self.install()
        self.wanted["addons"]["new_addon"] = "3"
        with self.assertRaisesRegex(DevError, "did not install new_addon"):
            self.prepare(addons={"our_addon": "2"})
