"""What a support request lacks, and when its client is asked again."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.unhurried import unhurried

from ...policies.details import DETAILS, find_missing, is_asked_already, is_picture

NOW = datetime(2026, 11, 22, 12)
some = st.sets(st.sampled_from(DETAILS))


@tagged("post_install", "-at_install")
class TestMissing(BaseCase):
    def test_what_is_not_given_is_missing_in_the_order_of_asking(self):
        self.assertEqual(
            find_missing(True, {"reproducible"}),
            ["steps", "expected_result", "screenshot"],
        )

    @unhurried
    @given(some)
    def test_nothing_is_missing_where_nothing_is_asked(self, given_names):
        self.assertEqual(find_missing(False, given_names), [])

    @unhurried
    @given(some)
    def test_given_and_missing_are_all_there_is(self, given_names):
        missing = find_missing(True, given_names)
        self.assertEqual(set(missing) | given_names, set(DETAILS))
        self.assertFalse(set(missing) & given_names)


@tagged("post_install", "-at_install")
class TestAskedAlready(BaseCase):
    def test_the_same_is_not_asked_for_twice_within_a_day(self):
        for hours, is_too_soon in ((0, True), (23, True), (24, False), (100, False)):
            asked_date = NOW - timedelta(hours=hours)
            for missing in (["steps", "screenshot"], ["steps"]):
                self.assertEqual(
                    is_asked_already(missing, ["steps", "screenshot"], asked_date, NOW),
                    is_too_soon,
                )

    def test_what_was_not_asked_for_can_be(self):
        for asked, asked_date in ((["steps"], NOW), ([""], False)):
            self.assertFalse(
                is_asked_already(["steps", "screenshot"], asked, asked_date, NOW)
            )


@tagged("post_install", "-at_install")
class TestPictures(BaseCase):
    def test_a_picture_is_one_by_name_and_by_content(self):
        for name, content_type, expected in (
            ("shot.png", "image/png", True),
            ("shot.JPG", "image/jpeg", True),
            ("shot", "image/png", True),
            ("shot.png", "text/html", False),
            ("shot.html", "image/png", False),
            ("shot.svg", "image/svg+xml", False),
            ("shot.pdf", "application/pdf", False),
            ("", "application/octet-stream", False),
        ):
            with self.subTest(name=name, content_type=content_type):
                self.assertEqual(is_picture(name, content_type), expected)
