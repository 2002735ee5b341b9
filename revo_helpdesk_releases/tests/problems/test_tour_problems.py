"""A known problem, as support, a reseller and a client play it."""

from contextlib import nullcontext

from ..common import ReleasesHttpCase
from .problem_case import ProblemsMixin


class ScreenMixin(ProblemsMixin):
    """Two cases of a client of South with support, and one that North has in hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.helpdesk_shows_problems = True
        for user in cls.ana | cls.sam | cls.cleo:
            user.password = user.login
        cls.release = cls._create_release("9.2.4", date_planned="2027-12-01")
        cls.first = cls._create_southern(name="The points are gone")
        cls.second = cls._create_southern(name="Points are missing")
        cls._put(cls.first, "in_progress_support", user=cls.sam)
        cls._put(cls.second, "backlog_support")
        cls.own = cls._create_ticket_in(
            "in_progress_reseller", user=cls.ana, name="Our guests lose points"
        )

    def _share_cursors(self):
        """The server on loopback shares them all the time."""
        return nullcontext()

    def _play(self, record, user, part):
        self.env.flush_all()
        self.start_tour(
            f"/web#id={record.id}&model={record._name}&view_type=form",
            f"helpdesk_problem_{part}",
            login=user.login,
            timeout=180,
        )
        self.env.invalidate_all()

    def test_a_problem_is_described_attached_answered_and_read(self):
        self._play(self.first, self.sam, "support_describes")
        problem = self.first.development_item_id
        self.assertEqual(problem.name, "Points are taken twice")
        self.assertEqual(problem.readers, "client")
        self.assertEqual(problem.product_id.code, "app")
        self._play(self.second, self.sam, "support_attaches")
        self.assertEqual(self.second.development_item_id, problem)

        self._play(problem, self.sam, "support_plans")
        self.assertEqual(self._run_jobs(problem), 1)
        self._play(self.own, self.ana, "reseller_attaches")
        cases = self.first | self.second | self.own
        self.assertEqual(cases.stage_id, self.stage["pending_release"])
        self.assertEqual(cases.release_id, self.release)

        self._play(problem, self.sam, "support_answers")
        self._perform(problem.answer_ids[:1].job_id)
        for case in cases:
            answer = case.message_ids.filtered(lambda m: "9.2.4." in m.body)
            self.assertEqual(len(answer), 1)
        self._play(self.own, self.ana, "reseller_reads")
        self.start_tour(
            "/my/tickets",
            "helpdesk_problem_client_reads",
            login=self.cleo.login,
            timeout=180,
        )


class TestProblemOnADesk(ScreenMixin, ReleasesHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The form is open when a tour ends.
    allow_end_on_form = True


class TestProblemOnAPhone(ScreenMixin, ReleasesHttpCase):
    browser_size = "390,844"
    touch_enabled = True
    allow_end_on_form = True
