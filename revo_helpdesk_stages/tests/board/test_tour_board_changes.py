"""A board that somebody looks at while others move its cards."""

from ..common import SupportLineHttpCase


class TestTourBoardChanges(SupportLineHttpCase):
    def test_a_card_goes_over_by_itself(self):
        self.ana.password = self.ana.login
        self._create_ticket_in(
            "backlog_reseller", user=self.ana, name="Somebody else moves this one"
        )
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.start_tour(
            f"/web#action={board.id}",
            "helpdesk_board_changes",
            login=self.ana.login,
            timeout=90,
        )
