"""A client is told that its ticket is resolved, and what it can do about it."""

from datetime import timedelta

from freezegun import freeze_time

from .mail_case import MailCase


class TestResolutionMail(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team("direct", cls.pia, alias_name="desk")
        cls.done = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        cls.line = cls._create_ticket_in("in_progress_reseller", name="No paper")
        cls.direct = cls._create_ticket(team_id=cls.desk.id, name="No paper")

    def _resolve(self, ticket):
        with self._sending(), freeze_time("2030-03-04 10:00:00"):
            if ticket.pipeline == "direct":
                ticket.with_user(self.pia).stage_id = self.done
            else:
                self._move(ticket, self.ana, "resolved")
            # What Odoo sends of a tracked stage.
            self.env.flush_all()
            self.cr.precommit.run()
        return self._get_mail_to(self.cleo)

    def test_the_client_is_told_until_when_and_how(self):
        for ticket in (self.line, self.direct):
            self.mail_server.received.clear()
            mail, text = self._resolve(ticket)
            self.assertIn(ticket.number, mail["Subject"])
            house = "Direct" if ticket == self.direct else self.company.name
            self.assertIn(house, mail["From"])
            for said in (
                "Cleo",
                "Direct" if ticket == self.direct else "North",
                "No paper",
                "03/09/2030",
                f"/my/ticket/{ticket.id}",
                "Close the ticket on its page",
            ):
                self.assertIn(said, text)
            for name in ("Ana", "Pia", "has been closed"):
                self.assertNotIn(name, text)

    def test_a_direct_teams_client_replies_to_reopen(self):
        mail, text = self._resolve(self.direct)
        self.assertIn("Reply to this e-mail", text)
        answer = self._receive(
            self.cleo.email,
            to=mail["Reply-To"],
            text="It is empty again.",
            In_Reply_To=mail["Message-Id"],
        )
        self.assertEqual(answer.res_id, self.direct.id)
        self.assertFalse(self.direct.closed)

    def test_a_client_of_the_line_reopens_on_the_page(self):
        _mail, text = self._resolve(self.line)
        self.assertNotIn("Reply to this e-mail", text)
        self.assertIn("Reopen it on its page", text)

    def test_what_does_not_close_by_itself_does_not_say_so(self):
        self.north.close_days = 0
        _mail, text = self._resolve(self.line)
        self.assertNotIn("closes by itself", text)

    def test_who_resolves_it_reads_so_on_the_page(self):
        for ticket in (self.line, self.direct):
            with self._sending():
                self._as(self.cleo, ticket)._resolve_as_client("solved")
                self.cr.precommit.run()
            self.assertEqual(ticket.phase, "resolved")
        self.assertFalse(self.mail_server.get_mails_to(self.cleo.email))

    def test_a_resellers_own_case_is_resolved_in_silence(self):
        ticket = self._create_ticket(self.ana, partner_id=self.cleo.partner_id.id)
        ticket.origin = "reseller"
        self._put(ticket, "confirmation_reseller", escalated=True)
        with self._sending():
            self._move(ticket, self.ana, "resolved")
        self.assertFalse(self.mail_server.get_mails_to(self.cleo.email))

    def test_it_is_no_contact_of_the_staff(self):
        before = self.line.last_contact_date
        self._resolve(self.line)
        self.assertEqual(self.line.last_contact_date, before)

    def test_a_canceled_ticket_still_says_that_it_is_closed(self):
        rejected = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_rejected")
        self.cr.precommit.run()
        with self._sending():
            self.direct.with_user(self.pia).stage_id = rejected
            self.env.flush_all()
            self.cr.precommit.run()
        mails = self.mail_server.get_mails_to(self.cleo.email)
        self.assertEqual(len(mails), 1)
        self.assertIn("closed", mails[0]["Subject"])
        self.assertAlmostEqual(
            self.direct.closed_date, self.cr.now(), delta=timedelta(hours=1)
        )
