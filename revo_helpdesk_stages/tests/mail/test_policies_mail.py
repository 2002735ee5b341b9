"""What becomes of an answer by e-mail, without Odoo."""

from odoo.tests import BaseCase

from ...policies.mail import audience_of_answer, is_note


class TestAudienceOfAnswer(BaseCase):
    def test_an_answer_is_for_the_readers_of_what_it_answers(self):
        for tier, answered in (
            ("client", "client"),
            ("reseller", "client"),
            ("reseller", "reseller"),
            ("support", "reseller"),
            ("support", "vendor"),
            ("development", "vendor"),
            ("manager", "client"),
            ("direct", "client"),
            ("direct", "vendor"),
        ):
            with self.subTest(tier=tier, answered=answered):
                self.assertEqual(audience_of_answer(tier, answered), answered)

    def test_an_answer_is_never_for_more_than_its_author_may_write_for(self):
        for tier, answered, expected in (
            ("client", "reseller", "client"),
            ("client", "vendor", "client"),
            ("reseller", "vendor", "reseller"),
            ("support", "client", "reseller"),
            ("development", "client", "reseller"),
        ):
            with self.subTest(tier=tier, answered=answered):
                self.assertEqual(audience_of_answer(tier, answered), expected)

    def test_an_answer_to_nothing_known_is_a_message(self):
        for tier, expected in (
            ("client", "client"),
            ("reseller", "reseller"),
            ("support", "reseller"),
            ("development", "reseller"),
            ("manager", "reseller"),
            ("direct", "client"),
        ):
            with self.subTest(tier=tier):
                self.assertEqual(audience_of_answer(tier, None), expected)


class TestIsNote(BaseCase):
    def test_only_what_crosses_no_line_is_a_note(self):
        for tier, audience, expected in (
            ("client", "client", False),
            ("direct", "client", False),
            ("direct", "vendor", True),
            ("reseller", "client", True),
            ("reseller", "reseller", False),
            ("support", "reseller", False),
            ("support", "vendor", True),
            ("manager", "client", True),
        ):
            with self.subTest(tier=tier, audience=audience):
                self.assertEqual(is_note(tier, audience), expected)
