from odoo.tests import tagged

from ..common import SupportLineHttpCase


class TourMixin:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = cls._create_ticket_in(
            "resolved", escalated=True, name="The kitchen printer leaves blank paper"
        )
        cls.case = cls._create_ticket_in(
            "in_progress_support", user=cls.sam, name="kitchen printer paper is blank"
        )
        for user in (cls.ana, cls.sam):
            user.password = user.login

    def test_a_reseller_sees_it_while_opening_a_ticket(self):
        action = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.start_tour(
            f"/web#action={action.id}&model=helpdesk.ticket&view_type=form",
            "helpdesk_similar_new",
            login=self.ana.login,
            timeout=90,
        )

    def test_support_cancels_a_case_from_there(self):
        self.start_tour(
            f"/web#id={self.case.id}&model=helpdesk.ticket&view_type=form",
            "helpdesk_similar_duplicate",
            login=self.sam.login,
            timeout=90,
        )
        self.env.invalidate_all()
        self.assertEqual(self.case.duplicate_id, self.known)


@tagged("post_install", "-at_install")
class TestTourSimilar(TourMixin, SupportLineHttpCase):
    browser_size = "1366,768"
    allow_end_on_form = True


@tagged("post_install", "-at_install")
class TestTourSimilarPhone(TestTourSimilar):
    """Likewise on a phone."""

    browser_size = "390,844"
    touch_enabled = True
