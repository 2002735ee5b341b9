"""What ./dev cycle reports as left over."""

import unittest

from devkit import snapshot


class TestCompare(unittest.TestCase):
    def compare(self, before, after):
        return snapshot.compare({"thing": before}, {"thing": after}, ["our_addon"])

    def test_equal(self):
        self.assertEqual(self.compare({"a", "b"}, {"b", "a"}), [])

    def test_left_and_lost(self):
        lines = self.compare({"a", "b"}, {"b", "c"})
        self.assertEqual(lines, ["lost thing: a", "left thing: c"])

    def test_vanished_table(self):
        after = {}
        lines = snapshot.compare({"record of t": {"1"}}, after, ["our_addon"])
        self.assertEqual(lines, ["lost record of t: 1"])

    def test_the_list_of_modules_stays(self):
        known = "base.module_our_addon ir.module.module"
        others = "base.module_our_addon_of_others ir.module.module"
        self.assertEqual(self.compare(set(), {known}), [])
        self.assertEqual(self.compare(set(), {others}), [f"left thing: {others}"])
