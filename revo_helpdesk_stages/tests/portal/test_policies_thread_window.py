from odoo.tests import BaseCase, tagged

from ...policies.thread_window import FIRST, count_next, count_shown


@tagged("post_install", "-at_install")
class TestThreadWindow(BaseCase):
    def test_a_page_begins_with_the_newest(self):
        for asked in (0, 1, FIRST):
            self.assertEqual(count_shown(asked, 500), FIRST)

    def test_nothing_is_shown_that_is_not_there(self):
        self.assertEqual(count_shown(0, 3), 3)
        self.assertEqual(count_shown(10**9, 45), 45)

    def test_a_thousand_texts_are_a_few_looks_away(self):
        shown, looks = count_shown(0, 1000), 0
        while shown < 1000:
            shown = count_shown(count_next(shown), 1000)
            looks += 1
        self.assertEqual(looks, 6)
