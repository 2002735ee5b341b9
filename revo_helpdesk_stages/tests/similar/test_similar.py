from ..common import SupportLineCase
from .corpus import CorpusMixin

#: What a call costs in queries at most: words, statistics, count, texts, mistyped words
#: and common ones together, comparison; and what is read of the tickets that are shown.
_QUERIES = {"ana": 14, "sam": 19}


class TestSimilar(CorpusMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = cls._create_ticket_in(
            "resolved", escalated=True, name="Las impresiones salen en blanco"
        )
        cls.known.description = "<p>Todas</p>"
        cls.other = cls._create_ticket_in(
            "resolved", escalated=True, name="El terminal no enciende"
        )
        cls.other.description = "<p>Nunca</p>"

    def _find(self, title, user=None, ticket=None):
        tickets = (ticket or self.tickets).with_user(user or self.ana)
        found = tickets.get_similar(*([] if ticket else [title]))["tickets"]
        return self.tickets.browse([row["id"] for row in found])

    def test_stems_accents_and_slips_of_the_keyboard(self):
        for title in ("impresión", "IMPRESIONES", "impresoines", "imprsiones"):
            with self.subTest(title=title):
                self.assertEqual(self._find(title), self.known)

    def test_what_says_nothing_finds_nothing(self):
        for title in ("", "en", "no", "??", "zzzzzz", "\0", "' | '", "a\\", "%"):
            with self.subTest(title=title):
                self.assertFalse(self._find(title))

    def test_what_no_screen_sends_finds_nothing(self):
        for title in (None, False, 7, ["impresiones"], {"a": 1}):
            with self.subTest(title=title):
                self.assertFalse(self._find(title))

    def test_the_text_counts_besides_the_title(self):
        found = self.tickets.with_user(self.ana).get_similar(
            "Ayuda", "<p>Las <b>impresiones</b></p>"
        )["tickets"]
        self.assertEqual([row["id"] for row in found], self.known.ids)

    def test_it_says_what_is_shown(self):
        row = self.tickets.with_user(self.sam).get_similar("impresiones")["tickets"][0]
        self.assertEqual(
            row,
            {
                "id": self.known.id,
                "number": self.known.number,
                "name": self.known.name,
                "stage": "Resolved",
                "is_closed": bool(self.known.closed),
                "may_be_original": False,
            },
        )

    def test_common_words_find_who_has_them_together(self):
        said = [("La impresora", "De la barra")] * 600 + [("La terraza", "Nada")] * 600
        self._write_many(self.known, said)
        (wanted,) = self._write_many(self.known, [("Impresora de la terraza", "Nada")])
        for user in (self.ana, self.sam):
            found = self._find("impresora terraza", user)
            self.assertEqual(found[:1].id, wanted)

    def test_support_cancels_it_as_a_duplicate_of_the_same_clients(self):
        case = self._create_ticket_in("in_progress_support", name="impresiones")
        foreign = self._create_ticket(
            name="Las impresiones", partner_id=self.cora.partner_id.id
        )
        self._put(foreign, "in_progress_support", user=self.sam)
        rows = case.with_user(self.sam).get_similar()["tickets"]
        possible = {row["id"]: row["may_be_original"] for row in rows}
        self.assertEqual(possible, {self.known.id: True, foreign.id: False})
        action = case.with_user(self.sam).action_cancel_as_duplicate(self.known.id)
        wizard = self._open_wizard(action, self.sam)
        self.assertEqual((wizard.why, wizard.duplicate_id), ("duplicate", self.known))
        wizard.action_apply()
        self.assertEqual(case.duplicate_id, self.known)

    def test_who_cannot_cancel_is_not_offered_it(self):
        case = self._create_ticket_in("in_progress_reseller", name="impresiones")
        rows = case.with_user(self.ana).get_similar()["tickets"]
        self.assertEqual([row["may_be_original"] for row in rows], [False])

    def _count(self, user):
        self._find("impresiones enciende zzzzzz", user)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._find("impresiones enciende zzzzzz", user)
        return self.cr.sql_log_count - before

    def test_it_costs_the_same_queries_however_many_tickets_there_are(self):
        costs = {user.login[:3]: self._count(user) for user in (self.ana, self.sam)}
        for name, most in _QUERIES.items():
            self.assertLessEqual(costs[name], most, name)
        self._write_many(self.known, [("Las impresiones enciende", "Si")] * 300)
        for user in (self.ana, self.sam):
            self.assertLessEqual(self._count(user), costs[user.login[:3]])
