"""The table of stages and moves in the README."""

import unittest

import moves_table

STAGES = [
    {"id": "a", "name": "First", "waiting_on": "client"},
    {"id": "b", "name": "Second", "waiting_on": "support"},
]


def move(actor, requires, **values):
    return {"actor": actor, "requires": requires, "name": "Done", **values}


class TestTable(unittest.TestCase):
    def row(self, *moves):
        """Return the first stage's row."""
        away = [{"from_stage_id": "a", "to_stage_id": "b", **one} for one in moves]
        return list(moves_table.table(STAGES, away))[2]

    def test_who_moves_where_with_what(self):
        row = self.row(
            move("client", "nothing"),
            move("client", "reason", to_stage_id="a"),
            move("system", "nothing"),
        )
        ways = "client → 2, 1 (with a reason); done → 2"
        self.assertEqual(row, f"| 1 | First | client | {ways} |")

    def test_one_move_with_conditions(self):
        row = self.row(
            move("support", "evidence", condition="first_time"),
            move("support", "message", condition="escalated"),
        )
        words = "first with the tests performed, once escalated with a message"
        self.assertIn(f"| support → 2 ({words}) |", row)
