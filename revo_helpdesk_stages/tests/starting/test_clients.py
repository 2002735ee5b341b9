"""Managers and resellers bring their clients in, each their own alone."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from ..common import SupportLineCase


class TestClients(SupportLineCase):
    def _fill(self, user, client=None, **values):
        setup = self.env["helpdesk.client.setup"].with_user(user)
        form = Form(
            setup.with_context(default_client_id=client.id if client else False)
        )
        for name, value in {
            **({} if client else {"name": "Harbour"}),
            "person_name": "Emily",
            "person_email": "Emily@harbour.example",
            **values,
        }.items():
            form[name] = value
        return form.save()

    def _find(self):
        return self.env["res.partner"].search([("name", "=", "Harbour")])

    def test_a_reseller_brings_in_a_client_of_its_own(self):
        action = self._fill(self.ana).action_create()
        client = self._find()
        self.assertEqual(action["res_id"], client.id)
        self.assertEqual(client.reseller_team_id, self.north)
        [user] = client.child_ids.user_ids
        self.assertTrue(user.share)
        self.assertEqual(user.login, "emily@harbour.example")
        self.assertEqual(user._get_line_role(), "client")
        ticket = self._create_ticket(partner_id=user.partner_id.id)
        self.assertEqual(ticket.team_id, self.north)
        # Who brought it in finds it, another reseller does not.
        for person, found in ((self.ana, client), (self.rita, client.browse())):
            partners = self.env["res.partner"].with_user(person)
            self.assertEqual(partners.search([("id", "=", client.id)]), found)

    def test_a_manager_brings_in_a_client_for_any_reseller_or_none(self):
        self.assertFalse(self.mia.has_group("base.group_partner_manager"))
        self._fill(self.mia, team_id=self.south).action_create()
        self.assertEqual(self._find().reseller_team_id, self.south)
        self._fill(self.mia, name="Pier", person_email="p@pier.example").action_create()
        pier = self.env["res.partner"].search([("name", "=", "Pier")])
        self.assertFalse(pier.reseller_team_id)
        self.assertEqual(pier.child_ids.user_ids._get_line_role(), "client")

    def test_no_reseller_reaches_another_ones_clients(self):
        setups = self.env["helpdesk.client.setup"].with_user(self.ana)
        person = {"person_name": "Eve", "person_email": "eve@evil.example"}
        vendor = self.company.partner_id
        for values in (
            {"name": "Harbour", "team_id": self.south.id},
            {"client_id": self.cafe.id},
            {"client_id": self.cafe.id, "team_id": self.north.id},
            {"client_id": vendor.id, "team_id": self.north.id},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                setups.create({**person, **values}).action_create()
        for contact in (self.cora.partner_id, self.sam.partner_id, vendor):
            with self.assertRaises(AccessError):
                contact.with_user(self.ana).action_helpdesk_invite()

    def test_nobody_else_brings_in_clients(self):
        for user in (self.sam, self.dan, self.pia, self.cleo):
            with self.assertRaises(AccessError):
                self.env["helpdesk.client.setup"].with_user(user).create(
                    {"person_name": "Eve", "person_email": "eve@evil.example"}
                )
            with self.assertRaises(AccessError):
                self.cleo.partner_id.with_user(user).action_helpdesk_invite()

    def test_a_reseller_takes_nobodys_address(self):
        """What is sent from it would become the reseller's client's."""
        known = self.env["res.partner"].create(
            {"name": "Cook", "email": "cook@cafe.example", "parent_id": self.cafe.id}
        )
        for address in (known.email, self.cora.login, self.sam.login):
            setup = self._fill(self.ana, person_email=address)
            with self.subTest(address), self.assertRaises(UserError) as caught:
                setup.action_create()
            # Not whose it is.
            self.assertNotIn(known.name, str(caught.exception))
            self.assertNotIn("Cora", str(caught.exception))

    def test_an_address_that_is_none_is_refused(self):
        setup = self._fill(self.ana, person_email="emily")
        with self.assertRaises(UserError) as caught:
            setup.action_create()
        self.assertIn("emily", str(caught.exception))

    def test_one_more_person_of_a_client_is_invited(self):
        person = self.env["res.partner"].create(
            {"name": "Cook", "email": "cook@shop.example", "parent_id": self.shop.id}
        )
        self.assertEqual(person.helpdesk_access, "none")
        person.with_user(self.ana).action_helpdesk_invite()
        self.assertTrue(person.user_ids.share)
        setup = self._fill(self.ana, self.shop, person_email="second@shop.example")
        setup.action_create()
        self.assertIn("second@shop.example", self.shop.child_ids.mapped("email"))

    def test_the_list_has_clients_and_nobody_else(self):
        action = self.env.ref("revo_helpdesk_stages.helpdesk_client_action")
        self._fill(self.mia, name="Pier").action_create()
        self._create_ticket(opener=self.ana, partner_id=self.ana.partner_id.id)
        partners = self.env["res.partner"].with_user(self.mia)
        found = partners.search(safe_eval(action.domain))
        self.assertLessEqual({"Shop", "Cafe", "Pier"}, set(found.mapped("name")))
        self.assertFalse(found & self.company.partner_id)
        self.assertFalse(found & self.ana.partner_id)
