import random

from ...policies.inflation import HIGH, WINDOW, is_inflated
from ..common import AccountsCase


class InflationCase(AccountsCase):
    @classmethod
    def _open_many(cls, priorities, partner=None, **values):
        """Open a ticket for each priority, the oldest first."""
        reason = cls.env.ref("revo_helpdesk_accounts.helpdesk_immediate_reason_order")
        contact = partner or cls.cati.partner_id
        tickets = cls.tickets.with_user(cls.kim).create(
            [
                {
                    "name": f"Ticket {number}",
                    "description": "<p>x</p>",
                    "team_id": cls.accounts.id,
                    "partner_id": contact.id,
                    "priority": priority,
                    "immediate_reason_id": priority == "4" and reason.id,
                    **values,
                }
                for number, priority in enumerate(priorities)
            ]
        )
        cls.env.invalidate_all()
        return cls.tickets.browse(tickets.ids)

    def _get_note(self, ticket, user=None):
        self.env.invalidate_all()
        return ticket.with_user(user or self.kim).inflation_note


class TestInflation(InflationCase):
    def test_where_most_is_urgent_each_ticket_says_so_with_the_figures(self):
        tickets = self._open_many("1" * 6 + "2" * 10 + "3" * 3 + "4")
        for ticket in (tickets[0], tickets[-1]):
            self.assertEqual(
                self._get_note(ticket),
                "14 of the last 20 tickets of Acme were High or above.",
            )

    def test_half_of_them_is_not_more_than_half(self):
        tickets = self._open_many("2" * 10 + "1" * 10)
        self.assertFalse(self._get_note(tickets[0]))

    def test_only_the_last_twenty_count(self):
        tickets = self._open_many("2" * 15 + "1" * 9)
        self.assertIn("11 of the last 20", self._get_note(tickets[0]))
        tickets |= self._open_many("1")
        self.assertFalse(self._get_note(tickets[0]))

    def test_a_client_with_fewer_tickets_is_told_of_from_the_eleventh_on(self):
        tickets = self._open_many("3" * 10)
        self.assertFalse(self._get_note(tickets[0]))
        tickets |= self._open_many("3")
        self.assertIn("11 of the last 11", self._get_note(tickets[0]))

    def test_the_triage_does_not_change_what_the_client_said(self):
        tickets = self._open_many("2" * 11)
        tickets.triage_priority = "0"
        self.assertTrue(self._get_note(tickets[0]))
        tickets.priority = "1"
        tickets.triage_priority = "3"
        self.assertFalse(self._get_note(tickets[0]))

    def test_all_contacts_of_a_company_count_and_no_other_company(self):
        colleague = self.cati.partner_id.copy({"name": "Carl"})
        tickets = self._open_many("2" * 6)
        tickets |= self._open_many("2" * 5, partner=colleague)
        other = self._open_many("2" * 3, partner=self.bea.partner_id)
        self.assertIn("11 of the last 11", self._get_note(tickets[0]))
        self.assertFalse(self._get_note(other[0]))
        self.assertFalse(self._get_note(self._open(partner_id=False)))

    def test_the_figures_are_those_of_a_count_by_hand(self):
        pick = random.Random(6)
        given = {self.cati.partner_id: "", self.bea.partner_id: ""}
        for _batch in range(6):
            contact = pick.choice(list(given))
            batch = "".join(pick.choice("0122223") for _ticket in range(12))
            given[contact] += batch
            self._open_many(batch, partner=contact)
        for contact, priorities in given.items():
            last = priorities[-WINDOW:]
            high = sum(priority in HIGH for priority in last)
            note = self._get_note(self._open_newest_of(contact))
            self.assertEqual(bool(note), is_inflated(high))
            if note:
                self.assertIn(f"{high} of the last {len(last)} ", note)

    def _open_newest_of(self, contact):
        return self.tickets.search(
            [("partner_id", "=", contact.id)], order="id desc", limit=1
        )

    def test_the_note_costs_the_same_however_many_tickets_and_clients(self):
        few = self._open_many("2" * 11)
        clients = self.env["res.partner"].create(
            [{"name": f"Client {number}"} for number in range(8)]
        )
        many = few
        for client in clients:
            many |= self._open_many("2" * 11, partner=client)
        self.assertLessEqual(self._count(many), self._count(few))

    def _count(self, tickets):
        """Count the queries that reading the notes takes, with nothing in the cache."""
        tickets.with_user(self.kim).mapped("inflation_note")
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        notes = tickets.with_user(self.kim).mapped("inflation_note")
        self.assertTrue(all(notes))
        return self.cr.sql_log_count - before


class TestWhoIsTold(InflationCase):
    def test_the_vendor_is_told_of_all_tickets_of_the_client(self):
        tickets = self._open_many("2" * 10)
        ticket = self._create_ticket(
            opener=self.sam, partner_id=self.cati.partner_id.id, priority="2"
        )
        self.assertFalse(ticket.with_user(self.kim).search([("id", "=", ticket.id)]))
        self.assertIn("11 of the last 11", self._get_note(tickets[0]))

    def test_a_reseller_is_told_of_tickets_alone_that_it_sees(self):
        self._open_many("2" * 11, partner=self.cleo.partner_id)
        ticket = self._create_ticket(priority="2")
        self.assertTrue(self._get_note(ticket, self.mia))
        self.assertFalse(self._get_note(ticket, self.ana))
        for _number in range(10):
            self._create_ticket(priority="2")
        self.assertEqual(
            self._get_note(ticket, self.ana),
            "11 of the last 11 tickets of Shop were High or above.",
        )

    def test_a_client_is_told_nothing(self):
        ticket = self._open_many("2" * 11)[0]
        self.assertNotIn(
            "inflation_note", self.tickets.with_user(self.cati).fields_get()
        )
        self.assertTrue(self._get_note(ticket))
