"""Releases: what they are called, and who sees which."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from ..common import ReleasesCase

MENU = "revo_helpdesk_releases.helpdesk_release_menu"


class TestVersions(ReleasesCase):
    def _assertTaken(self, name, **values):
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self._create_release(name, **values)

    def test_a_version_is_there_once(self):
        self._create_release("3.42-RC")
        self._assertTaken("3.42-RC")
        self._assertTaken(" 3.42-rc ")
        self.assertTrue(self._create_release("3.42-RC", product="back_office"))
        # Neither is a wildcard.
        self.assertTrue(self._create_release("3_42%"))
        self.assertTrue(self._create_release("3.42%"))

    def test_a_version_is_not_there_twice_in_one_go(self):
        values = {"name": "3.42", "date_planned": "2030-01-09"}
        releases = self.env["helpdesk.release"]
        app = self.env["helpdesk.product"]._find("app")
        with self.assertRaises(ValidationError):
            releases.create([values, {**values, "product_id": app.id}])
        both = self._create_release("3.43") | self._create_release("3.44")
        with self.assertRaises(ValidationError):
            both.name = "3.45"

    def test_a_release_keeps_its_version_in_other_letters(self):
        release = self._create_release("3.42-rc")
        release.name = "3.42-RC"
        self.assertEqual(release.name, "3.42-RC")

    def test_a_version_becomes_no_other(self):
        self._create_release("3.42")
        other = self._create_release("3.43")
        with self.assertRaises(ValidationError):
            other.name = "3.42"

    def test_a_version_is_more_than_blanks(self):
        with self.assertRaises(ValidationError):
            self._create_release("  ")

    def test_it_is_called_by_version_and_product(self):
        release = self._create_release(" 3.42 ", product="back_office")
        self.assertEqual(release.name, "3.42")
        self.assertEqual(release.display_name, "3.42 (Back office)")

    def test_a_release_with_cases_stays(self):
        release = self._create_release()
        ticket = self._create_ticket_in("in_progress_dev", release_id=release.id)
        ticket.active = False
        with self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
            release.with_user(self.mia).unlink()
        self.assertIn("withdraw", str(refusal.exception))
        ticket.release_id = False
        release.with_user(self.mia).unlink()
        self.assertFalse(release.exists())


class TestCompanies(ReleasesCase):
    """A release of a company that the user does not work for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.theirs = cls._create_release("3.43", company_id=cls.elsewhere.id)
        cls.ticket = cls._create_ticket_in("in_progress_dev")
        cls.waiting = cls.stage["pending_release"]

    def test_a_case_that_names_it_is_read_as_before(self):
        self.ticket.release_id = self.theirs
        self._put(self.ticket, "pending_release")
        for user in (self.ana, self.sam, self.dan, self.mia):
            with self.subTest(user=user.name):
                tickets = self.tickets.with_user(user)
                ticket = tickets.browse(self.ticket.id)
                with self.assertRaises(AccessError):
                    self.theirs.with_user(user).read(["name"])
                (values,) = ticket.web_read(
                    {"release_id": {"fields": {"display_name": {}}}, "release_news": {}}
                )
                self.assertIn("3.43", values["release_id"]["display_name"])
                self.assertIn("3.43", values["release_news"])

        for user in (self.sam, self.dan, self.mia):
            form = Form(self.ticket.with_user(user))
            self.assertEqual(form.release_id.id, self.theirs.id)

    def test_nobody_chooses_it_for_a_case(self):
        ticket = self.ticket.with_user(self.dan)
        for values in ({}, {"stage_id": self.waiting.id}):
            with self.assertRaises(AccessError):
                ticket.write({"release_id": self.theirs.id, **values})
        with self.assertRaises(AccessError):
            self._create_ticket(self.sam, release_id=self.theirs.id)
        self.assertFalse(self.ticket.release_id)
        self.dan.company_ids |= self.elsewhere
        both = (self.company | self.elsewhere).ids
        ticket.with_context(allowed_company_ids=both).write(
            {"release_id": self.theirs.id, "stage_id": self.waiting.id}
        )
        self.assertEqual(self.ticket.stage_id, self.waiting)


