from contextlib import nullcontext

from odoo.tests import tagged

from ..common import ReleasesHttpCase
from .publishing_case import PublishingMixin


@tagged("post_install", "-at_install")
class TestTourReleases(PublishingMixin, ReleasesHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The form is open when a tour ends.
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dan.password = cls.dan.login
        cls.release = cls._create_release("5.7")

    def _share_cursors(self):
        """The server on loopback shares them all the time."""
        return nullcontext()

    def _play(self, record, tour, user=None):
        self.start_tour(
            f"/web#id={record.id}&model={record._name}&view_type=form",
            f"helpdesk_release_{tour}",
            login=(user or self.dan).login,
            timeout=90,
        )
        self.env.invalidate_all()

    def test_a_release_shows_by_itself_what_became_of_its_job(self):
        self._create_waiting(self.release)
        self._press(self.release, self.dan)
        managers = self.env.ref("queue_job.group_queue_job_manager")
        self.mia.write({"groups_id": [(4, managers.id)], "password": self.mia.login})
        self._play(self.release, "watch", self.mia)
        self.assertEqual(self.release.run_state, "waiting")

    def test_development_publishes_withdraws_and_plans_a_release_again(self):
        waiting = self._create_waiting(self.release)
        ticket = self._create_ticket_in("in_progress_dev", user=self.dan)
        self._play(ticket, "wait")
        self.assertEqual(ticket.release_id, self.release)
        self._play(self.release, "publish")
        self._perform(self.release.run_id.job_id)
        both = ticket | waiting
        self.assertEqual(both.stage_id, self.stage["confirmation_reseller"])
        self._play(self.release, "withdraw")
        self._perform(self.release.run_id.job_id)
        self.assertEqual(both.stage_id, self.stage["pending_release"])
        self._play(self.release, "plan_again")
        self.assertEqual(self.release.state, "planned")
