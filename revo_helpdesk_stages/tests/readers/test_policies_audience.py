from odoo.tests import BaseCase

from ...policies import audience as policy

# Section 5 of the architecture: who reads a note, and who a message.
READERS = {
    "client": ("client", "client"),
    "reseller": ("client", "reseller"),
    "support": ("vendor", "reseller"),
    "development": ("vendor", "reseller"),
    "manager": ("vendor", "reseller"),
    "direct": ("vendor", "client"),
}


class TestAudienceOfTexts(BaseCase):
    def test_notes_and_messages_have_the_readers_of_the_manual(self):
        for tier, (note, message) in READERS.items():
            with self.subTest(tier=tier):
                self.assertEqual(policy.default_audience(tier, True), note)
                self.assertEqual(policy.default_audience(tier, False), message)

    def test_an_unknown_author_writes_for_the_vendor_alone(self):
        for is_note in (True, False):
            self.assertEqual(policy.default_audience("nobody", is_note), "vendor")
            self.assertEqual(policy.default_audience("system", is_note), "vendor")

    def test_a_client_cannot_write_behind_anybodys_back(self):
        self.assertTrue(policy.may_choose("client", "client"))
        self.assertFalse(policy.may_choose("client", "reseller"))
        self.assertFalse(policy.may_choose("client", "vendor"))

    def test_a_reseller_cannot_write_for_the_vendor_alone(self):
        self.assertTrue(policy.may_choose("reseller", "client"))
        self.assertTrue(policy.may_choose("reseller", "reseller"))
        self.assertFalse(policy.may_choose("reseller", "vendor"))

    def test_the_vendor_does_not_write_to_the_client_past_the_reseller(self):
        for tier in ("support", "development"):
            self.assertFalse(policy.may_choose(tier, "client"))
            self.assertTrue(policy.may_choose(tier, "reseller"))
            self.assertTrue(policy.may_choose(tier, "vendor"))

    def test_nobody_chooses_readers_that_do_not_exist(self):
        for tier in READERS:
            self.assertFalse(policy.may_choose(tier, "everybody"))
        self.assertFalse(policy.may_choose("nobody", "client"))

    def test_each_audience_includes_the_next_ones(self):
        readers = {
            "client": ("client", "reseller", "support", "development", "manager"),
            "reseller": ("reseller", "support", "development", "manager"),
            "vendor": ("support", "development", "manager"),
        }
        tiers = readers["client"]
        for audience, allowed in readers.items():
            for tier in tiers:
                with self.subTest(audience=audience, tier=tier):
                    own = policy.AUDIENCE_OF_TIER[tier]
                    self.assertEqual(policy.may_read(own, audience), tier in allowed)

    def test_a_text_counts_for_a_move_by_its_readers(self):
        self.assertEqual(policy.kind_of_text("reseller", "client"), "client_note")
        self.assertEqual(policy.kind_of_text("reseller", "reseller"), "message")
        self.assertEqual(policy.kind_of_text("support", "reseller"), "message")
        self.assertIsNone(policy.kind_of_text("support", "vendor"))

    def test_what_clients_and_the_system_write_counts_for_no_move(self):
        for author in ("client", "system"):
            for audience in policy.AUDIENCES:
                self.assertIsNone(policy.kind_of_text(author, audience))

    def test_the_widest_audience_has_most_readers(self):
        self.assertEqual(policy.widest(["vendor", "client", "reseller"]), "client")
        self.assertEqual(policy.widest(["vendor", "reseller"]), "reseller")
        self.assertIsNone(policy.widest([]))

    def test_a_reseller_reads_changes_but_not_those_of_the_vendors_own_fields(self):
        for own in policy.AUDIENCES:
            self.assertEqual(policy.audience_of_log(own, ["stage_id"]), "reseller")
            for name in ("reseller_team_id", "project_id", "task_id"):
                changed = ["stage_id", name]
                self.assertEqual(policy.audience_of_log(own, changed), "vendor")

    def test_what_is_logged_otherwise_is_for_who_acted(self):
        for own in policy.AUDIENCES:
            self.assertEqual(policy.audience_of_log(own, []), own)
