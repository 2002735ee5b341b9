from odoo.tests import BaseCase

from ...policies.intake import (
    opens_for_client,
    origin_of,
    pick_reseller,
    starting_tier,
)
from ...policies.stages import PLAIN_STAGE_BY_PHASE, classify_plain_stage

STAFF = ("reseller", "support", "development", "manager", "staff")
NORTH, SOUTH, VENDORS_OWN = 11, 12, 13


class TestOrigin(BaseCase):
    def test_what_a_client_opens_is_the_clients_whatever_it_says(self):
        for contact in ("client", "staff", None):
            for chosen in (None, "client", "reseller"):
                self.assertEqual(origin_of("client", contact, chosen), "client")

    def test_staff_that_opens_for_a_client_opens_a_clients_case(self):
        for opener in STAFF:
            self.assertEqual(origin_of(opener, "client"), "client", opener)

    def test_staff_that_names_nobody_opens_a_resellers_case(self):
        for opener in STAFF:
            self.assertEqual(origin_of(opener, None), "reseller", opener)
            self.assertEqual(origin_of(opener, "staff"), "reseller", opener)

    def test_staff_may_say_otherwise(self):
        for opener in STAFF:
            self.assertEqual(origin_of(opener, "client", "reseller"), "reseller")
            self.assertEqual(origin_of(opener, None, "client"), "client")

    def test_mail_of_strangers_is_a_clients_case(self):
        self.assertEqual(origin_of("system", None), "client")
        self.assertEqual(origin_of("system", "client"), "client")

    def test_mail_of_a_resellers_person_is_a_resellers_case(self):
        self.assertEqual(origin_of("system", "staff"), "reseller")

    def test_mail_has_no_say_in_its_origin(self):
        self.assertEqual(origin_of("system", "client", "reseller"), "client")

    def test_a_manager_opens_for_a_client_as_the_client_does(self):
        self.assertTrue(opens_for_client("client", "client"))
        self.assertTrue(opens_for_client("manager", "client"))
        for opener, contact in (
            ("manager", None),
            ("manager", "staff"),
            ("staff", "client"),
            ("system", "client"),
        ):
            self.assertFalse(opens_for_client(opener, contact), (opener, contact))


class TestStart(BaseCase):
    def test_a_clients_case_starts_with_its_reseller(self):
        self.assertEqual(starting_tier("client", True), "reseller")

    def test_a_resellers_case_starts_with_support(self):
        self.assertEqual(starting_tier("reseller", True), "support")
        self.assertEqual(starting_tier("reseller", False), "support")

    def test_a_case_without_a_reseller_is_not_forgotten(self):
        self.assertEqual(starting_tier("client", False), "support")


def pick(opener_teams, contact_team, given_team, default_team, origin):
    return pick_reseller(
        opener_teams, contact_team, given_team, lambda: default_team, origin
    )


class TestResellerOfACase(BaseCase):
    def test_a_resellers_user_opens_for_an_own_team_alone(self):
        for contact, given in ((SOUTH, None), (None, SOUTH), (SOUTH, SOUTH)):
            self.assertEqual(
                pick([NORTH], contact, given, VENDORS_OWN, "client"), NORTH
            )

    def test_somebody_of_two_teams_opens_for_the_one_named(self):
        self.assertEqual(pick([NORTH, SOUTH], None, SOUTH, None, "reseller"), SOUTH)
        self.assertEqual(pick([NORTH, SOUTH], SOUTH, None, None, "client"), SOUTH)

    def test_the_clients_reseller_counts_before_the_address_written_to(self):
        self.assertEqual(pick([], NORTH, SOUTH, VENDORS_OWN, "client"), NORTH)
        self.assertEqual(pick([], None, SOUTH, VENDORS_OWN, "client"), SOUTH)

    def test_a_client_without_a_reseller_goes_to_the_vendors_default(self):
        self.assertEqual(pick([], None, None, VENDORS_OWN, "client"), VENDORS_OWN)

    def test_no_reseller_is_made_up_for_a_case_of_the_vendors_own(self):
        self.assertFalse(pick([], None, None, VENDORS_OWN, "reseller"))
        self.assertFalse(pick([], False, False, False, "client"))


class TestPlainStages(BaseCase):
    def test_a_stage_of_before_is_told_by_what_helpdesk_says_of_it(self):
        self.assertEqual(classify_plain_stage(True, False), ("resolved", "nobody"))
        self.assertEqual(classify_plain_stage(True, True), ("resolved", "nobody"))
        self.assertEqual(classify_plain_stage(False, True), ("backlog", "support"))
        self.assertEqual(classify_plain_stage(False, False), ("in_progress", "support"))

    def test_every_phase_has_a_plain_stage_to_go_back_to(self):
        self.assertEqual(
            set(PLAIN_STAGE_BY_PHASE),
            {
                "backlog",
                "in_progress",
                "waiting",
                "confirmation",
                "resolved",
                "canceled",
            },
        )
