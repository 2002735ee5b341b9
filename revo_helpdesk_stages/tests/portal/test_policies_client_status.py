from odoo.tests import BaseCase, tagged

from ...models.portal.helpdesk_ticket_client_status import CLIENT_STATUSES
from ...policies.client_status import STATUSES, YOURS, client_status
from ..reference import STAGES

# What a client is told where a ticket stands in each stage of the line.
TOLD = {
    "backlog_client": "answer",
    "backlog_reseller": "reseller",
    "in_progress_reseller": "reseller",
    "confirmation_reseller": "check",
    "backlog_support": "technical",
    "in_progress_support": "technical",
    "internal_review": "external",
    "backlog_dev": "technical",
    "in_progress_dev": "technical",
    "pending_release": "release",
    "resolved": "resolved",
    "canceled": "closed",
}


@tagged("post_install", "-at_install")
class TestClientStatus(BaseCase):
    def test_each_stage_of_the_line_says_whose_move_it_is(self):
        self.assertEqual(set(TOLD), set(STAGES))
        for code, status in TOLD.items():
            stage = STAGES[code]
            with self.subTest(stage=code):
                self.assertEqual(
                    client_status("escalation", stage.phase, stage.waiting_on), status
                )

    def test_a_direct_team_is_named_as_working_itself(self):
        for phase, party, status in (
            ("backlog", "support", "received"),
            ("in_progress", "support", "working"),
            ("waiting", "client", "answer"),
            ("resolved", "nobody", "resolved"),
            ("canceled", "nobody", "closed"),
        ):
            with self.subTest(phase=phase):
                self.assertEqual(client_status("direct", phase, party), status)

    def test_what_is_closed_for_good_says_so(self):
        for pipeline in ("escalation", "direct"):
            status = client_status(pipeline, "resolved", "nobody", is_closed=True)
            self.assertEqual(status, "closed")

    def test_what_waits_for_the_client_comes_first(self):
        self.assertEqual(STATUSES[: len(YOURS)], YOURS)

    def test_every_status_has_its_words(self):
        self.assertEqual(tuple(dict(CLIENT_STATUSES)), STATUSES)
