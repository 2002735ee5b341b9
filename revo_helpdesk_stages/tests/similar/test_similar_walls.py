"""Nobody learns from what is similar of what they may not read: not by what is found,
nor by its order, nor by what it costs.
"""

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from ..common import SupportLineCase
from ..isolation.fixture import IsolationMixin
from ..isolation.markers import CASES, ROLES, get_readable_markers, marker
from .corpus import CorpusMixin


@tagged("post_install", "-at_install")
class TestReaders(IsolationMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_parties()

    def test_a_title_finds_what_its_reader_may_read_and_nothing_else(self):
        found = 0
        for role in ROLES:
            user = self.users[role]
            readable = get_readable_markers(role)
            for case in CASES:
                title = marker(case, "case")
                with self.subTest(role=role, case=case):
                    try:
                        rows = self.tickets.with_user(user).get_similar(title)
                    except AccessError:
                        rows = {"tickets": []}
                    ids = {row["id"] for row in rows["tickets"]}
                    is_found = self.cases[case].id in ids
                    allowed = title in readable and not user.share
                    self.assertEqual(is_found, allowed)
                    found += is_found
        self.assertGreater(found, 20)


class TestOthers(CorpusMixin, SupportLineCase):
    """A reseller asks while other resellers have few tickets of the kind, and many."""

    TITLE = "Printer cartridge zebrafish leaks"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_ticket(name="The printer is silent")
        cls.rare = cls._create_ticket(name="The zebrafish is ill")
        cls.both = cls._create_ticket(name="Printer and cartridge")
        cls.foreign = cls._create_ticket(
            name=cls.TITLE, partner_id=cls.cora.partner_id.id
        )

    def _ask(self, user):
        """Return what is found for a user, and how many queries it took."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        rows = self.tickets.with_user(user).get_similar(self.TITLE)["tickets"]
        return [row["id"] for row in rows], self.env.cr.sql_log_count - before

    def test_others_change_neither_what_is_found_nor_the_order_nor_the_queries(self):
        self._ask(self.ana)
        before = self._ask(self.ana)
        self.assertEqual(set(before[0]), {self.own.id, self.rare.id, self.both.id})
        # The rare word of the reseller is everybody's word elsewhere.
        said = [("The zebrafish leaks", "Cartridge zebrafish")] * 700
        self._write_many(self.foreign, said)
        self.assertEqual(self._ask(self.ana), before)

    def test_a_reseller_looks_into_the_words_of_its_own_tickets_alone(self):
        """PostgreSQL goes through the words of others for nobody: that is what would
        take more time, the more of them there are.
        """
        index, parties = self.tickets.with_user(self.ana)._get_similar_index()
        self.assertEqual(parties, self.north.ids)
        # Of so many that the words are the shortest way to few of them.
        self._write_many(self.own, [("It works", "Nothing like it")] * 700)
        self.env.cr.execute("ANALYZE helpdesk_ticket")
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        query = self.tickets.with_user(self.ana)._search([])
        query.add_where(
            index.has_words(SQL("%s::tsquery", f"'{self.north.id}/zebrafish'"))
        )
        self.env.cr.execute(SQL("EXPLAIN %s", query.select()))
        plan = " ".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("helpdesk_ticket_reseller_words_idx", plan)

    def test_a_reseller_that_belongs_to_no_team_finds_nothing(self):
        self.north.user_ids -= self.ana
        self.assertFalse(self._ask(self.ana)[0])

    def test_what_left_a_reseller_is_found_by_the_next_one_alone(self):
        self.rare.sudo().with_user(self.mia).reseller_team_id = self.south
        self.assertNotIn(self.rare.id, self._ask(self.ana)[0])
        self.assertIn(self.rare.id, self._ask(self.rita)[0])

    def test_support_finds_what_was_escalated_alone(self):
        # Beside what the demo data hold.
        ours = {self.own.id, self.rare.id, self.both.id, self.foreign.id}
        self.assertFalse(ours & {*self._ask(self.sam)[0]})
        self._put(self.rare, "in_progress_support", user=self.sam)
        self.assertEqual(ours & {*self._ask(self.sam)[0]}, {self.rare.id})

    def test_beside_a_ticket_of_others_nothing_is_told(self):
        with self.assertRaises(AccessError):
            self.foreign.with_user(self.ana).get_similar()

    def test_clients_find_no_tickets(self):
        self.assertEqual(self._ask(self.cleo)[0], [])
        calls = self.env["ir.model.access"]
        self.assertFalse(
            calls._is_open_call("client", "helpdesk.ticket", "get_similar")
        )
