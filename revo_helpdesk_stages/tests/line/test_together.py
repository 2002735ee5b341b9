"""Several tickets are moved, assigned and tagged at once."""

from odoo import Command
from odoo.exceptions import UserError

from ..common import TEXTS, SupportLineCase


class TestTogether(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.tickets.browse()
        for _index in range(3):
            cls.mine |= cls._create_ticket_in("in_progress_reseller", user=cls.ana)
        cls.theirs = cls._create_ticket_in("in_progress_support", user=cls.sam)
        cls.tag = cls.env["helpdesk.ticket.tag"].create({"name": "Holidays"})

    def _open(self, kind, tickets, user=None, **values):
        wizards = self.env["helpdesk.ticket.bulk"].with_user(user or self.ana)
        wizards = wizards.with_context(
            default_ticket_ids=tickets.ids, default_kind=kind
        )
        return wizards.create(values)

    def _apply(self, *args, **values):
        wizard = self._open(*args, **values)
        action = wizard.action_apply()
        self.env.invalidate_all()
        return wizard, action

    def test_one_text_is_written_on_each_and_who_cannot_go_is_named(self):
        stage = self.stage["backlog_client"]
        tickets = self.mine | self.theirs
        wizard = self._open("move", tickets, stage_id=stage.id)
        self.assertEqual(wizard.requires, "client_note")
        self.assertEqual(wizard.going_count, 3)
        self.assertIn("(3)", wizard.meant_for)
        self.assertIn(self.mine[0].number, wizard.meant_for)
        self.assertNotIn(self.theirs.number, wizard.meant_for)
        self.assertIn(self.theirs.number, wizard.staying)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            wizard.action_apply()
        wizard.body = "<p>We are closed until Monday.</p>"
        action = wizard.action_apply()
        self.env.invalidate_all()
        self.assertEqual(self.mine.stage_id, stage)
        for ticket in self.mine:
            message = self._get_texts(ticket).sorted("id")[-1]
            self.assertIn("until Monday", message.body)
            self.assertEqual(message.audience, "client")
        self.assertEqual(self.theirs.stage_id, self.stage["in_progress_support"])
        self.assertEqual(action["res_id"], wizard.id)
        self.assertIn(self.theirs.number, wizard.result)
        self.assertIn("stays in", wizard.result)

    def test_what_asks_for_evidence_goes_one_by_one(self):
        stage = self.stage["backlog_support"]
        wizard, opened = self._apply("move", self.mine, stage_id=stage.id)
        self.assertEqual(opened["context"]["default_ticket_ids"], self.mine[:1].ids)
        self.assertEqual(self.mine.stage_id, self.stage["in_progress_reseller"])
        self.assertEqual(wizard.apart_ids, self.mine)
        action = wizard.action_next()
        for ticket in wizard.apart_ids:
            self.assertEqual(action["context"]["default_ticket_ids"], ticket.ids)
            move = self._open_wizard(action, self.ana, **TEXTS["evidence"])
            action = move.action_apply()
        self.assertEqual(action["type"], "ir.actions.act_window_close")
        self.env.invalidate_all()
        self.assertEqual(self.mine.stage_id, stage)

    def test_what_stands_there_is_left(self):
        stage = self.stage["in_progress_reseller"]
        _wizard, action = self._apply("move", self.mine, stage_id=stage.id)
        self.assertEqual(action["res_model"], "helpdesk.ticket.bulk")
        self.assertIn("stands there already", self._wizard_result(action))

    def _wizard_result(self, action):
        return self.env[action["res_model"]].browse(action["res_id"]).result

    def test_those_are_assigned_that_stand_with_the_team(self):
        _wizard, action = self._apply(
            "assign", self.mine | self.theirs, user_id=self.ben.id
        )
        self.assertEqual(self.mine.user_id, self.ben)
        self.assertEqual(self.theirs.user_id, self.sam)
        result = self._wizard_result(action)
        self.assertIn(self.theirs.number, result)
        self.assertNotIn(self.mine[0].number, result)

    def test_tags_come_and_go_together(self):
        other = self.tag.copy({"name": "Summer"})
        self.mine[0].tag_ids = other
        _wizard, action = self._apply(
            "tag",
            self.mine,
            tag_ids=[Command.set(self.tag.ids)],
            untag_ids=[Command.set(other.ids)],
        )
        self.assertEqual(action["tag"], "display_notification")
        for ticket in self.mine:
            self.assertEqual(ticket.tag_ids, self.tag)

    def test_it_costs_little_more_than_the_moves_themselves(self):
        stage = self.stage["in_progress_reseller"]

        def count(number, move):
            tickets = self.tickets.browse()
            for _index in range(number):
                tickets |= self._create_ticket_in("backlog_reseller", user=self.ana)
            wizard = self._open("move", tickets, stage_id=stage.id)
            self.env.cr.flush()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            move(wizard)
            # What is noted of each move is written before the commit.
            self.env.cr.flush()
            queries = self.env.cr.sql_log_count - before
            self.assertEqual(tickets.stage_id, stage)
            return queries

        def apply(wizard):
            wizard.action_apply()

        def write(wizard):
            wizard.ticket_ids.write({"stage_id": stage.id})

        count(2, apply)
        more = [count(number, apply) - count(number, write) for number in (4, 12)]
        # Not one for each of the eight that come on top.
        self.assertLess(more[1] - more[0], 8)
