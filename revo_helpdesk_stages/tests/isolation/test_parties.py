"""Wall 4: what was written stays with those whose ticket it was."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import SupportLineCase

OURS = "Our margin is 40 %"


@tagged("post_install", "-at_install")
class TestParties(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in(
            "in_progress_support", user=cls.sam, partner_id=cls.cleo.partner_id.id
        )

    def _say(self, user, text, kind="comment"):
        return self._as(user, self.ticket).message_post(
            body=text,
            message_type="comment",
            subtype_xmlid=f"mail.mt_{kind}",
            attachments=[(f"{text}.txt", b"x")],
        )

    def _read(self, user):
        """Return the texts and files of the ticket that a user finds."""
        self.env.flush_all()
        self.env.invalidate_all()
        domain = [("model", "=", "helpdesk.ticket"), ("res_id", "=", self.ticket.id)]
        messages = self.env["mail.message"].with_user(user).search(domain)
        texts = messages.mapped("body")
        if not user.share:
            files = self.env["ir.attachment"].with_user(user)
            of_ticket = [("res_model", "=", domain[0][2]), domain[1]]
            texts += files.search(of_ticket).mapped("name")
        return str(texts)

    def _give_to_south(self):
        self.ticket.with_user(self.mia).write(
            {
                "reseller_team_id": self.south.id,
                "partner_id": self.cora.partner_id.id,
            }
        )

    def test_what_is_written_carries_the_party(self):
        message = self._say(self.ana, OURS)
        for record in (message, message.attachment_ids):
            self.assertEqual(record.party_team_id, self.north)
            self.assertEqual(record.party_client_id, self.shop)

    def test_another_reseller_reads_nothing_of_the_first_one(self):
        self._say(self.ana, OURS)
        self._say(self.sam, "For North")
        self._give_to_south()
        self._say(self.sam, "For South")
        seen = self._read(self.rita)
        self.assertIn("For South", seen)
        self.assertNotIn(OURS, seen)
        self.assertNotIn("For North", seen)
        self.assertIn(OURS, self._read(self.sam))

    def test_the_first_reseller_s_people_have_nothing_to_do_there(self):
        self.ticket.with_user(self.ana).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.ana.id
        )
        self._give_to_south()
        self.assertFalse(self.ticket.activity_ids)

    def test_a_second_client_reads_nothing_of_the_first_one(self):
        self._say(self.cleo, "From the shop")
        self._give_to_south()
        page = str(self.ticket.with_user(self.cora).sudo()._get_client_thread())
        self.assertNotIn("From the shop", page)
        files = self.ticket.with_user(self.cora).sudo()._get_client_files()
        self.assertFalse(files)
        self.assertNotIn("From the shop", self._read(self.cora))

    def test_a_contact_that_moves_takes_no_ticket_along(self):
        self.cleo.partner_id.parent_id = self.cafe
        self.env.flush_all()
        self.assertEqual(self.ticket.commercial_partner_id, self.shop)
        tickets = self.tickets.search([("commercial_partner_id", "=", self.cafe.id)])
        self.assertNotIn(self.ticket, tickets)
        for user in (self.cora, self.cleo):
            self.assertNotIn(self.ticket, self.tickets.with_user(user).search([]))

    def test_a_first_contact_reads_what_was_nobodys(self):
        self.ticket.partner_id = False
        self.ticket.message_ids.party_client_id = False
        self._say(self.sam, "x")
        message = self.ticket.with_user(self.ana).message_post(
            body="Written before",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        self.assertFalse(message.party_client_id)
        self.ticket.partner_id = self.cleo.partner_id
        self.assertEqual(message.party_client_id, self.shop)

    def test_no_client_of_another_reseller_without_a_manager(self):
        for user in (self.sam, self.ana, self.mia):
            with self.subTest(user=user.name), self.assertRaises(Exception) as caught:
                self.ticket.with_user(user).partner_id = self.cora.partner_id
            self.assertIsInstance(caught.exception, UserError)
        self._give_to_south()
        self.assertEqual(self.ticket.commercial_partner_id, self.cafe)

    def test_a_stay_carries_the_party(self):
        self._move(self.ticket, self.sam, "backlog_reseller")
        stay = self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", self.ticket.id), ("date_end", "=", False)]
        )
        self.assertEqual(stay.party_team_id, self.north)
        self.assertEqual(stay.party_client_id, self.shop)

    def test_the_form_tells_who_will_read_it(self):
        form = self.tickets.with_user(self.mia).new(
            {"partner_id": self.cora.partner_id.id}, origin=self.ticket
        )
        warning = form._onchange_party()
        self.assertIn("Cafe", warning["warning"]["message"])
