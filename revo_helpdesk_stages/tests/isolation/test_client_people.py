"""Who of a client's people sees which of its tickets."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import SupportLineCase, SupportLineHttpCase


class PeopleMixin:
    """Two more of the shop's people: lena, who is to see her own alone, and carl, the
    contact person.
    """

    @classmethod
    def _create_people(cls):
        cls._create_users({"lena": "client", "carl": "client"})
        (cls.lena | cls.carl).partner_id.parent_id = cls.shop
        cls.lena.partner_id.ticket_access = "own"
        cls.carl.partner_id.ticket_access = "contact"
        cls.others = cls._create_ticket(name="Of Cleo")
        cls.own = cls._create_ticket(name="Of Lena", partner_id=cls.lena.partner_id.id)
        cls.all = cls.others | cls.own

    def _see(self, user, tickets=None):
        """Return which of some tickets a client finds and can open."""
        tickets = tickets or self.all
        self.env.invalidate_all()
        found = tickets.with_user(user).search([("id", "in", tickets.ids)], order="id")
        opened = tickets.browse()
        for ticket in tickets.with_user(user):
            try:
                ticket.read(["name"])
                opened |= ticket
            except AccessError:
                continue
        self.assertEqual(found, opened)
        return tickets.browse(found.ids)


class TestClientPeople(PeopleMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_people()

    def test_everybody_sees_the_companys_tickets_unless_somebody_chooses(self):
        self.assertEqual(self._see(self.cleo), self.all)
        self.assertEqual(self._see(self.carl), self.all)
        self.assertEqual(self._see(self.lena), self.own)

    def test_a_choice_holds_at_once(self):
        people = self.lena.partner_id
        people.with_user(self.ana).action_show_company_tickets()
        self.assertEqual(self._see(self.lena), self.all)
        people.with_user(self.mia).action_show_own_tickets()
        self.assertEqual(self._see(self.lena), self.own)

    def test_who_is_named_sees_that_one_alone(self):
        more = self._create_ticket(name="Another of Cleo")
        self.others.with_user(self.ana).named_contact_ids = self.lena.partner_id
        self.assertEqual(self._see(self.lena, self.all | more), self.all)
        self.others.with_user(self.ana).named_contact_ids = False
        self.assertEqual(self._see(self.lena, self.all | more), self.own)

    def test_following_opens_nothing(self):
        self.others.message_subscribe(self.lena.partner_id.ids)
        self.assertEqual(self._see(self.lena), self.own)
        found = self.tickets.with_user(self.lena).search([("words", "ilike", "Cleo")])
        self.assertFalse(found)

    def test_the_reseller_names_and_its_vendor_does_not(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        with self.assertRaisesRegex(UserError, "said by its reseller"):
            ticket.with_user(self.sam).named_contact_ids = self.lena.partner_id
        ticket.with_user(self.ana).named_contact_ids = self.lena.partner_id
        self.assertIn(self.lena.partner_id, ticket.named_contact_ids)

    def test_people_of_others_are_not_named(self):
        with self.assertRaisesRegex(ValidationError, "people of its client alone"):
            self.others.named_contact_ids = self.cora.partner_id
        with self.assertRaisesRegex(ValidationError, "people of its client alone"):
            self.others.with_user(self.ana).named_contact_ids = self.cora.partner_id

    def test_who_was_named_goes_with_the_client(self):
        kiosk = self._create_client("Kiosk", self.north)
        self.others.named_contact_ids = self.lena.partner_id
        self.others.with_user(self.mia).partner_id = kiosk
        self.assertFalse(self.others.named_contact_ids)

    def test_others_choose_nothing(self):
        person = self.cleo.partner_id
        for user in (self.rita, self.sam, self.cora, self.lena, self.cleo):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                person.with_user(user).sudo(user.share).action_show_own_tickets()
        # What the site writes for a client, it writes with sudo.
        with self.assertRaises(AccessError):
            self.lena.partner_id.with_user(self.lena).sudo().write(
                {"ticket_access": "company"}
            )

    def test_a_contact_person_chooses_for_colleagues_alone(self):
        person = self.cleo.partner_id.with_user(self.carl).sudo()
        person.action_show_own_tickets()
        self.assertEqual(self.cleo.partner_id.ticket_access, "own")
        for contact, action in (
            (self.cleo.partner_id, "action_make_ticket_contact"),
            (self.carl.partner_id, "action_show_own_tickets"),
            (self.cora.partner_id, "action_show_own_tickets"),
        ):
            with self.subTest(contact=contact.name), self.assertRaises(AccessError):
                getattr(contact.with_user(self.carl).sudo(), action)()

    def test_who_goes_to_another_company_decides_nothing_there(self):
        self.carl.partner_id.parent_id = self.cafe
        self.assertEqual(self.carl.partner_id.ticket_access, "company")

    def test_nobody_is_told_of_what_they_do_not_see(self):
        direct = self._create_team("direct", self.pia, name="Direct")
        lena = self.lena.partner_id
        served = self._create_ticket(
            opener=self.mia, team_id=direct.id, partner_id=self.cleo.partner_id.id
        )
        for ticket, user in ((self.others, self.ana), (served, self.pia)):
            ticket.message_subscribe((lena | self.cleo.partner_id).ids)
            message = ticket.with_user(user).message_post(
                body="Which printer?",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                audience="client",
                partner_ids=lena.ids,
            )
            self.assertNotIn(lena, self._get_told(message), ticket.pipeline)
            ticket.named_contact_ids = lena
            message = ticket.with_user(user).message_post(
                body="Which till?",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                audience="client",
                partner_ids=lena.ids,
            )
            if ticket == served:
                self.assertIn(lena, self._get_told(message))

    def test_who_does_not_see_it_writes_nothing_on_it(self):
        ticket = self.others.with_user(self.lena).sudo()
        with self.assertRaises(UserError):
            ticket._answer_as_client("Me, too.")
        self.assertFalse(ticket._find_author(self.lena.email, False))
        self.others.named_contact_ids = self.lena.partner_id
        self.assertTrue(ticket._answer_as_client("Me, too."))
        self.assertTrue(ticket._find_author(self.lena.email, False))


@tagged("post_install", "-at_install")
class TestClientPeoplePages(PeopleMixin, SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_people()

    def test_pages_lists_and_links_keep_to_it(self):
        self.others._portal_ensure_token()
        file = self.env["ir.attachment"].create(
            {
                "name": "bill.txt",
                "raw": b"Hello",
                "res_model": "helpdesk.ticket",
                "res_id": self.others.id,
            }
        )
        # sudo: what the server settles.
        file.sudo().audience = "client"
        file.generate_access_token()
        token = self.others.access_token
        ways = [
            f"/my/ticket/{self.others.id}",
            f"/my/ticket/{self.others.id}?access_token={token}",
            f"/my/ticket/{self.others.id}/file/{file.id}?access_token={token}",
            f"/web/content/{file.id}?access_token={file.access_token}",
        ]
        self._log_in(self.lena)
        for way in ways:
            self.assertEqual(self.url_open(way).status_code, 404, way)
        page = self.url_open("/my/tickets").text
        self.assertIn("Of Lena", page)
        self.assertNotIn("Of Cleo", page)
        self.assertNotIn(self.others.number, page)
        self.others.named_contact_ids = self.lena.partner_id
        for way in ways:
            self.assertEqual(self.url_open(way).status_code, 200, way)

    def test_related_tickets_are_named_to_who_sees_them(self):
        self._put(self.others, "resolved")
        self.others._close()
        next_one = self._create_ticket(
            partner_id=self.lena.partner_id.id, follows_id=self.others.id
        )
        self.assertEqual(next_one.previous_id, self.others)
        self._log_in(self.lena)
        self.assertNotIn(self.others.number, self._get_page(next_one))
        self._log_in(self.cleo)
        self.assertIn(self.others.number, self._get_page(next_one))

    def test_the_contact_person_names_and_takes_off(self):
        lena = self.lena.partner_id
        self._log_in(self.carl)
        self.assertIn("Who shall see this ticket?", self._get_page(self.others))
        for _again in range(2):
            self._post(
                f"/my/ticket/{self.others.id}/name", contact_id=lena.id, is_named="1"
            )
            self.assertEqual(self.others.named_contact_ids, lena)
            self._post(f"/my/ticket/{self.others.id}/name", contact_id=lena.id)
            self.others.invalidate_recordset()
            self.assertFalse(self.others.named_contact_ids)
        answer = self._post(
            f"/my/ticket/{self.others.id}/name",
            contact_id=self.cora.partner_id.id,
            is_named="1",
        )
        self.assertEqual(answer.status_code, 422)

    def test_colleagues_see_who_is_named_and_change_nothing(self):
        self.others.named_contact_ids = self.lena.partner_id
        self._log_in(self.cleo)
        page = self._get_page(self.others)
        self.assertIn("Lena", page)
        self.assertNotIn("Take off", page)
        answer = self._post(
            f"/my/ticket/{self.others.id}/name", contact_id=self.lena.partner_id.id
        )
        self.assertEqual(answer.status_code, 422)
        self.assertTrue(self.others.named_contact_ids)

    def test_the_contact_person_chooses_on_a_page(self):
        self._log_in(self.carl)
        self.assertIn("/my/tickets/people", self.url_open("/my/tickets").text)
        page = self.url_open("/my/tickets/people").text
        self.assertIn("Lena", page)
        self.assertNotIn("Cora", page)
        person = self.cleo.partner_id
        for access in ("own", "company", "own"):
            self._post("/my/tickets/people", contact_id=person.id, access=access)
            person.invalidate_recordset()
            self.assertEqual(person.ticket_access, access)
        answer = self._post(
            "/my/tickets/people", contact_id=self.cora.partner_id.id, access="own"
        )
        self.assertEqual(answer.status_code, 422)
        self._log_in(self.lena)
        self.assertEqual(self.url_open("/my/tickets/people").status_code, 404)
        self.assertNotIn("/my/tickets/people", self.url_open("/my/tickets").text)
