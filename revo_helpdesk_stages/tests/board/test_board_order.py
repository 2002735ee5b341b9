"""What of the tickets is indexed, what the board leaves out, and what a card says."""

from ...models.board.helpdesk_ticket_indexes import BOARD_INDEX
from ..common import SupportLineCase


class TestIndexes(SupportLineCase):
    def _get_definition(self, name):
        self.cr.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", (name,))
        return self.cr.fetchone()[0]

    def test_the_cards_of_a_column_are_found_in_their_order(self):
        definition = self._get_definition(BOARD_INDEX)
        order = f"stage_id, {self.tickets._order}".lower()
        self.assertIn(f"({order})", definition.lower())

    def test_each_condition_is_indexed_by_itself(self):
        for name, (_columns, condition) in self.tickets._get_indexes().items():
            with self.subTest(index=name):
                self.assertIn(condition, self._get_definition(name))


class TestClosed(SupportLineCase):
    def test_what_is_closed_for_good_leaves_the_board_until_it_is_asked_for(self):
        action = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.assertIn("'search_default_not_closed': 1", action.context)
        ticket = self._create_ticket()
        self._put(ticket, "confirmation_reseller")
        open_tickets = [("closed_date", "=", False), ("id", "=", ticket.id)]
        self._move(ticket, self.ana, "resolved")
        self.assertTrue(self.tickets.search_count(open_tickets))
        ticket.with_user(self.ana).action_close()
        self.assertFalse(self.tickets.search_count(open_tickets))


class TestCards(SupportLineCase):
    def test_the_vendor_reads_whose_client_it_is(self):
        view = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_view_kanban")
        for name, reads in {"sam": 1, "dan": 1, "mia": 1, "ana": 0, "pia": 0}.items():
            tickets = self.tickets.with_user(getattr(self, name))
            arch = tickets.get_view(view.id, "kanban")["arch"]
            with self.subTest(user=name):
                self.assertEqual('name="reseller_team_id"' in arch, bool(reads))
