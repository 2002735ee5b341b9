from ..common import ReleasesHttpCase
from .test_similar_problems import SimilarProblemsMixin


class TestTourSimilarProblems(SimilarProblemsMixin, ReleasesHttpCase):
    """A client finds out while it writes; a reseller attaches its case."""

    browser_size = "1366,768"
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in (cls.ana, cls.cleo):
            user.password = user.login
        cls.case = cls._create_ticket_in(
            "in_progress_reseller", user=cls.ana, name="loyalty points twice"
        )

    def test_a_client_is_asked_whether_it_is_one_of_these(self):
        self.start_tour(
            "/new/ticket",
            "helpdesk_similar_portal",
            login=self.cleo.login,
            timeout=90,
        )

    def test_a_reseller_attaches_its_case(self):
        self.start_tour(
            f"/web#id={self.case.id}&model=helpdesk.ticket&view_type=form",
            "helpdesk_similar_attach",
            login=self.ana.login,
            timeout=90,
        )
        self.env.invalidate_all()
        self.assertEqual(self.case.development_item_id, self.problems["reseller"])


class TestTourSimilarProblemsPhone(TestTourSimilarProblems):
    """Likewise on a phone."""

    browser_size = "390,844"
    touch_enabled = True
