"""A client is asked for product, version and device, or the app says them."""

from lxml import html

from odoo.addons.revo_helpdesk_stages.tests.compat import offer_categories

from ..common import ReleasesHttpCase


class TestPortalProduct(ReleasesHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        offer_categories(cls.company)
        cls.north.asks_product = True

    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _read_form(self, path="/new/ticket"):
        self.env.flush_all()
        return html.fromstring(self.url_open(path).text)

    def _send(self, **data):
        response = self._post(
            "/submitted/ticket",
            subject="Card payment fails",
            description="Since this morning.",
            category=self.env.ref("helpdesk_mgmt.helpdesk_category_1").id,
            **data,
        )
        self.env.invalidate_all()
        ticket = self.tickets.search(
            [("partner_id", "=", self.cleo.partner_id.id)], order="id desc", limit=1
        )
        return response, ticket

    def test_what_a_client_says_is_on_the_ticket(self):
        page = self._read_form()
        names = page.xpath("//select[@name='product']/option/@value")
        self.assertEqual(names, ["", "app", "back_office"])
        _response, ticket = self._send(product="app", version=" 4.2.1 ", device="Till")
        self.assertEqual(ticket.product_id.code, "app")
        self.assertEqual((ticket.version, ticket.device), ("4.2.1", "Till"))

    def test_what_is_left_open_stays_open(self):
        _response, ticket = self._send(product="", version="", device="")
        self.assertTrue(ticket)
        self.assertFalse(ticket.product_id or ticket.version or ticket.device)

    def test_the_app_fills_it_in(self):
        page = self._read_form(
            "/new/ticket?product=back_office&version=5.8.0&device=Office+%3Cpc%3E"
        )
        (chosen,) = page.xpath("//select[@name='product']/option[@selected]/@value")
        self.assertEqual(chosen, "back_office")
        self.assertEqual(page.xpath("//input[@name='version']/@value"), ["5.8.0"])
        self.assertEqual(page.xpath("//input[@name='device']/@value"), ["Office <pc>"])

    def test_a_product_that_there_is_not_is_refused_and_all_stays(self):
        before = self.tickets.search_count([])
        response, _ticket = self._send(product="crm", version="1.0", device="Till 2")
        self.assertEqual(response.status_code, 422)
        self.assertEqual(self.tickets.search_count([]), before)
        page = html.fromstring(response.text)
        self.assertIn("App, Back office", page.text_content())
        self.assertEqual(page.xpath("//input[@name='device']/@value"), ["Till 2"])

    def test_a_text_that_nobody_can_read_is_refused(self):
        response, _ticket = self._send(device="x" * 101)
        self.assertEqual(response.status_code, 422)

    def test_nobody_is_asked_where_the_team_does_not_want_it(self):
        self.north.asks_product = False
        self.south.asks_product = True
        page = self._read_form()
        self.assertFalse(page.xpath("//*[@name='product' or @name='version']"))
        _response, ticket = self._send(product="app", version="4.2.1")
        self.assertFalse(ticket.product_id or ticket.version)
