"""A duplicate, as support and the client play it."""

from ..common import SupportLineHttpCase


class ScreenMixin:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.sam | cls.cleo:
            user.password = user.login
        cls.original, cls.again = (
            cls._create_ticket_in(
                "in_progress_support", user=cls.sam, name=name, description=text
            )
            for name, text in (
                ("The till is silent", "<p>Since noon.</p>"),
                ("The till is silent again", "<p>Once more.</p>"),
            )
        )

    def test_it_is_canceled_and_each_names_the_other(self):
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.env.flush_all()
        self.start_tour(
            f"/web#id={self.again.id}&model=helpdesk.ticket&view_type=form"
            f"&action={board.id}",
            "helpdesk_duplicates_support",
            login=self.sam.login,
            timeout=180,
        )
        self.env.invalidate_all()
        self.assertEqual(self.again.stage_id, self.stage["canceled"])
        self.assertEqual(self.again.with_user(self.sam).duplicate_id, self.original)
        self.start_tour(
            "/my/tickets",
            "helpdesk_duplicates_client",
            login=self.cleo.login,
            timeout=180,
        )


class TestDuplicatesOnADesk(ScreenMixin, SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The form is open when a tour ends.
    allow_end_on_form = True


class TestDuplicatesOnAPhone(ScreenMixin, SupportLineHttpCase):
    browser_size = "390,844"
    touch_enabled = True
    allow_end_on_form = True
