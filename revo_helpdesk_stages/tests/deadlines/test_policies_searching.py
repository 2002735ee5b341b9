from odoo.tests import BaseCase, tagged

from ...policies.searching import choose

TRUE, FALSE = [("is", "=", True)], [("is", "=", False)]
ALL, NONE = [], [("id", "=", False)]


@tagged("post_install", "-at_install")
class TestChoose(BaseCase):
    def test_either_series_asks_in_its_way_for_the_same(self):
        for operator, value, domain in (
            ("=", True, TRUE),
            ("=", False, FALSE),
            ("!=", True, FALSE),
            ("!=", False, TRUE),
            ("=", 1, TRUE),
            ("=", None, FALSE),
            ("in", [True], TRUE),
            ("in", [False], FALSE),
            ("in", (0,), FALSE),
            ("not in", [True], FALSE),
            ("not in", {False}, TRUE),
        ):
            with self.subTest(operator=operator, value=value):
                self.assertEqual(choose(operator, value, TRUE, FALSE), domain)

    def test_both_are_all_and_neither_is_none(self):
        self.assertEqual(choose("in", [True, False], TRUE, FALSE), ALL)
        self.assertEqual(choose("not in", [True, False], TRUE, FALSE), NONE)
        self.assertEqual(choose("in", [], TRUE, FALSE), NONE)
        self.assertEqual(choose("not in", [], TRUE, FALSE), ALL)
