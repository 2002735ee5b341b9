"""A board that somebody looks at while others move its cards."""

from ..common import SupportLineHttpCase


class TestTourBoardChanges(SupportLineHttpCase):
    def test_a_card_goes_over_by_itself(self):
        for name in ("Somebody else moves this one", "This one stays"):
            self._create_ticket_in("backlog_reseller", user=self.ana, name=name)
        self._tour_board("helpdesk_board_changes", self.ana)

    def test_a_card_goes_away_with_who_may_see_it(self):
        self.company.helpdesk_default_reseller_team_id = False
        self.shop.reseller_team_id = False
        ticket = self._create_ticket(name="Nobody looks after this one yet")
        self.assertTrue(ticket.is_unclaimed)
        # Odoo makes messages when a transaction is stored.
        self.env.cr.precommit.run()
        self._tour_board("helpdesk_board_gone", self.sam)
        self.assertEqual(ticket.team_id, self.north)

    def test_what_is_asked_for_is_shown_though_others_change_something(self):
        self._create_ticket_in("canceled", user=self.ana, name="This one is closed")
        self._tour_board("helpdesk_board_asked", self.ana)
