"""The board in the browser: columns, what they say, keys, and a phone."""

from ..common import SupportLineHttpCase

TITLE = "The till shows no prices"


class TestTourBoard(SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The composer is open when a tour ends.
    allow_end_on_form = True

    def test_columns_of_others_are_strips_that_open(self):
        self._create_ticket_in("backlog_support", name=TITLE)
        self._tour_board("helpdesk_board_columns", self.ana)

    def test_a_card_that_is_dragged_says_where_it_may_go(self):
        self._create_ticket_in("backlog_reseller", user=self.ana, name=TITLE)
        self._tour_board("helpdesk_board_drag", self.ana)

    def test_keys_work_on_the_card_that_has_the_focus(self):
        ticket = self._create_ticket_in("backlog_reseller", name=TITLE)
        self._tour_board("helpdesk_board_keys", self.ana)
        self.assertEqual(ticket.user_id, self.ana)
        self.assertEqual(ticket.stage_id.code, "in_progress_reseller")

    def test_what_was_typed_for_a_move_is_not_lost(self):
        ticket = self._create_ticket_in(
            "in_progress_reseller", user=self.ana, name=TITLE
        )
        self._tour_board("helpdesk_board_draft", self.ana)
        self.assertEqual(ticket.stage_id.code, "backlog_support")
        self.assertIn("Changed the cable.", self._get_texts(ticket)[0].body)


class TestTourBoardPhone(SupportLineHttpCase):
    browser_size = "390,844"

    def test_a_phone_shows_one_stage_at_a_time(self):
        self._create_ticket_in("backlog_reseller", user=self.ana, name=TITLE)
        self._create_ticket_in("backlog_support", name="With support")
        self._tour_board("helpdesk_board_phone", self.ana)
