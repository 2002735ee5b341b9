from markupsafe import Markup

from odoo.tests import BaseCase

from ...policies.text import is_blank


class TestBlankText(BaseCase):
    def test_nothing_is_blank(self):
        for value in (None, False, "", Markup("")):
            self.assertTrue(is_blank(value), repr(value))

    def test_white_space_is_blank(self):
        for value in (" ", "\n\t\r ", "\u00a0", "\u2003\u3000", "&nbsp; &#160;"):
            self.assertTrue(is_blank(value), repr(value))

    def test_empty_html_is_blank(self):
        for value in (
            "<p></p>",
            "<p><br></p>",
            "<p><br/></p><div> </div>",
            '<p class="o_p">&nbsp;</p>',
            "<ul><li></li></ul>",
            "<!-- a comment -->",
            Markup('<div data-oe-version="1.0"><p>\n</p></div>'),
        ):
            self.assertTrue(is_blank(value), value)

    def test_invisible_characters_are_blank(self):
        for value in (
            "\u200b",
            "\ufeff",
            "<p>\u200b\u200c\u200d</p>",
            "\u2060\u00ad",
            "<p>&#8203;</p>",
            "&ZeroWidthSpace;",
            "\u200e\u200f",
            "\u180e",
        ):
            self.assertTrue(is_blank(value), repr(value))

    def test_a_word_is_not_blank(self):
        for value in ("ok", "<p>0</p>", "<p><b>.</b></p>", "a &lt; b", "\u200bword"):
            self.assertFalse(is_blank(value), value)

    def test_a_text_about_html_is_not_blank(self):
        self.assertFalse(is_blank("&lt;p&gt;&lt;/p&gt;"))

    def test_a_picture_alone_is_not_blank(self):
        for value in (
            '<p><img src="/web/image/7"></p>',
            "<IMG SRC='x.png'/>",
            "<video src='x.mp4'></video>",
        ):
            self.assertFalse(is_blank(value), value)
