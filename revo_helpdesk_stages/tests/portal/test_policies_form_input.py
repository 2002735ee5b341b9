from odoo.tests import BaseCase, tagged

from ...policies.form_input import to_choice, to_id, to_text, to_token


@tagged("post_install", "-at_install")
class TestFormInput(BaseCase):
    def test_only_what_the_database_knows_is_an_id(self):
        self.assertEqual(to_id(" 12 "), 12)
        self.assertEqual(to_id(2**31 - 1), 2**31 - 1)
        for value in (None, "", "abc", "-1", "1.5", "²", 2**31, "9" * 5000, "1;2"):
            with self.subTest(value=value):
                self.assertEqual(to_id(value), 0)

    def test_a_text_has_nothing_that_the_database_refuses(self):
        self.assertEqual(to_text(" a\x00b \n"), "ab")
        self.assertEqual(to_text(4), "4")
        for value in (None, b"a file", ["a"], {"a": 1}, object()):
            self.assertEqual(to_text(value), "")

    def test_a_token_can_be_compared(self):
        self.assertEqual(to_token("a-1"), "a-1")
        self.assertEqual(to_token("é"), "")
        self.assertEqual(to_token(None), "")

    def test_an_unknown_choice_is_the_first_one(self):
        self.assertEqual(to_choice("b", ("a", "b")), "b")
        self.assertEqual(to_choice("x", {"a": 1, "b": 2}), "a")
