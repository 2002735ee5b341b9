from itertools import product

from odoo.tests import BaseCase

from ...policies.duplicates import Side, may_be_duplicates


class TestDuplicates(BaseCase):
    def test_only_one_clients_or_one_resellers_own(self):
        shop = Side("escalation", 1, True, 10, "a@shop.example")
        kiosk = shop._replace(client=20, email="b@kiosk.example")
        own = Side("escalation", 1, False, 30, "")
        desk = Side("direct", False, True, 10, "a@shop.example")
        stranger = Side("direct", False, True, False, "x@web.example")
        sides = {
            "shop": shop,
            "kiosk": kiosk,
            "shop elsewhere": shop._replace(reseller=2),
            "unclaimed": shop._replace(reseller=False),
            "own": own,
            "own of another": own._replace(reseller=2),
            "own of nobody": own._replace(reseller=False),
            "desk": desk,
            "stranger": stranger,
            "other stranger": stranger._replace(email="y@web.example"),
            "nobody": stranger._replace(email=""),
        }
        alone = {"own of nobody"}
        for one, other in product(sides, sides):
            expected = one == other and one not in alone
            self.assertEqual(
                may_be_duplicates(sides[one], sides[other]), expected, (one, other)
            )

    def test_own_cases_are_of_whichever_contact(self):
        own = Side("escalation", 1, False, 30, "")
        self.assertTrue(may_be_duplicates(own, own._replace(client=31)))
