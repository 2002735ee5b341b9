from odoo.tests import BaseCase, tagged

from ...policies import integrators as policy

MARK = "0123456789abcdef0123"


@tagged("post_install", "-at_install")
class TestIntegratorPolicies(BaseCase):
    def test_an_address_says_which_conversation_it_is_of(self):
        address = policy.tag_address("catchall@line.example", MARK)
        self.assertEqual(address, f"catchall+integrator-{MARK}@line.example")
        self.assertEqual(policy.find_marks(["x@y.example", address]), [MARK])

    def test_what_is_no_mark_names_nothing(self):
        for address in (
            "catchall@line.example",
            f"catchall+{MARK}@line.example",
            f"catchall+integrator-{MARK[:-1]}@line.example",
            f"catchall+integrator-{MARK}0@line.example",
            None,
            False,
        ):
            with self.subTest(address=address):
                self.assertEqual(policy.find_marks([address]), [])

    def test_a_subject_names_a_conversation_by_either_number(self):
        for subject, numbers, named in (
            ("Re: HT00012", ["HT00012"], True),
            ("Re: ht00012", ["ht00012"], True),
            ("[P-4711] Your question", [], True),
            ("p-4711", [], True),
            ("XP-47110", [], False),
            ("P-47112", [], False),
            ("Re: HT00013", ["HT00013"], False),
            ("", [], False),
            (None, [], False),
        ):
            with self.subTest(subject=subject):
                self.assertEqual(
                    policy.mentions(subject, "HT00012", "P-4711", numbers), named
                )

    def test_a_short_reference_might_be_any_word(self):
        self.assertFalse(policy.mentions("Re: a1 is down", "HT1", "a1", []))
        self.assertFalse(policy.mentions("Re: anything", "HT1", "", []))

    def test_references_are_left_out_one_by_one(self):
        self.assertEqual(policy.without_references("<a> <b>\n <c>", {"<b>"}), "<a> <c>")
        self.assertEqual(policy.without_references(None, {"<b>"}), "")

    def test_nobody_is_named_as_far_as_names_are_known(self):
        text = (
            "Hello Elena,\nSimona Rusu of Bistro Trei (simona@trei.example) rang. Rose"
        )
        self.assertEqual(
            policy.leave_names_out(text, ["Elena Pop", "Simona Rusu"], ["Bistro Trei"]),
            "Hello …,\n… of … (…) rang. Rose",
        )

    def test_words_that_look_like_names_stay(self):
        for text in ("the rose bar", "Roses", "A pop-up", "the bistro"):
            with self.subTest(text=text):
                self.assertEqual(
                    policy.leave_names_out(
                        text, ["Rose Bar", "A Pop", ""], ["Bistro", None]
                    ),
                    text,
                )
