from odoo.tests import tagged

from ..common import SupportLineHttpCase


@tagged("post_install", "-at_install")
class TestTourAnswers(SupportLineHttpCase):
    """A reseller inserts an answer by the keys and by the button, and keeps one."""

    browser_size = "1366,768"
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ana.password = cls.ana.login
        cls.ticket = cls._create_ticket_in("in_progress_reseller", user=cls.ana)
        cls.env["mail.shortcode"].with_user(cls.ana).create(
            {"source": "paper", "substitution": "Hello {client}, is there paper?"}
        )

    def _play(self):
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.start_tour(
            f"/web#id={self.ticket.id}&model=helpdesk.ticket&view_type=form"
            f"&action={board.id}",
            "helpdesk_answers",
            login=self.ana.login,
            timeout=90,
        )
        texts = self._get_texts(self.ticket).sorted("id")
        self.assertEqual(len(texts), 2)
        note, message = texts
        self.assertIn("Hello Cleo, is there paper?", note.body)
        self.assertEqual(note.audience, "client")
        self.assertIn("Hello Cleo, is there paper?", message.body)
        self.assertEqual(message.audience, "reseller")
        kept = self.env["mail.shortcode"].search([("source", "=", "kept")])
        self.assertIn("Hello {client}", kept.substitution)
        self.assertEqual(kept.helpdesk_team_id, self.north)

    def test_an_answer_is_inserted_and_kept(self):
        self._play()


@tagged("post_install", "-at_install")
class TestTourAnswersPhone(TestTourAnswers):
    """Likewise on a phone."""

    browser_size = "390,844"
    touch_enabled = True
