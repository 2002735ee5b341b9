"""The board in one request, as Odoo 19.0 reads it by itself."""

from ..common import SupportLineCase
from ..test_performance import CARD

DOMAIN = [("pipeline", "=", "escalation"), ("closed_date", "=", False)]
LIMIT = 3


class TestBoardRead(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        codes = [code for code, stage in cls.stage.items() if not stage.closed]
        cls.cases = cls.tickets.create(
            [
                {
                    "name": f"Ticket {index}",
                    "description": "<p>x</p>",
                    "partner_id": cls.cleo.partner_id.id,
                }
                for index in range(2 * len(codes))
            ]
        )
        for place, code in enumerate(codes):
            cls._put(cls.cases[place :: len(codes)], code)

    def _get_board(self):
        return self.tickets.with_user(self.mia).with_context(
            helpdesk_pipeline="escalation",
            max_number_opened_groups=12,
            read_group_expand=True,
        )

    def _read(self, domain):
        self.env.invalidate_all()
        return self._get_board().web_read_group(
            domain,
            ["stage_id"],
            ["__count"],
            auto_unfold=True,
            unfold_read_specification=CARD,
            unfold_read_default_limit=LIMIT,
        )["groups"]

    def test_open_columns_and_their_cards_come_together(self):
        groups = self._read([*DOMAIN, ("id", "in", self.cases.ids)])
        self.assertEqual(len(groups), 12)
        cards = [c["id"] for group in groups for c in group.get("__records", ())]
        stages = self.cases.stage_id.with_env(self._get_board().env)
        opened = stages.filtered(lambda stage: not stage.begins_folded)
        self.assertTrue(opened)
        shown = self.cases.filtered(lambda ticket: ticket.stage_id in opened)
        self.assertEqual(set(cards), set(shown.ids))
        self.assertEqual(sum(group["__count"] for group in groups), len(self.cases))

    def test_it_costs_the_same_with_many_more_cards(self):
        costs = []
        for cases in (self.cases[:11], self.cases):
            domain = [*DOMAIN, ("id", "in", cases.ids)]
            self._read(domain)
            before = self.cr.sql_log_count
            self._read(domain)
            costs.append(self.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0])
