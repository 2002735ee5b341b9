"""Whoever waits on a duplicate is told of the solution with the original, once."""

from ..common import SupportLineHttpCase
from ..mail.mail_case import MailCase
from .duplicate_case import DuplicateMixin


class TestFollowing(DuplicateMixin, MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_cases()
        cls.ticket, cls.original = cls.cases["shop"], cls.cases["shop again"]

    def test_who_follows_one_follows_the_other_as_far_as_they_see_it(self):
        lena = self._create_user("lena", "client", ticket_access="own").partner_id
        lena.parent_id = self.shop
        people = (self.cleo | self.ben | self.rita).partner_id | lena
        self.ticket.message_subscribe(people.ids)
        self._link(self.ticket, self.original)
        followers = self.original.message_partner_ids
        self.assertLessEqual((self.cleo | self.ben).partner_id, followers)
        self.assertFalse((self.rita.partner_id | lena) & followers)

    def _resolve(self, ticket, user, **texts):
        self._put(ticket, "confirmation_reseller", user=self.ana)
        with self._sending():
            self._move(ticket, user, "resolved", **texts)

    def test_each_client_is_told_once(self):
        again = self._create_of(self.cleo, name="Third time")
        for ticket in self.ticket | again:
            self._link(ticket, self.original)
        self._resolve(self.original, self.ana, body="<p>Turn the key twice.</p>")
        mail, text = self._get_mail_to(self.cleo)
        self.assertIn(self.ticket.number, mail["Subject"])
        for said in ("Secret Cleo", "Turn the key twice", self.original.number):
            self.assertIn(said, text)
        self.assertNotIn("Secret Carla", text)
        mail, _text = self._get_mail_to(self.carla)
        self.assertIn(self.original.number, mail["Subject"])

    def test_who_may_not_see_the_original_is_told_of_the_own_ticket_alone(self):
        self.cleo.ticket_access = "own"
        self._link(self.ticket, self.original)
        self._resolve(self.original, self.ana)
        _mail, text = self._get_mail_to(self.cleo)
        self.assertIn(self.ticket.number, text)
        self.assertNotIn(self.original.number, text)

    def test_a_client_that_solves_its_own_lets_the_others_know(self):
        self._link(self.ticket, self.original)
        self._resolve(self.original, self.carla)
        self._get_mail_to(self.cleo)
        self.assertFalse(self.mail_server.get_mails_to(self.carla.email))

    def test_own_cases_of_a_reseller_tell_no_client(self):
        one, other = self.cases["north's own"], self.cases["north's own again"]
        self._link(one, other)
        self._resolve(other, self.ben)
        self.assertFalse(self.mail_server.received)

    def test_an_answer_by_mail_goes_where_the_ticket_goes_on(self):
        ticket, original = self.cases["desk, shop"], self.cases["desk, shop again"]
        self.desk.write({"alias_name": "desk"})
        with self._sending():
            asked = ticket.with_user(self.pia).message_post(
                body="Which one?",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=self.cleo.partner_id.ids,
            )
        self._cancel(ticket, self.pia, why="duplicate", duplicate_id=original.id)
        answer = self._receive(self.cleo.email_formatted, answers=asked.sudo())
        self.assertEqual(answer.res_id, original.id)


class TestPage(DuplicateMixin, SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_cases()
        cls.ticket, cls.original = cls.cases["shop"], cls.cases["shop again"]

    def setUp(self):
        super().setUp()
        self._cancel(
            self.ticket, self.sam, why="duplicate", duplicate_id=self.original.id
        )
        self._log_in(self.cleo)

    def test_the_pages_lead_to_each_other(self):
        page = self._get_page(self.ticket)
        self.assertIn(f"about the same as {self.original.number}", page)
        self.assertIn(f"/my/ticket/{self.original.id}", page)
        page = self._get_page(self.original)
        self.assertIn("About the same", page)
        self.assertIn(f"/my/ticket/{self.ticket.id}", page)
        self._put(self.original, "resolved")
        self.assertIn("which is solved", self._get_page(self.ticket))

    def test_who_sees_own_tickets_alone_reads_no_number(self):
        self.cleo.ticket_access = "own"
        page = self._get_page(self.ticket)
        self.assertIn("about the same as another ticket", page)
        self.assertNotIn(self.original.number, page)
        self.assertNotIn(f"/my/ticket/{self.original.id}", page)
