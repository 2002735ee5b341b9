"""What a card says of who wrote a case."""

from ..common import SupportLineCase


class TestWriter(SupportLineCase):
    def _read(self, user, ticket):
        self.env.invalidate_all()
        return ticket.with_user(user).read(["writer_name"])[0]["writer_name"]

    def test_a_resellers_own_case_names_its_writer(self):
        own = self._create_ticket(opener=self.ana)
        about = self._create_ticket(
            opener=self.ben, partner_id=self.cleo.partner_id.id, origin="reseller"
        )
        for user in (self.ana, self.sam, self.mia):
            self.assertEqual(self._read(user, own), "Ana")
            self.assertEqual(self._read(user, about), "Ben")

    def test_an_email_is_its_senders(self):
        ticket = self.tickets.create(
            {
                "name": "It hangs",
                "description": "<p>x</p>",
                "partner_id": self.ana.partner_id.id,
            }
        )
        self.assertEqual(ticket.origin, "reseller")
        self.assertEqual(self._read(self.sam, ticket), "Ana")

    def test_a_clients_case_and_a_direct_teams_name_nobody(self):
        direct = self._create_team("direct", self.pia)
        other = self._create_ticket(opener=self.pia, team_id=direct.id)
        self.assertFalse(
            self._read(self.sam, self._create_ticket_in("backlog_support"))
        )
        self.assertFalse(self._read(self.pia, other))

    def test_another_reseller_is_told_no_name(self):
        own = self._create_ticket(opener=self.ana)
        own.with_user(self.mia).reseller_team_id = self.south
        self.assertEqual(self._read(self.rita, own), "Somebody else")
