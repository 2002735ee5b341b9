"""When an e-mail that the mail server did not take is tried again."""

from datetime import timedelta

from odoo.tests import BaseCase, tagged

from ...policies.delivery import WITHOUT_ADDRESS, next_attempt


@tagged("post_install", "-at_install")
class TestNextAttempt(BaseCase):
    def test_pauses_grow_and_end_after_two_days(self):
        age, pauses = timedelta(), []
        while (pause := next_attempt(age)) is not None:
            pauses.append(pause)
            age += pause
        self.assertEqual(pauses, sorted(pauses))
        self.assertGreater(len(set(pauses)), 2)
        self.assertLessEqual(timedelta(days=2), age)
        self.assertLess(age, timedelta(days=2, hours=6))
        self.assertLess(len(pauses), 30)

    def test_what_has_no_address_does_not_get_one_by_waiting(self):
        for failure in WITHOUT_ADDRESS:
            self.assertIsNone(next_attempt(timedelta(), failure))
        self.assertIsNotNone(next_attempt(timedelta(), "mail_smtp"))
