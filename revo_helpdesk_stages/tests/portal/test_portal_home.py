"""Where somebody is led who has logged in."""

from ..common import SupportLineHttpCase


class TestPortalHome(SupportLineHttpCase):
    def _get_way(self, user, address="/web/login", **data):
        """Return where a login, or an address, leads."""
        user.password = user.login
        if data.pop("is_in", False):
            self.authenticate(user.login, user.login)
            response = self.url_open(address, allow_redirects=False)
        else:
            self.authenticate(None, None)
            values = {"login": user.login, "password": user.login, **data}
            values["csrf_token"] = self._get_token()
            response = self.url_open(address, data=values, allow_redirects=False)
        return response.headers.get("Location", "").partition("/web/login")[0]

    def _assert_way(self, way, path):
        self.assertEqual(way.replace(self.base_url(), ""), path)

    def test_a_client_begins_with_its_tickets(self):
        self._assert_way(self._get_way(self.cleo), "/my/tickets")
        for address in ("/", "/web"):
            way = self._get_way(self.cleo, address, is_in=True)
            self.assertIn("/my/tickets", way, address)

    def test_so_does_a_new_client_who_has_none_yet(self):
        kiosk = self._create_client("Kiosk", self.north)
        new = self._create_user("nela", "client")
        new.partner_id.parent_id = kiosk
        self._assert_way(self._get_way(new), "/my/tickets")

    def test_who_asked_for_a_page_gets_it(self):
        way = self._get_way(self.cleo, redirect="/my/account")
        self._assert_way(way, "/my/account")
        self._assert_way(self._get_way(self.cleo, redirect="/my"), "/my")

    def test_others_begin_where_odoo_lets_them(self):
        buyer = self._create_user("bert", "client")
        self._assert_way(self._get_way(buyer), "/my")
        self.assertNotIn("/my/tickets", self._get_way(buyer, "/web", is_in=True))
        self.assertNotIn("/my", self._get_way(self.ana))

    def test_the_site_goes_on_in_the_language_of_who_logs_in(self):
        """A page that was looked at before has left another one in the browser."""
        self.env["res.lang"]._activate_lang("ca_ES")
        self.cleo.write({"lang": "ca_ES", "password": self.cleo.login})
        self.env.flush_all()
        self.authenticate(None, None)
        login = {"login": self.cleo.login, "password": self.cleo.login}
        login["csrf_token"] = self._get_token()
        response = self.url_open("/web/login", data=login, allow_redirects=False)
        self.assertEqual(response.cookies["frontend_lang"], "ca_ES")