class TestAccess(ReleasesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.both = cls._create_release("3.42", note="<p>Ask Cafe first.</p>")
        cls.souths = cls._create_release("3.43")
        cls.empty = cls._create_release("3.44")
        cls.north_case = cls._create_ticket(name="North ticket")
        cls.south_case, cls.other_case = (
            cls._create_ticket(
                partner_id=cls.cora.partner_id.id, name=f"South {number}"
            )
            for number in (1, 2)
        )
        (cls.north_case | cls.south_case).release_id = cls.both
        cls.other_case.release_id = cls.souths
        cls._put(cls.north_case | cls.south_case | cls.other_case, "pending_release")

    def _get_releases(self, user):
        return self.env["helpdesk.release"].with_user(user).search([])

    def test_a_reseller_sees_the_releases_of_its_own_cases(self):
        self.assertEqual(self._get_releases(self.ana), self.both)
        self.assertEqual(self._get_releases(self.rita), self.both | self.souths)
        with self.assertRaises(AccessError):
            self.souths.with_user(self.ana).read(["name"])

    def test_a_reseller_who_leaves_the_team_sees_none(self):
        self.assertTrue(self._get_releases(self.ana))
        self.north.user_ids -= self.ana
        self.assertFalse(self._get_releases(self.ana))

    def test_a_reseller_sees_its_own_cases_of_a_release(self):
        release = self.both.with_user(self.ana)
        self.assertEqual(release.ticket_count, 1)
        self.assertEqual(self.both.with_user(self.sam).ticket_count, 2)
        opened = release.action_open_tickets()
        tickets = self.tickets.with_user(self.ana).search(opened["domain"])
        self.assertEqual(tickets, self.north_case)

    def test_no_search_tells_of_others_cases(self):
        releases = self.env["helpdesk.release"].with_user(self.ana)
        for domain in (
            [("ticket_ids.name", "ilike", "South")],
            [("ticket_ids", "ilike", "South")],
            [("ticket_ids", "in", self.south_case.ids)],
        ):
            with self.subTest(domain=domain), self.assertRaises(AccessError):
                releases.search(domain)

    def test_a_reseller_does_not_read_the_notes(self):
        release = self.both.with_user(self.ana)
        with self.assertRaises(AccessError):
            release.read(["note"])
        with self.assertRaises(AccessError):
            release.search([("note", "ilike", "Cafe")])
        self.assertIn("Cafe", self.both.with_user(self.sam).note)

    def test_only_development_and_managers_plan(self):
        for user in (self.ana, self.sam, self.pia, self.cleo):
            with self.subTest(user=user.name):
                releases = self.env["helpdesk.release"].with_user(user)
                with self.assertRaises(AccessError):
                    releases.create({"name": "9", "date_planned": "2030-01-09"})
                # Nor is it told which versions there are.
                with self.assertRaises(AccessError):
                    releases.create({"name": "3.43", "date_planned": "2030-01-09"})
                with self.assertRaises(AccessError):
                    self.both.with_user(user).write({"name": "9"})
                with self.assertRaises(AccessError):
                    self.both.with_user(user).write({"name": "3.43"})
                with self.assertRaises(AccessError):
                    self.empty.with_user(user).unlink()
        for user in (self.dan, self.mia):
            release = self.env["helpdesk.release"].with_user(user)
            self.assertTrue(
                release.create({"name": f"9 {user.name}", "date_planned": "2030-01-09"})
            )

    def test_clients_read_no_release(self):
        with self.assertRaises(AccessError):
            self.both.with_user(self.cleo).read(["name"])

    def test_everybody_of_the_line_finds_them_in_the_menu(self):
        for user in (self.ana, self.sam, self.dan, self.mia):
            with self.subTest(user=user.name):
                menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
                xmlids = [menu.get("xmlid") for menu in menus.values()]
                self.assertIn(MENU, xmlids)

    def test_a_form_opens_for_each_of_them(self):
        action = self.env.ref("revo_helpdesk_releases.helpdesk_release_action")
        views = [*action.view_mode.split(","), "search"]
        for user in (self.ana, self.sam, self.dan, self.mia):
            with self.subTest(user=user.name):
                releases = self.env["helpdesk.release"].with_user(user)
                for view in views:
                    arch = releases.get_view(view_type=view)["arch"]
                    shown = "note" in arch and 'name="note"' in arch
                    self.assertEqual(shown, view == "form" and user != self.ana)
