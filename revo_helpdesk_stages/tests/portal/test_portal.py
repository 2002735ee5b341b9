"""How a client opens a ticket on the site."""

import re
from io import BytesIO
from itertools import product

from ..common import SupportLineHttpCase
from ..compat import offer_categories


class TestPortal(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        offer_categories(cls.company)

    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _submit(self, **values):
        """Send the site's form; give the answer and the ticket that is opened."""
        before = self.tickets.search([])
        response = self._post(
            "/submitted/ticket",
            **{
                "category": self.env.ref("helpdesk_mgmt.helpdesk_category_1").id,
                "subject": "The printer is silent",
                "description": "Since this morning.",
                **values,
            },
        )
        return response, self.tickets.search([]) - before

    def _open(self, **values):
        response, ticket = self._submit(**values)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(len(ticket), 1)
        return ticket

    def test_a_ticket_of_the_sites_form_starts_with_the_reseller(self):
        ticket = self._open()
        self.assertRegex(ticket.number, r"\d")
        self.assertEqual(ticket.origin, "client")
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(ticket.team_id, self.north)
        self.assertEqual(ticket.reseller_team_id, self.north)
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)
        self.assertFalse(ticket.user_id)
        self.assertFalse(ticket.escalated_date)
        self.assertEqual(
            self._get_ledger(ticket),
            [(self.north, self.env["res.users"], "waiting")],
        )

    def test_nobody_reads_a_book_instead_of_a_ticket(self):
        for name, length in (("subject", 251), ("description", 1_000_000)):
            response, ticket = self._submit(**{name: "x" * length})
            self.assertEqual(response.status_code, 422)
            self.assertIn(f"is too long: {length} characters", response.text)
            self.assertFalse(ticket)
        self.assertEqual(len(self._open(subject="x" * 250).name), 250)

    def test_a_client_without_a_reseller_starts_with_the_vendors(self):
        self.shop.reseller_team_id = False
        ticket = self._open()
        self.assertEqual(ticket.team_id, self.south)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])

    def test_the_page_of_a_new_ticket_says_what_happens_next(self):
        response, ticket = self._submit()
        self.assertIn("Your ticket is sent", response.text)
        self.assertIn("North is looking into it", response.text)
        self.assertTrue(response.url.split("?")[0].endswith(f"/{ticket.id}"))

    def test_files_of_the_form_are_the_clients(self):
        before = self.tickets.search([])
        token = self._get_token()
        self.url_open(
            "/submitted/ticket",
            data={
                "csrf_token": token,
                "subject": "With a picture",
                "description": "See the file.",
                "category": self.env.ref("helpdesk_mgmt.helpdesk_category_1").id,
                # The form names its files once more.
                "attachment": "printer.txt",
            },
            files={"attachment": ("printer.txt", BytesIO(b"silent"), "text/plain")},
        )
        ticket = self.tickets.search([]) - before
        self.assertEqual(ticket.attachment_ids.mapped("audience"), ["client"])
        self.assertIn("printer.txt", self._get_page(ticket))

    def test_no_direct_team_no_choice_of_a_team(self):
        self.company.helpdesk_mgmt_portal_select_team = True
        self.env["helpdesk.ticket.team"].search(
            [("pipeline", "=", "direct")]
        ).show_in_portal = False
        (self.north | self.south | self.support).show_in_portal = True
        page = self.url_open("/new/ticket").text
        self.assertNotIn("South", page)
        self.assertNotIn('name="team"', page)

    def test_no_category_is_asked_for_where_there_are_none(self):
        self.company.helpdesk_mgmt_portal_category_id_required = True
        self.env["helpdesk.ticket.category"].search([]).show_in_portal = False
        self.assertNotIn('name="category"', self.url_open("/new/ticket").text)
        self.assertFalse(self._open(category="").category_id)

    def test_what_the_page_offers_is_all_that_it_needs(self):
        """Whatever a manager sets of the site's form, a client can fill it in."""
        self._create_team("direct", self.pia, name="Shop desk", show_in_portal=True)
        settings = [
            name
            for name, field in self.company._fields.items()
            if name.startswith("helpdesk_mgmt_portal_") and field.type == "boolean"
        ]
        self.assertGreaterEqual(len(settings), 3)
        for values in product((True, False), repeat=len(settings)):
            chosen = dict(zip(settings, values, strict=True))
            self.company.write(chosen)
            page = self.url_open("/new/ticket").text
            offered = {
                name: self._get_first_option(page, name)
                for name in ("category", "team")
                if f'name="{name}"' in page
            }
            with self.subTest(offered=offered, **chosen):
                self.assertTrue(
                    self._open(**{"category": "", "subject": str(values), **offered})
                )

    def _get_first_option(self, page, name):
        offered = page.partition(f'name="{name}"')[2].partition("</select>")[0]
        return re.findall(r'<option[^>]* value="(\d+)"', offered)[0]

    def test_a_direct_team_that_the_client_chooses_gets_the_ticket(self):
        self.company.helpdesk_mgmt_portal_select_team = True
        direct = self._create_team(
            "direct", self.pia, name="Shop desk", show_in_portal=True
        )
        self.assertIn("Shop desk", self.url_open("/new/ticket").text)
        ticket = self._open(team=direct.id)
        self.assertEqual(ticket.team_id, direct)
        self.assertEqual(ticket.pipeline, "direct")
        self.assertEqual(ticket.stage_id, direct._get_applicable_stages()[0])

    def test_a_client_of_a_reseller_needs_no_direct_team(self):
        self.company.helpdesk_mgmt_portal_select_team = True
        self.company.helpdesk_mgmt_portal_team_id_required = True
        self._create_team("direct", self.pia, show_in_portal=True)
        self.assertEqual(self._open().team_id, self.north)

    def test_a_team_that_is_not_offered_gets_no_ticket(self):
        self.company.helpdesk_mgmt_portal_select_team = True
        (self.south | self.support).show_in_portal = True
        hidden = self._create_team("direct", self.pia, show_in_portal=False)
        for team in (self.south, self.support, hidden):
            response, ticket = self._submit(team=team.id)
            self.assertEqual(response.status_code, 422, team.name)
            self.assertFalse(ticket)

    def test_a_refused_form_keeps_what_was_typed(self):
        response, ticket = self._submit(subject="  ", description="It <b>smokes</b>.")
        self.assertEqual(response.status_code, 422)
        self.assertFalse(ticket)
        self.assertIn("Please fill in: Subject", response.text)
        self.assertIn("It &lt;b&gt;smokes&lt;/b&gt;.", response.text)

    def test_a_link_opens_no_ticket(self):
        before = self.tickets.search_count([])
        self.url_open("/submitted/ticket?subject=Mine&description=Mine")
        self.assertEqual(self.tickets.search_count([]), before)
