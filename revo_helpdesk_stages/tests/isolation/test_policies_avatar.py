from odoo.tests import BaseCase

from ...policies.avatar import draw_avatar


class TestPicture(BaseCase):
    def test_it_shows_two_initials_at_most(self):
        self.assertIn(">MR</text>", draw_avatar("Maximino Raúl Tlaxcala"))
        self.assertIn(">X</text>", draw_avatar(""))

    def test_a_name_is_no_markup(self):
        self.assertNotIn("<b>", draw_avatar("<b> <i>"))
