from odoo.tests import BaseCase

from ...policies.next_step import next_line
from ...policies.transitions import Transition, usual_move

NOW = 50


def _say(phase="in_progress", is_closed=False, deadlines=(), closes=None):
    return tuple(next_line(phase, is_closed, deadlines, closes, NOW))


class TestNextLine(BaseCase):
    def test_the_next_deadline_is_said(self):
        self.assertEqual(_say(), ("waits", None))
        self.assertEqual(_say(deadlines=(None, False)), ("waits", None))
        self.assertEqual(_say(deadlines=(90, 70)), ("waits", 70))
        self.assertEqual(_say(deadlines=(90, False)), ("waits", 90))

    def test_what_is_past_is_late(self):
        self.assertEqual(_say(deadlines=(90, 30)), ("late", 30))
        self.assertEqual(_say(deadlines=(NOW,)), ("late", NOW))

    def test_what_is_over_waits_on_nobody(self):
        self.assertEqual(_say("resolved", deadlines=(30,)), ("resolved", None))
        self.assertEqual(_say("resolved", closes=80), ("resolved", 80))
        self.assertEqual(_say("resolved", True, closes=80), ("closed", None))
        self.assertEqual(_say("canceled", True), ("canceled", None))


class TestUsualMove(BaseCase):
    ASK = Transition(1, 1, 2, "reseller", "client_note", "always", True)
    RETURN = Transition(2, 1, 3, "reseller", "message", "escalated", True)
    START = Transition(3, 1, 4, "reseller", "nothing")

    def test_the_marked_one_is_usual(self):
        self.assertEqual(usual_move([self.START, self.ASK]), self.ASK)
        self.assertIsNone(usual_move([self.START]))
        self.assertIsNone(usual_move([]))

    def test_one_for_these_circumstances_counts_before_one_for_all(self):
        rows = [self.START, self.ASK, self.RETURN]
        self.assertEqual(usual_move(rows), self.RETURN)
        self.assertEqual(usual_move(reversed(rows)), self.RETURN)

    def test_of_two_alike_the_tables_first_counts(self):
        second = self.ASK._replace(id=9, to_stage=5)
        self.assertEqual(usual_move([self.ASK, second]), self.ASK)
