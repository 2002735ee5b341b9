from odoo.tests import BaseCase

from ...policies.transitions import (
    Transition,
    allowed_moves,
    applies,
    combine,
    find_way,
    is_satisfied,
)

NEW, WORK, VENDOR, DONE = 1, 2, 3, 4
TABLE = (
    Transition(1, NEW, WORK, "reseller", "nothing"),
    Transition(2, NEW, VENDOR, "reseller", "evidence", "first_time"),
    Transition(3, NEW, VENDOR, "reseller", "message", "escalated"),
    Transition(4, NEW, DONE, "client", "nothing"),
    Transition(5, NEW, DONE, "support", "reason"),
    Transition(6, WORK, DONE, "reseller", "nothing"),
)


def _targets(actors, escalated=False, source=NEW):
    return {
        move.to_stage: move.requires
        for move in allowed_moves(TABLE, source, actors, escalated)
    }


class TestTableOfMoves(BaseCase):
    def test_a_row_is_for_its_actor_alone(self):
        self.assertEqual(_targets(["reseller"]), {WORK: "nothing", VENDOR: "evidence"})
        self.assertEqual(_targets(["client"]), {DONE: "nothing"})
        self.assertEqual(_targets(["development"]), {})
        self.assertEqual(_targets([]), {})

    def test_a_row_leads_from_its_stage_alone(self):
        self.assertEqual(_targets(["reseller"], source=WORK), {DONE: "nothing"})
        self.assertEqual(_targets(["reseller"], source=DONE), {})

    def test_a_case_that_came_back_asks_for_less_than_the_first_time(self):
        self.assertEqual(_targets(["reseller"], escalated=False)[VENDOR], "evidence")
        self.assertEqual(_targets(["reseller"], escalated=True)[VENDOR], "message")

    def test_conditions_that_do_not_hold_close_the_row(self):
        row = Transition(9, NEW, WORK, "reseller", "nothing", "escalated")
        self.assertTrue(applies(row, ["reseller"], True))
        self.assertFalse(applies(row, ["reseller"], False))
        row = row._replace(condition="first_time")
        self.assertFalse(applies(row, ["reseller"], True))
        self.assertTrue(applies(row, ["reseller"], False))

    def test_of_two_roles_the_tables_first_row_to_a_stage_counts(self):
        self.assertEqual(_targets(["support", "client"])[DONE], "nothing")


class TestWays(BaseCase):
    ROWS = tuple(
        Transition(number, *row)
        for number, row in enumerate(
            [
                (1, 2, "development", "nothing"),
                (2, 3, "development", "nothing"),
                (3, 4, "development", "nothing"),
                (1, 5, "development", "message"),
                (5, 6, "development", "nothing"),
                (3, 1, "development", "nothing"),
            ]
        )
    )

    def _find(self, start, goal, through=(1, 2, 3, 5)):
        return find_way(self.ROWS, start, goal, set(through))

    def test_the_shortest_way_ends_at_the_goal(self):
        self.assertEqual(self._find(1, 2), (2,))
        self.assertEqual(self._find(1, 4), (2, 3, 4))
        self.assertEqual(self._find(2, 1), (3, 1))

    def test_only_the_last_step_may_ask_for_something(self):
        self.assertEqual(self._find(1, 5), (5,))
        self.assertIsNone(self._find(1, 6))

    def test_only_some_stages_are_passed(self):
        self.assertIsNone(self._find(1, 4, through=(2,)))

    def test_where_nothing_leads_there_is_no_way(self):
        self.assertIsNone(self._find(4, 1))
        self.assertIsNone(self._find(9, 1))


class TestWrittenTexts(BaseCase):
    def test_a_text_answers_what_it_is(self):
        for asked in ("client_note", "message", "evidence", "reason"):
            self.assertFalse(is_satisfied(asked, set()))
            self.assertTrue(is_satisfied(asked, {asked}))

    def test_nothing_is_always_written(self):
        self.assertTrue(is_satisfied("nothing", set()))

    def test_evidence_is_a_message_and_a_message_is_no_evidence(self):
        self.assertTrue(is_satisfied("message", {"evidence"}))
        self.assertFalse(is_satisfied("evidence", {"message"}))

    def test_other_texts_do_not_stand_in_for_each_other(self):
        kinds = ("client_note", "message", "reason")
        for asked in kinds:
            others = set(kinds) - {asked} | {None}
            self.assertFalse(is_satisfied(asked, others), asked)
        self.assertFalse(is_satisfied("evidence", {"client_note", "reason", None}))


class TestOneTextForManyCases(BaseCase):
    def test_equal_requirements_stay(self):
        self.assertEqual(combine(["reason", "reason"]), "reason")

    def test_nothing_asks_for_no_text(self):
        self.assertEqual(combine([]), "nothing")
        self.assertEqual(combine(["nothing", "nothing"]), "nothing")
        self.assertEqual(combine(["nothing", "message"]), "message")

    def test_evidence_answers_a_message_too(self):
        self.assertEqual(combine(["message", "evidence"]), "evidence")
        self.assertEqual(combine(["evidence", "nothing", "message"]), "evidence")

    def test_texts_for_different_readers_do_not_combine(self):
        self.assertIsNone(combine(["client_note", "message"]))
        self.assertIsNone(combine(["reason", "evidence"]))
        self.assertIsNone(combine(["message", "reason", "evidence"]))
