"""What a program is told that asks again and again."""

from .common import ApiCase


class TestChanges(ApiCase):
    def _follow(self, cursor=None):
        """Return the numbers of what has changed, and where to go on."""
        numbers, more = set(), True
        while more:
            path = f"/changes?limit=2&cursor={cursor}" if cursor else "/changes?limit=2"
            page = self._check(self._get(path, self.cleo))
            numbers |= {ticket["number"] for ticket in page["tickets"]}
            cursor, more = page["cursor"], page["more"]
        return numbers, cursor

    def _age(self, seconds=120):
        """Let all that has happened be older."""
        self.env.flush_all()
        for table, name in (
            ("helpdesk_ticket", "last_stage_update"),
            ("helpdesk_ticket", "closed_date"),
            ("mail_message", "date"),
        ):
            self.env.cr.execute(
                f"UPDATE {table} SET {name} = {name} - interval '{seconds} s'"
            )
        self.env.invalidate_all()

    def test_everything_is_told_once(self):
        tickets = self.tickets.union(*(self._create_ticket() for _time in range(5)))
        foreign = self._create_ticket(
            opener=self.mia, partner_id=self.cora.partner_id.id
        )
        self._age()
        told, cursor = self._follow()
        self.assertLessEqual(set(tickets.mapped("number")), told)
        self.assertNotIn(foreign.number, told)
        self.assertEqual(self._follow(cursor)[0], set())
        # What the client does not see is no change.
        self._write_text(tickets[0], self.ana, "message", "For the vendor")
        self.assertEqual(self._follow(cursor)[0], set())
        self._write_text(tickets[1], self.ana, "note", "For the client")
        self._move(tickets[2], self.ana, "in_progress_reseller")
        told, cursor = self._follow(cursor)
        self.assertEqual(told, {tickets[1].number, tickets[2].number})

    def test_what_is_closed_is_told(self):
        ticket = self._create_ticket_in("resolved")
        self._age()
        _told, cursor = self._follow()
        self._check(self._send(f"/tickets/{ticket.number}/close", self.cleo))
        self.assertEqual(self._follow(cursor)[0], {ticket.number})

    def test_a_cursor_of_ones_own_invention_is_refused(self):
        for cursor in ("", "00", "zz", "5b5d", "5b22615d", "7b7d", "é"):
            with self.subTest(cursor=cursor):
                answer = self._get(f"/changes?cursor={cursor}", self.cleo)
                if cursor:
                    self._check_problem(answer, 400, "bad-cursor")
                else:
                    self._check(answer)
