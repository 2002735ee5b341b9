"""The rules of tickets, asked in the database, are the same rules."""

from odoo.exceptions import AccessError

from ...compat import check_rules, may_access
from ..common import PEOPLE, SupportLineCase

OPERATIONS = ("read", "write", "create", "unlink")


class TestRulesInDatabase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = (cls.cleo | cls.cora).partner_id
        tickets = cls.tickets
        for number, code in enumerate(cls.stage):
            ticket = cls._create_ticket(partner_id=people[number % 2].id)
            cls._put(ticket, code)
            tickets |= ticket
        cls.cases = tickets.with_user(cls.env.user)

    def test_they_let_pass_what_they_let_pass_in_python(self):
        for name in PEOPLE:
            user = getattr(self, name)
            for operation in OPERATIONS:
                if not may_access(self.tickets.with_user(user), operation):
                    # The right to do it at all is not the rules'.
                    continue
                rules = self.env["ir.rule"].with_user(user)
                domain = rules._compute_domain("helpdesk.ticket", operation)
                permitted = self.cases.sudo().filtered_domain(domain or [])
                for ticket in self.cases:
                    with self.subTest(user=name, operation=operation):
                        passes = self._passes(user, ticket, operation)
                        self.assertEqual(passes, ticket in permitted)
                if permitted:
                    self.assertTrue(self._passes(user, permitted, operation))
                if self.cases - permitted:
                    self.assertFalse(self._passes(user, self.cases, operation))

    def _passes(self, user, tickets, operation):
        try:
            check_rules(tickets.with_user(user), operation)
        except AccessError:
            return False
        return True
