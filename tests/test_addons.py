"""Which addons there are, and when a database made from them is out of date."""

from devkit import addons
from devkit.errors import DevError

from .common import ScratchCase


class TestAddons(ScratchCase):
    def setUp(self):
        super().setUp()
        self.root = self.project.root
        self.make_addon("b_addon", '{"depends": ["a_addon", "mail"]}')
        self.make_addon("a_addon", '{"depends": ["web"]}')
        self.make_addon("c_addon", '{"installable": False}')

    def test_installable_addons_by_name(self):
        names = [addon.name for addon in addons.discover(self.root)]
        self.assertEqual(names, ["a_addon", "b_addon"])

    def test_dependencies_are_modules_of_others(self):
        found = addons.dependencies(addons.discover(self.root))
        self.assertEqual(found, ["mail", "web"])

    def test_what_comes_along_with_others(self):
        self.make_addon("d_addon", '{"depends": ["theirs"], "auto_install": True}')
        found = addons.discover(self.root)
        self.assertEqual([a.name for a in found if addons.comes_along(a)], ["d_addon"])

    def test_broken_manifest(self):
        self.make_addon("d_addon", "{")
        with self.assertRaisesRegex(DevError, "d_addon.* is no valid addon"):
            addons.discover(self.root)

    def test_fingerprint_changes_with_what_is_installed(self):
        addon = addons.discover(self.root)[0]
        seen = {addons.fingerprint(addon)}
        for path in ("models/a.py", "views/a.xml", "static/description/icon.svg"):
            self.write(addon.path / path, "text")
            self.assertNotIn(addons.fingerprint(addon), seen, path)
            seen.add(addons.fingerprint(addon))

    def test_fingerprint_ignores_what_is_not_installed(self):
        addon = addons.discover(self.root)[0]
        before = addons.fingerprint(addon)
        for path in (
            "migrations/1.1.0/post-a.py",
            "models/__pycache__/a.pyc",
            "static/src/a.js",
            "tests/test_a.py",
        ):
            self.write(addon.path / path, "text")
            self.assertEqual(addons.fingerprint(addon), before, path)

    def test_versions_are_compared_as_numbers(self):
        newer, older = map(addons.comparable, ("17.0.1.10.0", "17.0.1.9.0"))
        self.assertGreater(newer, older)
        self.assertEqual(addons.adapted("1.0.0", "17.0"), "17.0.1.0.0")
        self.assertEqual(addons.adapted("17.0.1.0.0", "17.0"), "17.0.1.0.0")
