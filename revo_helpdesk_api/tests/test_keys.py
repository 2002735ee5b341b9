"""Who makes keys, for whom, and until when they work."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError

from .common import ApiCase


class TestKeys(ApiCase):
    def _make_by_wizard(self, user, **values):
        """Make a key as somebody does; give it as it is shown."""
        wizard = self.env["helpdesk.api.key.new"].with_user(user)
        wizard = wizard.create({"name": "Till", **values})
        return wizard.action_create()["context"]["default_key"]

    def _key_of(self, user):
        return self.env["helpdesk.api.key"].search([("user_id", "=", user.id)])

    def test_a_reseller_makes_keys_of_its_clients(self):
        secret = self._make_by_wizard(self.ana, client_id=self.shop.id)
        me = self._check(self._get("/me", secret))
        self.assertEqual((me["kind"], me["client"]), ("client", "Shop"))
        ticket = self._ticket_of(self._open(secret))
        self.assertEqual(ticket.commercial_partner_id, self.shop)
        self.assertEqual(ticket.reseller_team_id, self.north)
        self.assertEqual(ticket.origin, "client")
        # One user, however many keys.
        users = self.env["helpdesk.api.key"].search([("client_id", "=", self.shop.id)])
        count = len(users.user_id)
        self._make_by_wizard(self.ana, client_id=self.shop.id)
        again = self.env["helpdesk.api.key"].search([("client_id", "=", self.shop.id)])
        self.assertEqual(len(again.user_id), count)

    def test_a_key_of_a_person_is_the_persons(self):
        secret = self._make_by_wizard(
            self.ana, client_id=self.shop.id, person_id=self.cleo.partner_id.id
        )
        ticket = self._ticket_of(self._open(secret))
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)

    def test_nobody_makes_keys_of_others(self):
        for user, values in (
            (self.ana, {"client_id": self.cafe.id}),
            (self.ana, {"kind": "vendor", "user_id": self.mia.id}),
            (self.ana, {"kind": "vendor", "user_id": self.ana.id}),
            (self.ana, {"kind": "reseller", "user_id": self.rita.id}),
            (self.ana, {"kind": "reseller", "user_id": self.ben.id}),
            (
                self.ana,
                {"client_id": self.shop.id, "person_id": self.cora.partner_id.id},
            ),
            (self.mia, {"client_id": self.company.partner_id.id}),
            (self.mia, {"kind": "reseller", "user_id": self.mia.id}),
            (self.mia, {"kind": "vendor", "user_id": self.ana.id}),
            (self.sam, {"client_id": self.shop.id}),
            (self.cleo, {"client_id": self.shop.id}),
        ):
            with self.subTest(user=user.name, values=values):
                with self.assertRaises(UserError):
                    self._make_by_wizard(user, **values)

    def test_a_manager_makes_all_kinds(self):
        for values in (
            {"client_id": self.cafe.id},
            {"kind": "reseller", "user_id": self.rita.id},
            {"kind": "vendor", "user_id": self.mia.id},
        ):
            secret = self._make_by_wizard(self.mia, **values)
            self._check(self._get("/me", secret))

    def test_the_key_itself_is_kept_nowhere(self):
        secret = self._make_by_wizard(self.ana, client_id=self.shop.id)
        self.env.cr.execute("SELECT key FROM res_users_apikeys")
        self.assertNotIn(secret, str(self.env.cr.fetchall()))

    def test_a_revoked_key_is_refused(self):
        key = self._key_of(self.cleo)
        self.assertEqual(key.state, "valid")
        with self.assertRaises(AccessError):
            key.with_user(self.rita).action_revoke()
        self._check(self._get("/me", self.cleo))
        key.with_user(self.ana).action_revoke()
        self._check_problem(self._get("/me", self.cleo), 401, "unauthorized")
        self.assertEqual(key.state, "revoked")

    def test_a_key_that_has_run_out_is_refused(self):
        key = self._key_of(self.cleo)
        key.expiry_date = fields.Datetime.now() - timedelta(seconds=1)
        self._check_problem(self._get("/me", self.cleo), 401, "unauthorized")
        self.assertEqual(key.state, "expired")

    def test_a_key_of_an_archived_person_is_refused(self):
        self.cleo.active = False
        self._check_problem(self._get("/me", self.cleo), 401, "unauthorized")
        self.ana.active = False
        self._check_problem(self._get("/me", self.ana), 401, "unauthorized")

    def test_a_key_whose_user_is_no_longer_who_it_was_is_refused(self):
        self.cleo.partner_id.parent_id = self.cafe
        self._check_problem(self._get("/me", self.cleo), 401, "unauthorized")
        support = self.env.ref("revo_helpdesk_stages.group_support_agent")
        self.ana.write({"groups_id": [(4, support.id)]})
        self._check_problem(self._get("/me", self.ana), 401, "unauthorized")

    def test_odoos_other_keys_open_nothing_here(self):
        self._key_of(self.cleo).action_revoke()
        keys = self.env["res.users.apikeys"].with_user(self.cleo).sudo()
        secret = keys._generate("rpc", "Mine", *self._later(keys))
        self._check_problem(self._get("/me", secret), 401, "unauthorized")

    def _later(self, keys):
        if "expiration_date" not in keys._fields:
            return []
        return [fields.Datetime.now() + timedelta(days=1)]

    def test_a_key_opens_nothing_else(self):
        """It is for the API alone: the wall of programs' calls stays shut."""
        users = self.env["res.users.apikeys"]
        secret = self.secrets[self.ana]
        self.assertFalse(users._check_credentials(scope="rpc", key=secret))

    def test_each_reseller_sees_the_keys_of_its_own(self):
        keys = self.env["helpdesk.api.key"]
        seen = keys.with_user(self.ana).search([]).user_id
        self.assertEqual(seen, self.cleo | self.ana)
        with self.assertRaises(AccessError):
            keys.with_user(self.cleo).search([])
        with self.assertRaises(AccessError):
            self._key_of(self.cleo).with_user(self.ana).write({"rate": 10_000})

    def test_the_last_use_is_shown(self):
        key = self._key_of(self.cleo)
        self.assertFalse(key.last_use)
        self._get("/me", self.cleo)
        key.invalidate_recordset()
        self.assertTrue(key.with_user(self.ana).last_use)
