from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies import sizes


class TestSizes(BaseCase):
    def test_texts_are_weighed_in_bytes(self):
        self.assertFalse(sizes.is_long("x" * sizes.TEXT))
        self.assertTrue(sizes.is_long("x" * (sizes.TEXT + 1)))
        self.assertTrue(sizes.is_long("é" * (sizes.TEXT // 2 + 1)))
        for nothing in (None, False, ""):
            self.assertFalse(sizes.is_long(nothing))

    def test_titles_are_counted_in_characters(self):
        self.assertFalse(sizes.is_long_title("é" * sizes.TITLE))
        self.assertTrue(sizes.is_long_title("x" * (sizes.TITLE + 1)))
        self.assertFalse(sizes.is_long_title(None))

    def test_embedded_pictures_are_no_text(self):
        picture = "data:image/png;base64," + "A" * sizes.TEXT
        self.assertFalse(sizes.is_long_without_pictures(f'<img src="{picture}">'))
        text = f'<img src="{picture}">' + "x" * sizes.TEXT
        self.assertTrue(sizes.is_long_without_pictures(text))

    @given(st.text(max_size=600))
    def test_a_cut_title_can_be_stored_and_begins_the_same(self, title):
        cut = sizes.cut_title(title)
        self.assertFalse(sizes.is_long_title(cut))
        self.assertTrue(" ".join(title.split()).startswith(cut.rstrip("…")))
        self.assertEqual(sizes.cut_title(cut), cut)
