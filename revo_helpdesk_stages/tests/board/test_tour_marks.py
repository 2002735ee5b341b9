from ..common import SupportLineHttpCase


class TestTourMarks(SupportLineHttpCase):
    def test_marked_cards_are_changed_together(self):
        for name in ("The first of two", "The second of two"):
            self._create_ticket_in("backlog_reseller", user=self.ana, name=name)
        self._tour_board("helpdesk_marks", self.ana)
