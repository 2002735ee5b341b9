from odoo.tests import BaseCase, tagged

from ...policies.client_steps import STEPS, client_step, states_of
from ..reference import STAGES

# The step of each stage for a new case; once begun, a backlog is being worked on.
STEP_OF = {
    "backlog_client": "yours",
    "backlog_reseller": "received",
    "in_progress_reseller": "working",
    "confirmation_reseller": "yours",
    "backlog_support": "received",
    "in_progress_support": "working",
    "internal_review": "working",
    "backlog_dev": "received",
    "in_progress_dev": "working",
    "pending_release": "working",
    "resolved": "solved",
    "canceled": "solved",
}


@tagged("post_install", "-at_install")
class TestClientSteps(BaseCase):
    def test_each_stage_of_the_line_is_in_one_step(self):
        self.assertEqual(set(STEP_OF), set(STAGES))
        for code, step in STEP_OF.items():
            stage = STAGES[code]
            with self.subTest(stage=code):
                self.assertEqual(client_step(stage.phase, stage.waiting_on), step)

    def test_what_comes_back_is_not_new(self):
        for party in ("reseller", "support", "development"):
            self.assertEqual(client_step("backlog", party, is_begun=True), "working")
        self.assertEqual(client_step("waiting", "client", is_begun=True), "yours")

    def test_what_is_closed_is_at_the_end(self):
        self.assertEqual(client_step("backlog", "client", is_closed=True), "solved")

    def test_what_is_before_the_present_step_is_done(self):
        self.assertEqual(
            states_of("yours"),
            dict(zip(STEPS, ("done", "done", "current", "open"), strict=True)),
        )
