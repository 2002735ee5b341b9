from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.unhurried import unhurried

from ...policies.inflation import HIGH, WINDOW, is_inflated

_LAST = st.lists(st.sampled_from("01234"), max_size=WINDOW)


def _count(priorities):
    return sum(priority in HIGH for priority in priorities)


@tagged("post_install", "-at_install")
class TestInflation(BaseCase):
    def test_more_than_half_of_twenty_are_eleven(self):
        self.assertFalse(is_inflated(10))
        self.assertTrue(is_inflated(11))

    def test_a_few_urgent_tickets_are_no_habit(self):
        self.assertFalse(is_inflated(_count("2222")))

    @unhurried
    @given(_LAST)
    def test_it_is_more_than_half_of_the_last_twenty(self, priorities):
        calm = WINDOW - _count(priorities)
        self.assertEqual(is_inflated(_count(priorities)), _count(priorities) > calm)

    @unhurried
    @given(_LAST, st.sampled_from("01"))
    def test_a_calm_ticket_never_starts_it(self, priorities, calm):
        later = [calm, *priorities][:WINDOW]
        if is_inflated(_count(later)):
            self.assertTrue(is_inflated(_count(priorities)))
