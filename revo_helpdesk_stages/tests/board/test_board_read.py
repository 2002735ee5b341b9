"""The board in one request, as the web client asks for it."""

from ..common import SupportLineCase
from ..test_performance import CARD

DOMAIN = [("pipeline", "=", "escalation"), ("closed_date", "=", False)]
BARS = {
    "field": "activity_state",
    "colors": {"planned": "success", "today": "warning", "overdue": "danger"},
}
STAFF = ("ana", "rita", "sam", "dan", "mia", "pia")
LIMIT = 3


class TestBoardRead(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        contacts = (cls.cleo | cls.cora).partner_id
        codes = [code for code, stage in cls.stage.items() if not stage.closed]
        cls.cases = cases = cls.tickets.create(
            [
                {
                    "name": f"Ticket {index}",
                    "description": "<p>x</p>",
                    "partner_id": contacts[index % 2].id,
                    "priority": str(index % 3),
                }
                for index in range(4 * len(codes))
            ]
        )
        for place, code in enumerate(codes):
            cls._put(cases[place :: len(codes)], code)
        cases[::5].activity_schedule("mail.mail_activity_data_todo", user_id=cls.mia.id)

    def _read(self, user, domain=None, group_by="stage_id", folds=(), opened=11):
        domain = domain or DOMAIN
        self.env.invalidate_all()
        return self._board(user).web_board_read(
            domain,
            {
                "fields": [*CARD, group_by],
                "groupby": [group_by],
                "orderby": "",
                "lazy": True,
                "offset": 0,
                "limit": 80,
                "opened": opened,
                "folds": [list(fold) for fold in folds],
            },
            {"specification": CARD, "limit": LIMIT, "order": ""},
            {"domain": domain, "group_by": group_by, "progress_bar": BARS},
        )

    def _board(self, user):
        return self.tickets.with_user(user).with_context(helpdesk_pipeline="escalation")

    def test_it_is_what_odoo_answers_to_the_many_questions(self):
        """For each role, whatever the board is grouped by."""
        groupings = ("stage_id", "reseller_team_id", "user_id", "priority", "origin")
        for name in STAFF:
            user = getattr(self, name)
            for group_by in groupings:
                with self.subTest(user=name, group_by=group_by):
                    self._check_like_odoo(user, group_by)

    def _check_like_odoo(self, user, group_by):
        read = self._read(user, group_by=group_by)
        board = self._board(user)
        self.env.invalidate_all()
        columns = board.web_read_group(
            DOMAIN, [*CARD, group_by], [group_by], limit=80, orderby=""
        )
        self.assertEqual(read["columns"], columns)
        bars = board.read_progress_bar(DOMAIN, group_by, BARS)
        self.assertEqual(read["progress_bar"], bars)
        for group, cards in zip(columns["groups"], read["cards"], strict=True):
            if cards is None:
                continue
            self.env.invalidate_all()
            found = board.with_context(bin_size=True).web_search_read(
                group["__domain"], CARD, limit=LIMIT, order=""
            )
            self.assertEqual(cards, found["records"])

    def test_what_is_folded_is_not_read(self):
        """In the stage, or by the person, who also unfolds."""
        by_stage = self._get_columns(self._read(self.mia))
        canceled, working = self.stage["canceled"], self.stage["in_progress_support"]
        self.assertIsNone(by_stage[canceled.id])
        self.assertEqual(len(by_stage[working.id]), LIMIT)
        folds = [(canceled.id, False), (working.id, True)]
        by_stage = self._get_columns(self._read(self.mia, folds=folds))
        self.assertEqual(by_stage[canceled.id], [])
        self.assertIsNone(by_stage[working.id])

    def _get_columns(self, read):
        groups = read["columns"]["groups"]
        return {
            group["stage_id"][0]: cards
            for group, cards in zip(groups, read["cards"], strict=True)
        }

    def test_no_more_columns_are_read_than_are_open(self):
        read = self._read(self.mia, opened=2)
        self.assertEqual(sum(cards is not None for cards in read["cards"]), 2)

    def test_an_empty_board_has_its_columns(self):
        read = self._read(self.mia, [*DOMAIN, ("name", "=", "Nothing")])
        self.assertEqual(len(read["columns"]["groups"]), 12)
        self.assertFalse([card for cards in read["cards"] for card in cards or []])

    def test_it_costs_the_same_with_many_more_cards(self):
        costs = []
        for cases in (self.cases[:11], self.cases):
            domain = [*DOMAIN, ("id", "in", cases.ids)]
            self._read(self.sam, domain)
            before = self.cr.sql_log_count
            self._read(self.sam, domain)
            costs.append(self.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0])
