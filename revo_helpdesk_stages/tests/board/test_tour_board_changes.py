"""A board that somebody looks at while others move its cards."""

from ..common import SupportLineHttpCase


class TestTourBoardChanges(SupportLineHttpCase):
    def test_a_card_goes_over_by_itself(self):
        self._create_ticket_in(
            "backlog_reseller", user=self.ana, name="Somebody else moves this one"
        )
        self._tour_board("helpdesk_board_changes", self.ana)
