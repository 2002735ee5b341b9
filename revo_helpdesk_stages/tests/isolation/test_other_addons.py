"""Other addons compute, propose and keep what they like, and are in nobody's way."""

from contextlib import suppress
from unittest.mock import patch

from odoo import api
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from odoo.addons.helpdesk_mgmt.models.helpdesk_ticket import HelpdeskTicket as Base

from ...models.line.helpdesk_ticket_team_settings import LEFT_TO_THE_LINE
from ..common import SupportLineCase

# What others compute on a ticket: from settings that are closed to resellers, and from
# a team of the vendor's. ``{name: (type, more values, code)}``
COMPUTED = {
    "x_kinds": ("integer", {}, "len(record.env['res.partner.category'].search([]))"),
    "x_team": ("char", {}, "record.team_id.name"),
    "x_kind_ids": (
        "many2many",
        {"relation": "res.partner.category"},
        "record.env['res.partner.category'].search([])",
    ),
}


@tagged("post_install", "-at_install")
class TestOtherAddons(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.partner.category"].create({"name": "Of another addon"})
        model = cls.env["ir.model"]._get("helpdesk.ticket")
        cls.env["ir.model.fields"].create(
            [
                {
                    "name": name,
                    "model_id": model.id,
                    "field_description": f"Of another addon: {name}",
                    "ttype": ttype,
                    "store": False,
                    "depends": "name",
                    "compute": f"for record in self:\n  record['{name}'] = {code}",
                    **values,
                }
                for name, (ttype, values, code) in COMPUTED.items()
            ]
        )
        cls.env["ir.ui.view"].create(
            {
                "name": "Of another addon",
                "model": "helpdesk.ticket",
                "inherit_id": cls.env.ref("helpdesk_mgmt.ticket_view_form").id,
                "arch": "<field name='tag_ids' position='after'>%s</field>"
                % "".join(f"<field name='{name}'/>" for name in COMPUTED),
            }
        )
        cls.ticket = cls._create_ticket_in("in_progress_support")
        cls.spec = {name: {} for name in COMPUTED}

    def test_what_is_computed_from_what_is_closed_is_empty(self):
        for user, is_told in ((self.ana, False), (self.mia, True)):
            self.env.invalidate_all()
            read = self.ticket.with_user(user).web_read(self.spec)[0]
            for name in ("x_team", "x_kind_ids"):
                self.assertEqual(bool(read[name]), is_told, (user.name, name))

    def test_a_new_ticket_is_entered_and_saved(self):
        tickets = self.tickets.with_user(self.ana)
        self.assertTrue(tickets.onchange({}, [], self.spec)["value"])
        values = {"name": "Beside", "description": "It fails"}
        saved = tickets.web_save(values, self.spec)[0]
        self.assertFalse(saved["x_kind_ids"])

    def test_what_the_person_may_not_read_is_refused(self):
        other = self._create_ticket(partner_id=self.cora.partner_id.id)
        self.env.invalidate_all()
        for name in COMPUTED:
            with self.assertRaises(AccessError):
                other.with_user(self.ana).read([name])

    def test_what_the_line_stands_on_is_none_of_others(self):
        line = self.env["ir.module.module"]._get_addons_of_line()
        self.assertLessEqual({"base", "mail", "helpdesk_mgmt", "project", "web"}, line)

    def test_what_a_person_is_shown_the_server_finds_in_full(self):
        """Odoo keeps one list for all who ask in the same transaction."""
        access = self.env["ir.model.access"].with_user(self.ana)
        team, company = self.ticket.reseller_team_id, self.company
        tried = 0
        for record in (self.ana, self.ana.partner_id, self.ticket, team, company):
            for name, field in record._fields.items():
                if field.type not in ("one2many", "many2many") or name in COMPUTED:
                    continue
                if access.check(field.comodel_name, "read", False):
                    continue
                self.env.invalidate_all()
                # sudo: as the server, which looks at it for everybody.
                found = record.sudo()[name].ids
                self.env.invalidate_all()
                with suppress(AccessError):
                    record.with_user(self.ana).read([name])
                with self.subTest(field=str(field)):
                    self.assertEqual(record.sudo()[name].ids, found)
                tried += 1
        self.assertGreater(tried, 5)

    def test_the_vendors_labels_keep_nobody_from_opening_a_contact(self):
        label = self.env["res.partner.category"].create({"name": "Pays late"})
        self.shop.category_id = label
        self.env.invalidate_all()
        [read] = self.shop.with_user(self.ana).read(["name", "category_id"])
        self.assertEqual((read["name"], read["category_id"]), (self.shop.name, []))

    def test_forms_do_not_lead_to_closed_models(self):
        for user, is_hidden in ((self.ana, True), (self.mia, False)):
            tickets = self.tickets.with_user(user)
            arch = tickets.get_views([(False, "form")])["views"]["form"]["arch"]
            found = arch.partition('name="x_kind_ids"')[2].partition("/>")[0]
            self.assertEqual('invisible="1"' in found, is_hidden, found)

    def test_closed_models_are_refused_at_the_door_alone(self):
        for user in (self.ana, self.cleo):
            crons = self.env["ir.cron"].with_user(user)
            with self.assertRaises(AccessError):
                crons.search([])
            with patch.object(type(crons), "_original_module", "of_others"):
                self.assertFalse(crons.search([]))
        calls = self.env["ir.model.access"].with_user(self.ana)
        with self.assertRaisesRegex(AccessError, "ir.cron"):
            calls._check_call("ir.cron", "web_search_read")
        calls._check_call("helpdesk.ticket", "web_search_read")

    def test_others_are_told_as_ever(self):
        for groups in ("base.group_user", "base.group_portal"):
            user = new_test_user(self.env, login=f"x.{groups}", groups=groups)
            with self.assertRaises(AccessError):
                self.env["ir.cron"].with_user(user).search([])

    def test_what_they_do_with_a_change_is_done_by_the_server(self):
        create, write = Base.create, Base.write
        seen = []

        def look(tickets):
            found = tickets.env["ir.cron"].search_count([])
            seen.append((tickets.team_id.name, tickets.x_team, found))

        def create_and_look(tickets, vals_list):
            created = create(tickets, vals_list)
            look(created)
            return created

        def write_and_look(tickets, vals):
            look(tickets)
            return write(tickets, vals)

        create_and_look = api.model_create_multi(create_and_look)
        with patch.object(Base, "create", create_and_look), patch.object(
            Base, "write", write_and_look
        ):
            own = self._create_ticket(opener=self.ana)
            # The person asks in a request of their own.
            self.env.invalidate_all()
            self.assertFalse(own.with_user(self.ana).x_team)
            own.with_user(self.ana).name = "Another title"
        names = {name for *both, _found in seen for name in both}
        self.assertEqual(names, {self.support.name})
        self.assertTrue(all(found for *_names, found in seen), seen)
        self.assertEqual(own.create_uid, self.ana)

    def test_what_is_stored_is_stored_with_the_persons_rights(self):
        create = Base.create

        def give_away(tickets, vals_list):
            given = [{**vals, "reseller_team_id": self.south.id} for vals in vals_list]
            return create(tickets, given)

        with patch.object(Base, "create", api.model_create_multi(give_away)):
            with self.assertRaises(AccessError):
                self._create_ticket(opener=self.ana)

    def test_where_a_ticket_starts_stays_as_it_was_settled(self):
        self.support.assignment_method = "balanced"
        create = Base.create

        def scatter(tickets, vals_list):
            for vals in vals_list:
                vals.update(user_id=False, stage_id=self.stage["backlog_client"].id)
            return create(tickets, vals_list)

        with patch.object(Base, "create", api.model_create_multi(scatter)):
            own = self._create_ticket(opener=self.ana)
        self.assertEqual(own.stage_id, self.stage["backlog_support"])
        self.assertIn(own.user_id, self.sam | self.sue)
        self.assertEqual(own.assignment_ids.user_id, own.user_id)

    def test_a_default_that_is_closed_is_left_out(self):
        default_get = Base.default_get

        def propose(tickets, names):
            if "priority" in names:
                tickets.env["ir.cron"].browse(1).read(["name"])
            return default_get(tickets, names)

        with patch.object(Base, "default_get", propose, create=True):
            defaults = self.tickets.with_user(self.ana).default_get(
                ["priority", "number", "active"]
            )
        self.assertEqual(defaults.keys(), {"number", "active"})


@tagged("post_install", "-at_install")
class TestTeamsOfTheLine(SupportLineCase):
    def test_they_have_no_rules_of_other_addons(self):
        direct = self._create_team("direct", self.pia)
        with patch.dict(LEFT_TO_THE_LINE, {"show_in_portal": False}, clear=True):
            direct.show_in_portal = True
            self.north.show_in_portal = False
            with self.assertRaisesRegex(ValidationError, "North.*portal"):
                self.north.show_in_portal = True
            with self.assertRaisesRegex(ValidationError, "own rules"):
                direct.write({"pipeline": "escalation", "tier": "support"})
