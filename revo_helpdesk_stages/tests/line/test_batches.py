"""Many tickets at once: numbers, and who is told of them."""

from ..common import SupportLineCase

COUNT = 40


class BatchCase(SupportLineCase):
    def _open(self, count=COUNT, opener=None, **values):
        contacts = (self.cleo | self.cora).partner_id
        return self.tickets.with_user(opener or self.mia).create(
            [
                {
                    "name": f"Ticket {number}",
                    "description": "<p>x</p>",
                    "partner_id": contacts[number % 2].id,
                    **values,
                }
                for number in range(count)
            ]
        )


class TestNumbers(BatchCase):
    def _get_sequence(self):
        domain = [("code", "=", "helpdesk.ticket.sequence")]
        return self.env["ir.sequence"].search(domain, limit=1)

    def test_each_has_its_own_in_a_row(self):
        for first, implementation in ((50000, "standard"), (60000, "no_gap")):
            self._get_sequence().write(
                {"implementation": implementation, "number_next": first}
            )
            before = int(self._create_ticket().number.removeprefix("HT"))
            numbers = self._open().mapped("number")
            after = int(self._create_ticket().number.removeprefix("HT"))
            expected = [f"HT{n:05d}" for n in range(before + 1, before + COUNT + 1)]
            self.assertEqual(numbers, expected, implementation)
            self.assertEqual(after, before + COUNT + 1)

    def test_those_of_a_company_with_its_own_come_from_there(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.mia.company_ids |= other
        self._get_sequence().copy({"company_id": other.id, "prefix": "OT"})
        tickets = self._open(4, company_id=other.id, team_id=False)
        own = self._create_team("direct", company_id=other.id)
        tickets = self._open(4, company_id=other.id, team_id=own.id)
        self.assertEqual({ticket.number[:2] for ticket in tickets}, {"OT"})

    def test_a_number_that_is_given_stays(self):
        tickets = self._open(2) | self._open(1, number="MINE1")
        self.assertEqual(tickets[-1].number, "MINE1")


class TestToldOfMany(BatchCase):
    def _get_told(self, tickets):
        """Return how many messages each person was notified of."""
        notifications = self.env["mail.notification"].search(
            [("mail_message_id", ">", self.newest)]
        )
        return {
            user: len(notifications.filtered(lambda n, u=user: n.res_partner_id == u))
            for user in (self.ana | self.ben | self.rita | self.sam).partner_id
        }

    def setUp(self):
        super().setUp()
        messages = self.env["mail.message"].search([], order="id desc", limit=1)
        self.newest = messages.id

    def test_who_gets_many_is_told_once(self):
        (self.north | self.south).assignment_method = "balanced"
        told = self._get_told(self._open())
        self.assertLessEqual(max(told.values()), 1)
        self.assertEqual(told[self.rita.partner_id], 1)

    def test_where_nobody_gets_them_each_member_is_told_once(self):
        (self.north | self.south).assignment_method = "manual"
        told = self._get_told(self._open())
        for user in (self.ana, self.ben, self.rita):
            self.assertEqual(told[user.partner_id], 1, user.name)
        self.assertEqual(told[self.sam.partner_id], 0)

    def test_each_ticket_tells_that_it_was_created(self):
        for ticket in self._open(3):
            self.assertTrue(ticket.message_ids)

    def test_many_cost_hardly_more_queries_than_few(self):
        costs = []
        for count in (10, 10, 60):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._open(count)
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertLessEqual(costs[2], costs[1] + 8)


class TestMovesTouchNothingElse(SupportLineCase):
    def test_a_move_within_the_team_assigns_nobody_anew(self):
        ticket = self._create_ticket()
        self._put(ticket, "in_progress_reseller", user=self.ana)
        ticket.with_user(self.mia).write({"user_id": self.ben.id})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET assigned_date = %s WHERE id = %s",
            ("2026-01-05 10:00:00", ticket.id),
        )
        ticket.message_unsubscribe(self.ben.partner_id.ids)
        self.env.invalidate_all()
        told = self.env["mail.notification"].search_count([])
        self._move(ticket, self.ana, "resolved")
        self.assertEqual(str(ticket.assigned_date), "2026-01-05 10:00:00")
        self.assertEqual(ticket.user_id, self.ben)
        self.assertNotIn(self.ben.partner_id, ticket.message_partner_ids)
        self.assertEqual(self.env["mail.notification"].search_count([]), told)
