from odoo.tests import BaseCase

from ..cursors import decode_cursor, encode_cursor
from ..problems import Problem


class TestCursor(BaseCase):
    def test_a_cursor_says_what_it_was_given(self):
        for values in ([0], [1, 2, 3], [2**31 - 1]):
            kinds = (int,) * len(values)
            self.assertEqual(decode_cursor(encode_cursor(values), kinds), values)

    def test_another_one_is_refused(self):
        for values in ([True], ["1"], [1.5], [-1], [2**31], [], [1, 1], None):
            with self.subTest(values=values), self.assertRaises(Problem):
                decode_cursor(encode_cursor(values), (int,))
