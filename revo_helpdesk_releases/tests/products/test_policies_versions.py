"""Which of two versions is the older one."""

from odoo.tests import BaseCase

from ...policies.versions import is_older


class TestVersions(BaseCase):
    def test_versions_are_compared_by_their_numbers(self):
        for version, solving in (
            ("4.2.1", "4.2.4"),
            ("4.9", "4.10"),
            ("4.2", "4.2.1"),
            ("v 4.2.1", "Version 4.2.4"),
            ("4.2.1 (build 77)", "4.2.4"),
            ("4.2.4-rc2", "4.2.4"),
            ("4.2.4 beta", "4.2.4"),
            ("0", "1"),
        ):
            with self.subTest(version=version, solving=solving):
                self.assertTrue(is_older(version, solving))
                self.assertFalse(is_older(solving, version))

    def test_the_same_version_is_no_older_one(self):
        for version, solving in (
            ("4.2.4", "4.2.4"),
            ("4.2", "4.2.0"),
            ("v4.2.4", "4.2.4"),
        ):
            with self.subTest(version=version, solving=solving):
                self.assertFalse(is_older(version, solving))
                self.assertFalse(is_older(solving, version))

    def test_without_a_number_nothing_is_said(self):
        for version, solving in (("", "4.2"), (False, "4.2"), ("newest", "4.2")):
            self.assertFalse(is_older(version, solving))
            self.assertFalse(is_older(solving, version))
