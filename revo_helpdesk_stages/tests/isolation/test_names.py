"""What names a reseller learns from what its own records point at."""

from odoo.exceptions import AccessError

from ..common import SupportLineCase


class TestNames(SupportLineCase):
    def _name(self, record):
        """Return a name as Odoo tells it of what a record points at."""
        self.env.flush_all()
        self.env.invalidate_all()
        # sudo: as Odoo's own reading of a many2one does.
        return record.with_user(self.ana).sudo().display_name

    def test_a_reseller_knows_its_own_by_name(self):
        for record in (
            self.ana,
            self.ben.partner_id,
            self.shop,
            self.cleo.partner_id,
            self.north,
        ):
            self.assertIn(record.name, self._name(record))

    def test_a_reseller_knows_the_vendors_people_and_teams_by_name(self):
        for record in (self.sam, self.dan.partner_id, self.mia, self.support):
            self.assertIn(record.name, self._name(record))

    def test_a_reseller_learns_no_name_of_another_reseller(self):
        for record in (
            self.rita,
            self.rita.partner_id,
            self.cafe,
            self.cora.partner_id,
            self.cora,
            self.south,
        ):
            self.assertNotIn(record.name, self._name(record))

    def test_the_vendor_knows_everybody_by_name(self):
        self._name(self.rita)
        for record in (self.rita, self.cafe, self.south):
            self.assertIn(record.name, record.with_user(self.sam).sudo().display_name)

    def test_a_reseller_cannot_point_a_case_at_strangers(self):
        ticket = self._create_ticket().with_user(self.ana)
        for values in (
            {"partner_id": self.cafe.id},
            {"partner_id": self.cora.partner_id.id},
            {"user_id": self.rita.id},
        ):
            with self.subTest(values=values):
                with self.assertRaisesRegex(AccessError, "not one of yours"):
                    ticket.write(values)
                with self.assertRaisesRegex(AccessError, "not one of yours"):
                    ticket.create({"name": "x", "description": "x", **values})
                with self.assertRaisesRegex(AccessError, "not yours to see"):
                    ticket.onchange(values, list(values), {n: {} for n in values})

    def test_a_reseller_points_a_case_at_its_own(self):
        ticket = self._create_ticket().with_user(self.ana)
        values = {"partner_id": self.shop.id, "user_id": self.ben.id}
        ticket.onchange(values, list(values), {n: {} for n in values})
        ticket.write(values)
        self.assertEqual(ticket.user_id, self.ben)

    def test_a_form_tells_a_reseller_nothing_of_a_strangers_record(self):
        for model, values in (
            ("mail.activity", {"user_id": self.rita.id}),
            ("mail.followers", {"partner_id": self.cafe.id}),
            ("helpdesk.ticket.team", {"parent_id": self.south.id}),
            ("mail.compose.message", {"partner_ids": [(6, 0, self.cafe.ids)]}),
            ("mail.compose.message", {"partner_ids": [(4, self.cafe.id)]}),
        ):
            spec = {name: {"fields": {"name": {}}} for name in values}
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.ana).onchange(values, list(values), spec)

    def test_a_form_of_a_model_that_is_not_for_resellers_does_not_answer(self):
        for user in (self.ana, self.cleo):
            with self.assertRaises(AccessError):
                self.env["privacy.log"].with_user(user).onchange(
                    {"user_id": user.id}, ["user_id"], {"user_id": {}}
                )

    def test_a_wizard_tells_a_reseller_nothing_of_a_strangers_document(self):
        ticket = self._create_ticket(opener=self.rita)
        wizards = self.env["mail.activity"].with_context(
            default_res_model=ticket._name, default_res_id=ticket.id
        )
        for user in (self.ana, self.cleo):
            with self.assertRaises(AccessError):
                wizards.with_user(user).default_get(["res_model", "res_id"])
        wizards.with_user(self.rita).default_get(["res_model", "res_id"])
