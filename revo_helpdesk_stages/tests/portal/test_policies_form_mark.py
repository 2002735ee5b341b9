"""By what a form that is sent twice is known."""

from odoo.tests import BaseCase, tagged

from ...policies.form_mark import mark_of


@tagged("post_install", "-at_install")
class TestFormMark(BaseCase):
    def test_the_same_is_the_same(self):
        parts = [7, "/my/ticket/3/answer", "text", "Ça va", b"\x00\xff"]
        self.assertEqual(mark_of(*parts), mark_of(*parts))

    def test_each_part_in_its_place_counts(self):
        others = [
            ("a", "b"),
            ("b", "a"),
            ("ab",),
            ("a", "b", ""),
            ("", "a", "b"),
            ("a1:b",),
            ("a", "1:b"),
            (b"\x00", "b"),
        ]
        self.assertEqual(len({mark_of(*parts) for parts in others}), len(others))
