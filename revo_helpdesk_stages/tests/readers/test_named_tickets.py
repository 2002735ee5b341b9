"""A search of the messages of some tickets asks the rules of these alone."""

from odoo.tests import BaseCase

from ...policies.searching import find_named
from ..common import PEOPLE, SupportLineCase


class TestFindNamed(BaseCase):
    def test_what_all_records_must_meet_names(self):
        for domain, named in (
            ([("res_id", "=", 3), ("model", "=", "x")], {3}),
            (["&", ("res_id", "in", [3, 4]), ("a", "=", 1)], {3, 4}),
            (["&", ("res_id", "in", (3, 4)), ("res_id", "=", 4)], {4}),
            ([("res_id", "in", [1]), "|", ("res_id", "=", 9), ("a", "=", 1)], {1}),
            (["&", "!", "|", ("a", "=", 1), ("b", "=", 1), ("res_id", "=", 5)], {5}),
            ([("res_id", "in", [])], set()),
        ):
            with self.subTest(domain=domain):
                self.assertEqual(find_named(domain, "res_id"), named)

    def test_what_some_records_may_meet_names_nothing(self):
        for domain in (
            [],
            [(1, "=", 1)],
            ["|", ("res_id", "=", 3), ("a", "=", 1)],
            ["!", ("res_id", "=", 3)],
            ["|", "&", ("res_id", "=", 3), ("a", "=", 1), ("b", "=", 1)],
            [("res_id", "!=", 3)],
            [("res_id", ">", 3)],
            [("res_id", "in", object())],
        ):
            with self.subTest(domain=domain):
                self.assertIsNone(find_named(domain, "res_id"))


class TestNamedTickets(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = (cls.cleo | cls.cora).partner_id
        for number, code in enumerate(cls.stage):
            ticket = cls._create_ticket(partner_id=people[number % 2].id)
            cls._put(ticket, code)
            cls.tickets |= ticket
            for kind in ("mail.mt_note", "mail.mt_comment"):
                ticket.with_user(cls.mia).message_post(
                    body="Said", message_type="comment", subtype_xmlid=kind
                )
        cls.cases = cls.tickets

    def test_each_person_finds_the_same_by_ticket_by_message_and_at_once(self):
        for name in PEOPLE:
            messages = self.env["mail.message"].with_user(getattr(self, name))
            on_tickets = [("model", "=", "helpdesk.ticket")]
            all_of_them = messages.search(
                [*on_tickets, ("res_id", ">", min(self.cases.ids) - 1)]
            )
            found = messages
            for ticket in self.cases:
                asked = [*on_tickets, ("res_id", "=", ticket.id)]
                found |= messages.search(asked)
                readable = messages.sudo().search(asked).ids
                by_id = messages.search([("id", "in", readable)])
                self.assertEqual(by_id, messages.search(asked), name)
            self.assertEqual(set(found.ids), set(all_of_them.ids), name)

    def test_whoever_names_others_in_the_context_finds_no_more(self):
        ticket = self.cases[0]
        forged = {"helpdesk_named_tickets": self.cases.ids}
        messages = self.env["mail.message"].with_user(self.rita)
        domain = [("model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]
        self.assertFalse(messages.with_context(**forged).search(domain))
