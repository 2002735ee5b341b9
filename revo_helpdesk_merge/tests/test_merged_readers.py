"""Who of a client's people saw a merged ticket sees where it goes on."""

from odoo.tests import tagged

from .merging_case import MergingCase


@tagged("post_install", "-at_install")
class TestMergedReaders(MergingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users({"lena": "client", "otto": "client"})
        people = (cls.lena | cls.otto).partner_id
        people.write({"parent_id": cls.shop.id, "ticket_access": "own"})
        cls.other.named_contact_ids = cls.lena.partner_id

    def _sees(self, user):
        tickets = self.tickets.with_user(user)
        return bool(tickets.search([("id", "=", self.goal.id)]))

    def _read_all(self, user):
        messages = self.env["mail.message"].with_user(user)
        found = messages.search(
            [("model", "=", "helpdesk.ticket"), ("res_id", "=", self.goal.id)]
        )
        return "".join(found.sudo().mapped("body"))

    def test_who_was_named_on_it_is_named_there(self):
        self.assertFalse(self._sees(self.lena))
        self._merge(self.other, self.goal)
        self.assertEqual(self.goal.named_contact_ids, self.lena.partner_id)
        self.assertTrue(self._sees(self.lena))
        self.assertFalse(self._sees(self.otto))

    def test_so_is_its_contact_who_would_not_see_it(self):
        self.other.partner_id = self.otto.partner_id
        self._merge(self.other, self.goal)
        self.assertTrue(self._sees(self.otto))
        # Who is told of one is told of the other.
        self.assertIn(self.otto.partner_id, self.goal.message_partner_ids)

    def test_who_sees_all_is_named_nowhere(self):
        self.other.named_contact_ids = False
        self._merge(self.other, self.goal)
        self.assertFalse(self.goal.named_contact_ids)

    def test_support_opens_nothing_and_the_reseller_is_told(self):
        both = self.other | self.goal
        self._put(both, "in_progress_support", user=self.sam)
        self._merge(self.other, self.goal, user=self.sam)
        self.assertFalse(self.goal.named_contact_ids)
        self.assertFalse(self._sees(self.lena))
        self.assertIn("Lena saw", self._read_all(self.ana))
        self.assertNotIn("Lena saw", "".join(self._read_page(self.goal)))

    def test_who_serves_the_client_directly_names_them(self):
        team = self._create_team("direct", self.pia)
        values = {"team_id": team.id, "partner_id": self.cleo.partner_id.id}
        self.goal, other = (
            self._create_ticket(opener=self.mia, **values) for _number in range(2)
        )
        other.with_user(self.pia).named_contact_ids = self.lena.partner_id
        self._merge(other, self.goal, user=self.pia)
        self.assertTrue(self._sees(self.lena))
