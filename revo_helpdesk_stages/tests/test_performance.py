"""What opening the board costs, however many tickets there are."""

from .common import SupportLineCase
from .compat import read_groups

BOARD = [("pipeline", "=", "escalation")]
# The fields that the cards show.
CARD = {
    "name": {},
    "number": {},
    "stage_id": {"fields": {"display_name": {}}},
    "commercial_partner_id": {"fields": {"display_name": {}}},
    "user_id": {"fields": {"display_name": {}}},
    "origin": {},
    "pipeline": {},
    "waiting_on": {},
    "waiting_since": {},
    "priority": {},
    "closed": {},
    "is_contact_overdue": {},
    "contact_note": {},
    "is_answer_overdue": {},
    "answer_note": {},
    "activity_state": {},
    "activity_ids": {"fields": {}},
    "tag_ids": {"fields": {"display_name": {}, "color": {}}},
}
PAGE = 20
CODES = ("backlog_support", "in_progress_support", "internal_review", "backlog_dev")


class TestQueries(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.few = cls._create_cases(8)
        # Not a whole page in a column: Odoo would count what is on the next.
        cls.many = cls.few + cls._create_cases(68)

    @classmethod
    def _create_cases(cls, count):
        """Create tickets of two resellers, spread over some stages."""
        contacts = (cls.cleo | cls.cora).partner_id
        tickets = cls.tickets.create(
            [
                {
                    "name": f"Ticket {index}",
                    "description": "<p>x</p>",
                    "partner_id": contacts[index % 2].id,
                }
                for index in range(count)
            ]
        )
        for number, code in enumerate(CODES):
            some = tickets[number :: len(CODES)]
            cls._put(some, code, user=cls.sam if number < 3 else cls.dan)
        return tickets

    def _count(self, action):
        """Count the queries of an action that starts with nothing in the cache."""
        action()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        action()
        return self.cr.sql_log_count - before

    def _open_board(self, tickets):
        domain = [*BOARD, ("id", "in", tickets.ids)]
        board = self.tickets.with_user(self.sam).with_context(
            helpdesk_pipeline="escalation"
        )
        groups = read_groups(board, domain, "stage_id")
        shown = 0
        for group in groups:
            result = board.web_search_read(group["__domain"], CARD, limit=PAGE)
            shown += len(result["records"])
        return shown

    def test_the_board_costs_the_same_with_many_more_cases(self):
        self.assertEqual(self._open_board(self.few), 8)
        self.assertEqual(self._open_board(self.many), 76)
        few = self._count(lambda: self._open_board(self.few))
        many = self._count(lambda: self._open_board(self.many))
        self.assertLessEqual(many, few)

    def test_the_open_moves_of_a_list_cost_the_same_whatever_its_length(self):
        for name in ("selectable_stage_ids", "move_ids", "can_escalate"):
            for user in (self.ana, self.sam, self.mia):
                few = self._count(lambda n=name, u=user: self._read(self.few, u, n))
                many = self._count(lambda n=name, u=user: self._read(self.many, u, n))
                self.assertLessEqual(many, few, f"{name} for {user.name}")

    def _read(self, tickets, user, name):
        # sudo: only what the moves cost is counted, not who sees which ticket.
        return tickets.with_user(user).sudo().mapped(name)

    def test_the_assignable_people_of_a_list_cost_the_same(self):
        few = self._count(lambda: self._read(self.few, self.sam, "user_ids"))
        many = self._count(lambda: self._read(self.many, self.sam, "user_ids"))
        self.assertLessEqual(many, few)
