"""What is noted on a ticket for later is done once, whatever happens in between."""

from .test_acknowledgement import AcknowledgementCase


class TestAcknowledgedLater(AcknowledgementCase):
    def test_nobody_waits_for_it(self):
        ticket = self._create_ticket()
        mails = self._get_waiting_mails().filtered(lambda m: m.res_id == ticket.id)
        self.assertNotIn("auto-replied", "".join(mails.mapped("headers")))
        self.assertTrue(ticket.awaits_acknowledgement)

    def test_it_is_told_once_however_often_the_server_looks(self):
        ticket = self._open()
        with self._sending():
            pass
        self.assertEqual(self._get_acknowledged(), [self.cleo.email])
        self.assertFalse(ticket.awaits_acknowledgement)

    def test_what_is_closed_meanwhile_is_not_told_to_have_come_in(self):
        with self._sending():
            ticket = self._create_ticket()
            self._put(ticket, "in_progress_reseller", user=self.ana)
            self._move(ticket, self.ana, "resolved")
        told = [mail["Subject"] for _to, mail in self.mail_server.received]
        self.assertFalse([subject for subject in told if "Tenim" in subject])

    def test_each_way_in_notes_what_it_told_at_once_before(self):
        """Who has told the client, or writes of a reseller's own, notes nothing."""
        client = self.cleo.partner_id.id
        for opener, values, noted in (
            (None, {}, True),
            (self.ana, {"partner_id": client}, True),
            (self.ana, {"partner_id": client, "send_acknowledgement": False}, False),
            (self.ana, {}, False),
            (self.mia, {"partner_id": client, "team_id": self.desk.id}, True),
        ):
            with self.subTest(opener=opener and opener.name, values=values):
                ticket = self._create_ticket(opener, **values).sudo()
                self.assertEqual(ticket.awaits_acknowledgement, noted)
