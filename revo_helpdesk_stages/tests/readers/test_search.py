"""Words are found without accents, and no word tells what is not the searcher's."""

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged

from ...models.readers import helpdesk_ticket_search
from ..common import SupportLineCase, SupportLineHttpCase
from ..isolation.fixture import IsolationMixin
from ..isolation.markers import CASES, ROLES, get_kinds, get_readable_markers, marker


@tagged("post_install", "-at_install")
class TestWords(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket(
            name="La impresión no sale",
            description="<p class='zebra'>En la máquina del <b>año</b> pasado</p>",
        )
        cls.other = cls._create_ticket(name="El terminal", description="<p>Nada</p>")
        cls.both = cls.ticket | cls.other

    def _find(self, text, user=None, operator="ilike"):
        tickets = self.tickets.with_user(user or self.ana)
        found = tickets.search([("words", operator, text)])
        return self.tickets.browse(found.ids) & self.both

    def test_accents_and_case_are_not_minded(self):
        for text in (
            "impresion",
            "IMPRESIÓN",
            "Impresìon",
            "maquina",
            "ano",
            "impresion maquina",
            "  pasado   la ",
            self.ticket.number,
            self.ticket.number.lower(),
        ):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.ticket)

    def test_all_words_are_asked_for_wherever_they_stand(self):
        self.assertFalse(self._find("impresion terminal"))
        self._write_text(self.ticket, self.ana, "note", "<p>Es el tóner</p>")
        self.assertEqual(self._find("toner impresion ano"), self.ticket)
        self.assertEqual(self._find(""), self.both)
        self.assertEqual(self._find("impresion", operator="not ilike"), self.other)

    def test_a_word_is_found_by_its_stem_in_each_language_and_by_its_beginning(self):
        for title, words in (
            ("La impresión no sale", ("impresiones", "impre")),
            ("Les impressores de cuina", ("impressora", "cuines")),
            ("Facturile deschise", ("factura", "deschis")),
            ("It prints twice", ("printing", "printed", "twi")),
        ):
            ticket = self._create_ticket(name=title)
            for word in words:
                with self.subTest(title=title, word=word):
                    found = self.tickets.search([("words", "ilike", word)])
                    self.assertIn(ticket, found)
                    self.assertNotIn(self.other, found)

    def test_a_part_of_a_number_is_found_wherever_it_stands(self):
        number = self.ticket.number
        for part in (number[2:], number[:5], number[3:6]):
            self.assertIn(self.ticket, self._find(part), part)

    def test_what_many_have_is_found_as_well(self):
        with patch.object(helpdesk_ticket_search, "_FEW", 1):
            self.both.write({"description": "<p>Compartido</p>"})
            self.assertEqual(self._find("compartido"), self.both)
            self.assertEqual(self._find("compartido impresion"), self.ticket)

    def test_a_rare_word_beside_one_that_many_have_finds_the_same(self):
        """Whether the tickets are named one by one or not, for whoever searches."""
        self.both.write({"description": "<p>Compartido</p>"})
        self._write_text(self.other, self.ana, "note", "<p>Rarissimo</p>")
        for few in (1, 2, 2000):
            for user in (self.ana, self.mia):
                with self.subTest(few=few, user=user.name), patch.object(
                    helpdesk_ticket_search, "_FEW", few
                ):
                    for text in ("compartido rarissimo", "rarissimo compartido"):
                        self.assertEqual(self._find(text, user), self.other)
                    self.assertFalse(self._find("rarissimo impresion", user))

    def test_a_number_is_found_by_each_of_its_parts_and_by_no_others(self):
        self.ticket.sudo().number = "Àb-2026/0042's"
        # The next number of the sequence may have a part of it, too.
        self.other.sudo().number = "X"
        self.env.flush_all()
        for part in ("ab-2026", "2026/0042", "0042's", "B-20", "42"):
            with self.subTest(part=part):
                self.assertEqual(self._find(part, self.mia), self.ticket)
        for part in ("2026-0042", "00421", "b2026", "\\2026"):
            with self.subTest(part=part):
                self.assertFalse(self._find(part, self.mia))

    def test_a_text_of_any_length_is_kept(self):
        text = " ".join(f"palabra{number}" for number in range(8_000))
        self.other.sudo().description = f"<p>primera {text}</p>"
        self.env.flush_all()
        self.assertEqual(self._find("primera"), self.other)

    def test_mark_up_is_no_word(self):
        self.assertFalse(self._find("zebra"))
        self.assertFalse(self._find("class"))

    def test_what_is_typed_is_taken_as_it_is(self):
        for text in ("%", "_", ".*", "(", "[", "\\", "a' OR 1=1", "\0(", "***:x"):
            with self.subTest(text=text):
                self.assertFalse(self._find(text))

    def test_the_box_of_lists_and_boards_searches_so(self):
        view = self.env.ref("helpdesk_mgmt.helpdesk_ticket_view_search")
        tickets = self.tickets.with_user(self.ana)
        arch = tickets.get_views([(view.id, "search")])["views"]["search"]["arch"]
        first = arch[arch.index("<field") :].partition("/>")[0]
        self.assertIn("[('words', 'ilike', self)]", first)

    def test_many_tickets_cost_no_more_queries_than_few(self):
        self._write_text(self.ticket, self.ana, "note", "<p>Tóner</p>")

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._find("toner impresion")
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        for ticket in self.tickets.create(
            [
                {"name": "Impresión", "description": "x", "partner_id": self.shop.id}
                for _ in range(20)
            ]
        ):
            self._write_text(ticket, self.ana, "note", "<p>Tóner</p>")
        self.assertLessEqual(count(), few)


