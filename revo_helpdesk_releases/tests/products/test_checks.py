"""What is asked for before a case goes to the vendor is that of its product."""

from odoo.addons.revo_helpdesk_stages.tests.common import SupportLineCase
from odoo.addons.revo_helpdesk_stages.tests.evidence.checks import ChecksMixin


class TestChecksOfAProduct(ChecksMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_checks()
        cls.app, cls.till = cls.env["helpdesk.product"].create(
            [{"name": name, "code": name.lower()} for name in ("Orders", "Till")]
        )
        cls.of_app = cls._create_check("Opened the app anew", product_ids=cls.app.ids)

    def test_a_check_of_a_product_is_asked_of_its_tickets_alone(self):
        for product, is_asked in ((self.app, True), (self.till, False)):
            self.ticket.product_id = product
            self.assertEqual(self.of_app in self._open().check_ids.check_id, is_asked)
        self.ticket.product_id = False
        self.assertNotIn(self.of_app, self._open().check_ids.check_id)

    def test_product_and_category_both_have_to_fit(self):
        self.of_app.category_ids = self.printers
        self.ticket.product_id = self.app
        self.assertNotIn(self.of_app, self._open().check_ids.check_id)
        self.ticket.category_id = self.printers
        self.assertIn(self.of_app, self._open().check_ids.check_id)
