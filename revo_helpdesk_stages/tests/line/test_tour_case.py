from ..common import SupportLineHttpCase

# Who plays which part, and where the ticket stands afterwards.
STORY = [
    ("cleo", "client_opens", "backlog_reseller"),
    ("ana", "drop_start", "in_progress_reseller"),
    ("ana", "ask_client", "backlog_client"),
    ("cleo", "client_answers", "backlog_reseller"),
    ("ana", "drop_escalate", "backlog_support"),
    ("sam", "support_hands_over", "backlog_dev"),
    ("dan", "development_solves", "pending_release"),
    ("sam", "support_releases", "confirmation_reseller"),
    ("ana", "reseller_rejects", "backlog_support"),
    ("sam", "support_cancels", "canceled"),
    ("mia", "manager_reopens", "backlog_support"),
    ("sam", "support_answers", "confirmation_reseller"),
    ("ana", "reseller_resolves", "resolved"),
]


class TestTourCase(SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1600,900"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.helpdesk_mgmt_portal_category_id_required = False
        for user in {cls.cleo, cls.ana, cls.sam, cls.dan, cls.mia}:
            user.password = user.login

    def test_one_case_goes_through_all_twelve_stages(self):
        """A client, its reseller, support and development play one ticket in the
        browser: all stages, to Resolved.
        """
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        ticket = self.env["helpdesk.ticket"]
        seen = []
        for who, part, code in STORY:
            url = f"/web#action={board.id}"
            if who == "cleo":
                url = f"/my/ticket/{ticket.id}" if ticket else "/new/ticket"
            tour = f"helpdesk_case_{part}"
            self.start_tour(url, tour, login=f"{who}@line.example", timeout=90)
            self.env.invalidate_all()
            if not ticket:
                ticket = ticket.search(
                    [("name", "=", "The kitchen printer prints twice")]
                )
                self._name_release(ticket)
            seen += ticket.message_ids.tracking_value_ids.filtered(
                lambda value: value.field_id.name == "stage_id"
            ).mapped("new_value_char")
            self.assertEqual(ticket.stage_id.code, code, part)
        visited = set(seen) | {"Backlog - Reseller"}
        self.assertEqual(len(visited & set(self._get_stage_names())), 12)

    def _get_stage_names(self):
        return [stage.name for stage in self.stage.values()]
