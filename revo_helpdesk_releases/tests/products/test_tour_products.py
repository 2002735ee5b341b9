"""Product, version and device, as a manager, a client and its reseller play it."""

from odoo.addons.revo_helpdesk_stages.tests.compat import offer_categories

from ..common import ReleasesHttpCase


class ScreenMixin:
    screen = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        offer_categories(cls.company)
        cls.company.helpdesk_mgmt_portal_category_id_required = False
        for user in cls.ana | cls.mia | cls.cleo:
            user.password = user.login
        cls.release = cls._create_release("9.2.4")
        cls.other = cls._create_ticket_in(
            "confirmation_reseller", user=cls.ana, name="The drawer is stuck"
        )

    def _play(self, url, user, part):
        self.env.flush_all()
        self.start_tour(url, f"helpdesk_product_{part}", login=user.login, timeout=180)
        self.env.invalidate_all()

    def _get_url(self, record):
        return f"/web#id={record.id}&model={record._name}&view_type=form"

    def test_it_is_asked_corrected_and_solved_by_a_newer_version(self):
        self._play(self._get_url(self.north), self.mia, "manager_asks")
        self.assertTrue(self.north.asks_product)
        self._play("/new/ticket", self.cleo, "client_says")
        ticket = self.tickets.search([("name", "=", "The bill is printed twice")])
        self.assertEqual(ticket.product_id.code, "app")
        self.assertEqual(ticket.device, "Till 2")
        self._play(self._get_url(ticket), self.ana, "reseller_corrects")
        self.assertEqual(ticket.version, "9.2.2")

        ticket.release_id = self.release
        self._put(ticket, "pending_release")
        self.release.sudo().state = "published"
        self._put(ticket, "confirmation_reseller", user=self.ana, escalated=True)
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        told = f"reseller_is_told_{self.screen}"
        self._play(f"/web#action={board.id}", self.ana, told)
        self._play("/my/tickets", self.cleo, "client_is_told")


class TestProductsOnADesk(ScreenMixin, ReleasesHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The form is open when a tour ends.
    allow_end_on_form = True
    screen = "desk"


class TestProductsOnAPhone(ScreenMixin, ReleasesHttpCase):
    browser_size = "390,844"
    touch_enabled = True
    allow_end_on_form = True
    screen = "phone"