@tagged("post_install", "-at_install")
class TestReaders(IsolationMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_parties()

    def test_a_word_is_found_by_who_may_read_it_and_by_nobody_else(self):
        """Each role, on each ticket, each kind of text, whoever it is for."""
        found = 0
        for role in ROLES:
            readable = get_readable_markers(role)
            tickets = self.tickets.with_user(self.users[role])
            for case in CASES:
                for text in {marker(case, "case"), *get_kinds(case)}:
                    with self.subTest(role=role, case=case, text=text):
                        try:
                            result = tickets.search([("words", "ilike", text)])
                        except AccessError:
                            result = tickets.browse()
                        expected = text in readable
                        self.assertEqual(
                            result.ids, self.cases[case].ids if expected else []
                        )
                        found += expected
        self.assertGreater(found, 60)


@tagged("post_install", "-at_install")
class TestPortal(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket(name="La impresión no sale")
        cls.other = cls._create_ticket(name="El terminal")
        cls.foreign = cls._create_ticket(
            name="La impresión de otros", partner_id=cls.cora.partner_id.id
        )
        cls._put(cls.ticket, "in_progress_support", user=cls.sam)
        for user, subtype, text, values in (
            (cls.sam, "mail.mt_note", "Interno", {}),
            (cls.sam, "mail.mt_comment", "Al revendedor", {}),
            (cls.mia, "mail.mt_comment", "Cambie el tóner", {"audience": "client"}),
        ):
            cls.ticket.with_user(user).message_post(
                body=text, subtype_xmlid=subtype, message_type="comment", **values
            )
        cls.env.flush_all()

    def test_clients_find_what_their_page_shows(self):
        self._log_in(self.cleo)
        for query, expected in (
            ("search=impresion", [self.ticket]),
            ("search=IMPRESION+sale&search_in=name", [self.ticket]),
            ("search=toner", [self.ticket]),
            ("search=toner&search_in=name", []),
            (f"search={self.other.number}&search_in=number", [self.other]),
            ("search=interno", []),
            ("search=revendedor", []),
        ):
            with self.subTest(query=query):
                page = self.url_open(f"/my/tickets?{query}").text
                shown = [
                    t
                    for t in (self.ticket, self.other, self.foreign)
                    if f"/my/ticket/{t.id}" in page
                ]
                self.assertEqual(shown, expected)
