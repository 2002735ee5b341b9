"""What the screens of keys offer to whom."""

from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tests import Form, TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval

from .common import ApiMixin


@tagged("post_install", "-at_install")
class TestKeyScreens(ApiMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_line()
        cls.wizards = cls.env["helpdesk.api.key.new"]
        cls.keys = cls.env["helpdesk.api.key"]

    def _offered(self, user, name, **values):
        """Return what a user may choose from in a field of the window."""
        wizards = self.wizards.with_user(user)
        known = wizards.fields_get([name])[name]
        if "selection" in known:
            return [value for value, _label in known["selection"]]
        found = self.env[known["relation"]].with_user(user)
        return found.search(safe_eval(known["domain"], values)).sudo()

    def test_each_is_offered_the_kinds_that_they_may_make(self):
        self.assertEqual(self._offered(self.ana, "kind"), ["client", "reseller"])
        self.assertEqual(
            self._offered(self.mia, "kind"), ["client", "reseller", "vendor"]
        )

    def test_each_is_offered_the_clients_of_whom_they_may_make_keys(self):
        ours = self.company.partner_id
        for user, offered, refused in (
            (self.ana, self.shop, self.cafe),
            (self.mia, self.shop | self.cafe, self.shop.browse()),
        ):
            with self.subTest(user=user.name):
                found = self._offered(user, "client_id")
                self.assertLessEqual(offered, found)
                self.assertFalse(found & (refused | ours | self.north.partner_id))
                self.assertFalse(found.filtered(lambda one: not one.is_company))

    def test_the_people_who_log_in_are_offered_and_no_app(self):
        app = self.shop._get_app_user()
        self.shop.child_ids.create({"name": "No login", "parent_id": self.shop.id})
        for user in (self.ana, self.mia):
            with self.subTest(user=user.name):
                found = self._offered(user, "person_id", client_id=self.shop.id)
                self.assertEqual(found, self.cleo.partner_id)
                self.assertFalse(found & app.partner_id)
        found = self._offered(self.ana, "person_id", client_id=self.cafe.id)
        self.assertFalse(found)

    def test_a_manager_chooses_whose_key_it_is(self):
        with Form(self.wizards.with_user(self.mia)) as form:
            form.name = "Desk"
            form.kind = "vendor"
            self.assertEqual(form.user_id, self.mia)
            self.assertIn(self.mia.id, form.offered_user_ids.ids)
            self.assertFalse({self.ana.id, self.rita.id} & {*form.offered_user_ids.ids})
            form.kind = "reseller"
            self.assertFalse(form.user_id)
            self.assertLessEqual(
                {self.ana.id, self.rita.id}, {*form.offered_user_ids.ids}
            )
            self.assertNotIn(self.mia.id, form.offered_user_ids.ids)
            form.user_id = self.rita
        form.save().action_create()
        self.assertEqual(self.keys.search([], limit=1).user_id, self.rita)

    def test_a_reseller_makes_its_own_without_being_asked_whose(self):
        with Form(self.wizards.with_user(self.ana)) as form:
            form.name = "Our system"
            form.kind = "reseller"
        form.save().action_create()
        self.assertEqual(self.keys.search([], limit=1).user_id, self.ana)

    def test_a_person_goes_with_another_client(self):
        with Form(self.wizards.with_user(self.mia)) as form:
            form.name = "Till"
            form.client_id = self.shop
            form.person_id = self.cleo.partner_id
            form.client_id = self.cafe
            self.assertFalse(form.person_id)

    def test_only_what_still_opens_something_is_shown_as_valid(self):
        """Whose owner has left is refused: it is not called valid."""
        left = self._make_key(self.cleo, "client", client_id=self.shop.id)
        expired = self._make_key(self.ana, "reseller")
        revoked = self._make_key(self.ana, "reseller")
        valid = self._make_key(self.ana, "reseller")
        expired.expiry_date = fields.Datetime.now() - timedelta(seconds=1)
        revoked.with_user(self.ana).action_revoke()
        self.cleo.active = False
        self.env.invalidate_all()
        made = left | expired | revoked | valid
        states = ["left", "expired", "revoked", "valid"]
        self.assertEqual(made.sorted("id").mapped("state"), states)
        action = self.env.ref("revo_helpdesk_api.helpdesk_api_key_action")
        self.assertEqual(safe_eval(action.context), {"search_default_valid": 1})
        view = self.env.ref("revo_helpdesk_api.helpdesk_api_key_view_search")
        for name, found in (("valid", valid), ("over", left | expired | revoked)):
            (domain,) = etree.fromstring(view.arch).xpath(
                f"//filter[@name='{name}']/@domain"
            )
            keys = self.keys.with_user(self.ana).search(safe_eval(domain))
            self.assertEqual(keys.sudo() & made, found)

    def test_on_a_phone_keys_are_cards_with_all_that_the_list_does(self):
        action = self.env.ref("revo_helpdesk_api.helpdesk_api_key_action")
        self.assertIn("kanban", action.view_mode)
        keys = self.keys.with_user(self.ana)
        views = {
            kind: etree.fromstring(keys.get_view(view_type=kind)["arch"])
            for kind in action.view_mode.split(",")
        }
        for kind, view in views.items():
            with self.subTest(view=kind):
                self.assertTrue(view.xpath("//header/button[@display='always']"))
                self.assertTrue(view.xpath("//button[@name='action_revoke'][@confirm]"))
                shown = {*view.xpath("//field/@name")}
                self.assertLessEqual(
                    {"client_id", "user_id", "state", "expiry_date", "last_use"}, shown
                )
