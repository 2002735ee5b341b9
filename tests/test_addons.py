"""Which addons there are, and when a database made from them is out of date."""

from devkit import addons
from devkit.errors import DevError

from .common import ScratchCase


class TestAddons(ScratchCase):
    def setUp(self):
        super().setUp()
        self.root = self.project.root
        self.add("b_addon", '{"depends": ["a_addon", "mail"]}')
        self.add("a_addon", '{"depends": ["web"]}')
        self.add("c_addon", '{"installable": False}')

    def add(self, name, manifest):
        self.write(self.root / name / "__manifest__.py", manifest)

    def test_installable_addons_by_name(self):
        names = [addon.name for addon in addons.discover(self.root)]
        self.assertEqual(names, ["a_addon", "b_addon"])

    def test_dependencies_are_modules_of_others(self):
        found = addons.dependencies(addons.discover(self.root))
        self.assertEqual(found, ["mail", "web"])

    def test_broken_manifest(self):
        self.add("d_addon", "{")
        with self.assertRaisesRegex(DevError, "d_addon.* is no valid manifest"):
            addons.discover(self.root)

    def test_fingerprint_changes_with_what_is_installed(self):
        addon = addons.discover(self.root)[0]
        seen = {addon.fingerprint()}
        for path in ("models/a.py", "views/a.xml", "static/description/icon.svg"):
            self.write(addon.path / path, "text")
            self.assertNotIn(addon.fingerprint(), seen, path)
            seen.add(addon.fingerprint())

    def test_fingerprint_ignores_what_is_not_installed(self):
        addon = addons.discover(self.root)[0]
        before = addon.fingerprint()
        for path in ("tests/test_a.py", "static/src/a.js", "models/__pycache__/a.pyc"):
            self.write(addon.path / path, "text")
            self.assertEqual(addon.fingerprint(), before, path)

    def test_versions_are_compared_as_numbers(self):
        newer, older = map(addons.comparable, ("17.0.1.10.0", "17.0.1.9.0"))
        self.assertGreater(newer, older)
        self.assertEqual(addons.adapted("1.0.0", "17.0"), "17.0.1.0.0")
        self.assertEqual(addons.adapted("17.0.1.0.0", "17.0"), "17.0.1.0.0")
