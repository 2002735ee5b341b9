from odoo.tests import BaseCase

from ...policies.together import can_share, share_text


class TestTogether(BaseCase):
    def test_one_text_is_asked_for_and_evidence_goes_one_by_one(self):
        for lacking, expected in (
            ({}, ("nothing", [])),
            ({1: "message", 2: "message"}, ("message", [])),
            ({1: "evidence", 2: "evidence"}, ("nothing", [1, 2])),
            ({1: "reason", 2: "evidence"}, ("reason", [2])),
            (
                {1: "reason", 2: "message", 3: "client_note", 4: "message"},
                ("message", [1, 3]),
            ),
        ):
            self.assertEqual(share_text(lacking), expected, lacking)

    def test_what_was_tested_is_true_for_one_alone(self):
        for requirements, expected in (
            ([], True),
            (["nothing", "message"], True),
            (["reason", "reason"], True),
            (["evidence", "evidence"], False),
            (["message", "evidence"], False),
            (["client_note", "reason"], False),
        ):
            self.assertEqual(can_share(requirements), expected, requirements)
