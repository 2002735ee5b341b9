"""Products, and with which version of them a ticket was reported."""

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from ..common import ReleasesCase

MENU = "revo_helpdesk_releases.helpdesk_product_menu"


class TestProducts(ReleasesCase):
    def _create_product(self, **values):
        return self.env["helpdesk.product"].create(
            {"name": "Kiosk", "code": "kiosk", **values}
        )

    def test_a_product_that_is_added_has_releases_of_its_own(self):
        self._create_release("3.42")
        kiosk = self._create_product()
        release = self._create_release("3.42", product="kiosk")
        self.assertEqual(release.display_name, "3.42 (Kiosk)")
        kiosk.name = "Self-service"
        self.assertEqual(release.display_name, "3.42 (Self-service)")

    def test_a_product_is_called_in_the_language_of_who_reads(self):
        self.env["res.lang"]._activate_lang("es_ES")
        kiosk = self._create_product()
        kiosk.with_context(lang="es_ES").name = "Quiosco"
        release = self._create_release("3.42", product="kiosk")
        self.assertEqual(
            release.with_context(lang="es_ES").display_name, "3.42 (Quiosco)"
        )

    @mute_logger("odoo.sql_db")
    def test_a_code_names_one_product(self):
        self._create_product()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._create_product(name="Another")
            self.env.flush_all()
        for code in (" ", " kiosk"):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self._create_product(code=code)

    def test_only_managers_change_products(self):
        product = self._create_product()
        for user in (self.ana, self.sam, self.dan, self.cleo):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                product.with_user(user).name = "Mine"
        product.with_user(self.mia).name = "Ours"
        with self.assertRaises(AccessError):
            product.with_user(self.cleo).read(["name"])
        menus = self.env["ir.ui.menu"].with_user(self.mia).load_menus(False)
        self.assertIn(MENU, [menu.get("xmlid") for menu in menus.values()])


class TestReportedVersion(ReleasesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.app = cls.env.ref("revo_helpdesk_releases.product_app")
        cls.back_office = cls.env.ref("revo_helpdesk_releases.product_back_office")
        cls.release = cls._create_release("9.2.4", date_planned="2026-12-02")
        cls.ticket = cls._create_ticket(
            release_id=cls.release.id, product_id=cls.app.id, version="9.2.1"
        )
        cls._put(cls.ticket, "pending_release")

    def _publish(self):
        self.release.sudo().state = "published"
        self._put(self.ticket, "confirmation_reseller", escalated=True)

    def _find(self, user):
        return self.tickets.with_user(user).search([("lacks_solution", "=", True)])

    def test_who_has_an_older_version_than_the_solution_is_found(self):
        self.assertNotIn(self.ticket, self._find(self.sam))
        self._publish()
        for user in (self.ana, self.sam, self.mia):
            with self.subTest(user=user.name):
                self.assertIn(self.ticket, self._find(user))
        self.assertNotIn(self.ticket, self._find(self.rita))

    def test_who_has_the_solution_is_not_found(self):
        self._publish()
        for values in (
            {"version": "9.2.4"},
            {"version": "9.10"},
            {"version": False},
            {"product_id": self.back_office.id, "version": "9.2.1"},
            {"product_id": False, "version": "9.2.1"},
        ):
            with self.subTest(values=values):
                self.ticket.write({"product_id": self.app.id, **values})
                self.assertNotIn(self.ticket, self._find(self.sam))

    def test_it_follows_the_release(self):
        self._publish()
        self.release.sudo().state = "withdrawn"
        self.assertNotIn(self.ticket, self._find(self.sam))
        self.release.sudo().state = "published"
        self.assertIn(self.ticket, self._find(self.sam))
        self._move(self.ticket, self.ana, "backlog_support")
        self.assertNotIn(self.ticket, self._find(self.sam))

    @freeze_time("2026-11-24 10:00:00")
    def test_the_line_reads_with_which_version_it_was_reported(self):
        ticket = self.ticket.with_user(self.ana)
        self.assertNotIn("9.2.1", ticket.release_news)
        self._publish()
        for user in (self.ana, self.sam):
            self.assertEqual(
                self.ticket.with_user(user).release_news,
                "Solved in version 9.2.4 (App). It was reported with 9.2.1.",
            )
        ticket.version = "9.2.4"
        self.assertEqual(ticket.release_news, "Solved in version 9.2.4 (App).")

    def test_the_client_reads_which_version_it_has(self):
        self._publish()
        told = self.ticket.with_user(self.cleo).sudo()._get_client_view()["release"]
        self.assertEqual(told, "Solved in version 9.2.4 (App). You have 9.2.1.")

    def test_the_line_is_asked_where_the_team_wants_it(self):
        self.assertFalse(Form(self.tickets.with_user(self.ana)).asks_product)
        self.north.asks_product = True
        self.assertTrue(Form(self.tickets.with_user(self.ana)).asks_product)
        form = Form(self.tickets.with_user(self.sam))
        self.assertFalse(form.asks_product)
        form.origin = "client"
        form.partner_id = self.shop
        self.assertTrue(form.asks_product)
        self.assertTrue(self.ticket.with_user(self.sam).asks_product)

    def test_a_reseller_says_them_of_its_own_cases(self):
        said = {"product_id": self.app.id, "version": "9.2.1", "device": "Till 2"}
        ticket = self._create_ticket(self.ana, **said)
        self.assertEqual(ticket.device, "Till 2")
        ticket.with_user(self.ana).write({"device": "Till 3"})
        self.assertEqual(ticket.device, "Till 3")
        with self.assertRaises(AccessError):
            ticket.with_user(self.rita).write({"device": "Mine"})
        with self.assertRaises(AccessError):
            ticket.with_user(self.ana).write({"lacks_solution": True})
