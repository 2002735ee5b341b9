"""A note tells nobody; a message tells the other tier, in the way each has chosen."""

from ..mail.mail_case import MailCase


class NoteOrMessageCase(MailCase):
    """North's ticket stands with Sam; Ana and Ben are North's, Sam and Sue support."""

    def _choose(self, **ways):
        """Let people choose how they are notified: ``inbox`` or ``email``."""
        for name, way in ways.items():
            getattr(self, name).notification_type = way

    def _get_inboxes(self):
        """Return the names of those to whose open inbox something was pushed."""
        # 19.0 keeps what it pushes until the transaction ends.
        self.env.cr.precommit.run()
        pushed = self.env["bus.bus"].search([("id", ">", self.last_pushed)])
        return [line for line in pushed if "mail.message/inbox" in line.message]

    def _write(self, user, kind, **values):
        """Write on the ticket; give who was told and how: ``{name: way}``."""
        self.env.cr.precommit.run()
        last = self.env["bus.bus"].search([], order="id desc", limit=1)
        self.last_pushed = last.id
        self.mails = self.env["mail.mail"].search([])
        self.message = self._write_and_send(user, kind, **values)
        return {
            told.res_partner_id.name: told.notification_type
            for told in self.message.notification_ids
        }

    def _check_silent(self, told):
        """Check that a text went to no inbox and into no e-mail."""
        self.assertFalse(told)
        self.assertFalse(self._get_inboxes())
        self.assertFalse(self.env["mail.mail"].search([]) - self.mails)
        self.assertFalse(self.mail_server.received)


class TestNote(NoteOrMessageCase):
    def setUp(self):
        super().setUp()
        self._choose(ana="email", ben="inbox", sam="email", mia="inbox")
        followers = self.ana | self.ben | self.sam | self.mia | self.cleo
        self.ticket.message_subscribe(followers.partner_id.ids)

    def test_nobody_learns_of_a_note_for_the_client(self):
        self._check_silent(self._write(self.ana, "note"))
        self.assertEqual(self.message.audience, "client")

    def test_nobody_learns_of_a_note_for_the_client_that_a_move_asked_for(self):
        # Apart from the e-mail with it that an answer is awaited.
        self.north.asks_by_mail = False
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        last = self.env["mail.message"].search([], order="id desc", limit=1)
        with self._sending():
            self._move(self.ticket, self.ana, "backlog_client")
        text = self._get_texts(self.ticket).filtered(lambda m: m.id > last.id)
        self.assertEqual(text.audience, "client")
        self.assertFalse(self._get_told(text))
        self.assertNotIn(self.cleo.email, self._get_addressed())

    def test_nobody_learns_of_an_internal_note(self):
        self._check_silent(self._write(self.sam, "note"))
        self.assertEqual(self.message.audience, "vendor")

    def test_the_client_does_not_learn_of_a_note_that_names_it(self):
        self._check_silent(
            self._write(self.ana, "note", partner_ids=self.cleo.partner_id.ids)
        )

    def test_a_colleague_who_is_named_in_a_note_learns_of_it(self):
        told = self._write(self.ana, "note", partner_ids=self.ben.partner_id.ids)
        self.assertEqual(told, {"Ben": "inbox"})


class TestMessage(NoteOrMessageCase):
    def test_who_holds_the_case_with_the_vendor_by_e_mail(self):
        self._choose(sam="email", sue="email")
        self.assertEqual(self._write(self.ana, "message"), {"Sam": "email"})
        self.assertEqual(self._get_addressed(), {self.sam.email})
        self.assertIn("A text", self._get_mail_to(self.sam)[1])
        self.assertFalse(self._get_inboxes())

    def test_who_holds_the_case_with_the_vendor_in_the_inbox(self):
        self._choose(sam="inbox", sue="email")
        self.assertEqual(self._write(self.ana, "message"), {"Sam": "inbox"})
        self.assertEqual(len(self._get_inboxes()), 1)
        self.assertFalse(self.mail_server.received)

    def test_all_of_support_where_nobody_holds_it_each_as_they_chose(self):
        self._put(self.ticket, "backlog_support")
        self._choose(sam="inbox", sue="email")
        told = self._write(self.ana, "message")
        self.assertEqual(told, {"Sam": "inbox", "Sue": "email"})
        self.assertEqual(self._get_addressed(), {self.sue.email})
        self.assertEqual(len(self._get_inboxes()), 1)

    def test_who_held_the_case_at_the_reseller(self):
        self._put(self.ticket, "backlog_reseller", escalated=True, user=self.ben)
        self._choose(ana="email", ben="email")
        self.assertEqual(self._write(self.sam, "message"), {"Ben": "email"})
        self.assertEqual(self._get_addressed(), {self.ben.email})

    def test_all_of_the_reseller_where_nobody_held_it_each_as_they_chose(self):
        self._choose(ana="inbox", ben="email", rita="email")
        told = self._write(self.sam, "message")
        self.assertEqual(told, {"Ana": "inbox", "Ben": "email"})
        self.assertEqual(self._get_addressed(), {self.ben.email})

    def test_the_client_learns_of_neither(self):
        self.ticket.message_subscribe(self.cleo.partner_id.ids)
        for user in (self.ana, self.sam):
            told = self._write(user, "message", partner_ids=self.cleo.partner_id.ids)
            self.assertNotIn("Cleo", told)
        self.assertNotIn(self.cleo.email, self._get_addressed())
