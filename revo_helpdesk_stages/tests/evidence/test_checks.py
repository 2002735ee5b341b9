"""Evidence by a list: what is asked for, and what holds whichever way it comes."""

from odoo import Command
from odoo.exceptions import AccessError

from ...exceptions import TextMissing
from ..common import TEXTS, SupportLineCase
from .checks import ChecksMixin


class ChecksCase(ChecksMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_checks()


class TestAsked(ChecksCase):
    def test_a_category_asks_for_its_own_and_for_those_above(self):
        for category, asked in (
            (self.categories, self.restarted),
            (self.hardware, self.restarted | self.cable),
            (self.printers, self.restarted | self.cable),
            (self.categories.create({"name": "Hardware"}), self.restarted),
        ):
            self.ticket.category_id = category
            self.assertEqual(self._open().check_ids.check_id, asked)

    def test_each_window_of_evidence_has_the_list_and_no_other(self):
        failed = self._create_ticket_in("confirmation_reseller", escalated=True)
        self.assertEqual(self._open(failed).check_ids.check_id, self.restarted)
        returned = self._create_ticket_in("backlog_reseller", escalated=True)
        self.assertFalse(self._open(returned).check_ids)
        self.assertFalse(self._open(code="backlog_client").check_ids)

    def test_an_empty_list_asks_for_nothing(self):
        self.checks.search([]).action_archive()
        wizard = self._open()
        self.assertFalse(wizard.check_ids)
        wizard.action_apply()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_support"])
        self.assertNotIn("<ul>", self._get_evidence().body)

    def test_the_order_is_that_of_the_list(self):
        first = self._create_check("Looked whether it is plugged in", sequence=1)
        self.assertEqual(self._open().check_ids[:1].check_id, first)

    def test_managers_alone_change_the_list(self):
        for user in (self.ana, self.sam, self.dan, self.cleo):
            with self.assertRaises(AccessError):
                self.restarted.with_user(user).write({"is_required": False})
            with self.assertRaises(AccessError):
                self.checks.with_user(user).create({"name": "Nothing"})
        self.restarted.with_user(self.mia).is_required = False
        with self.assertRaises(AccessError):
            self.checks.with_user(self.cleo).search([])


class TestAnswers(ChecksCase):
    def test_done_says_with_what_result_and_not_done_why(self):
        self.ticket.category_id = self.printers
        wizard = self._open()
        self._answer(wizard, self.restarted, result="Prints <twice>")
        self._answer(wizard, self.cable, "not_done", "There is none")
        wizard.action_apply()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_support"])
        evidence = self._get_evidence()
        self.assertEqual(evidence.audience, "reseller")
        self.assertEqual(evidence.author_tier, "reseller")
        body = " ".join(evidence.body.split())
        for words in (
            "Restarted the till<br><em>Done</em>: Prints &lt;twice&gt;</li>",
            "Changed the cable<br><em>Not done</em>: There is none</li>",
            "Paid with two cards.",
            "The terminal says: declined.",
        ):
            self.assertIn(words, body.replace("<br/>", "<br>"))

    def test_what_is_not_required_may_stay_open(self):
        self.ticket.category_id = self.printers
        wizard = self._open()
        self._answer(wizard, self.restarted)
        wizard.action_apply()
        self.assertNotIn("Changed the cable", self._get_evidence().body)

    def test_what_is_required_has_to_be_said(self):
        self._assert_refused(self._open(), self.restarted)

    def test_half_an_answer_is_none(self):
        self.restarted.is_required = False
        for outcome, result in (("done", " "), (False, "Often"), ("not_done", False)):
            wizard = self._open()
            self._answer(wizard, self.restarted, outcome, result)
            self._assert_refused(wizard, self.restarted)

    def test_the_texts_are_asked_for_beside(self):
        wizard = self._open()
        self._answer(wizard, self.restarted)
        wizard.observed = "<p><br></p>"
        self._assert_refused(wizard)

    def test_confirmation_that_failed_says_it_again(self):
        ticket = self._create_ticket_in("confirmation_reseller", escalated=True)
        wizard = self._open(ticket)
        self._assert_refused(wizard, self.restarted)
        self._answer(wizard, self.restarted)
        wizard.action_apply()
        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])

    def test_of_several_tickets_each_is_asked_for_its_own_checks(self):
        """Evidence is given of one after the other."""
        other = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self.ticket.category_id = self.printers
        action = (self.ticket | other).with_user(self.ana).action_escalate()
        for _ticket in range(2):
            wizard = self._open_wizard(action, self.ana, **TEXTS["evidence"])
            for check in wizard.check_ids.check_id:
                self._answer(wizard, check)
            action = wizard.action_apply()
        self.assertEqual(action["type"], "ir.actions.act_window_close")
        self.assertIn("Changed the cable", self._get_evidence().body)
        self.assertNotIn("Changed the cable", self._get_evidence(other).body)


class TestWaysIn(ChecksCase):
    """What is required holds whichever way the move is asked for."""

    def _escalate(self, **values):
        self.ticket.with_user(self.ana).write(
            {"stage_id": self.stage["backlog_support"].id, **values}
        )

    def _create_wizard(self, **values):
        return (
            self.env["helpdesk.ticket.move"]
            .with_user(self.ana)
            .create(
                {
                    "ticket_ids": [Command.set(self.ticket.ids)],
                    "stage_id": self.stage["backlog_support"].id,
                    **TEXTS["evidence"],
                    **values,
                }
            )
        )

    def test_drag_and_drop_a_form_and_a_list_are_sent_to_the_window(self):
        with self.assertRaises(TextMissing):
            self._escalate()
        with self.assertRaises(TextMissing):
            self.ticket.with_user(self.ana).web_save(
                {"stage_id": self.stage["backlog_support"].id}, {"number": {}}
            )

    def test_no_chatter_message_and_no_e_mail_is_evidence(self):
        for kind in ("message", "note"):
            self._write_text(self.ticket, self.ana, kind)
        # sudo: as the mail gateway.
        self.ticket.sudo().message_post(
            body="Restarted the till",
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=self.ana.partner_id.id,
        )
        with self.assertRaises(TextMissing):
            self._escalate()

    def test_an_import_does_not_go_around(self):
        stage = self.stage["backlog_support"]
        self.env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": "one",
                "model": self.ticket._name,
                "res_id": self.ticket.id,
            }
        )
        imported = self.tickets.with_user(self.ana).load(
            ["id", "stage_id/.id"], [["__import__.one", str(stage.id)]]
        )
        self.assertFalse(imported["ids"])
        self.assertEqual(self.ticket.stage_id.tier, "reseller")

    def test_the_window_of_many_leaves_evidence_to_one_by_one(self):
        bulk = (
            self.env["helpdesk.ticket.bulk"]
            .with_user(self.ana)
            .create(
                {
                    "ticket_ids": [Command.set(self.ticket.ids)],
                    "kind": "move",
                    "stage_id": self.stage["backlog_support"].id,
                    "body": "<p>Restarted</p>",
                }
            )
        )
        bulk.action_apply()
        self.assertEqual(bulk.apart_ids, self.ticket)
        self.assertEqual(self.ticket.stage_id.tier, "reseller")

    def test_a_window_made_by_a_call_needs_the_answers(self):
        self._assert_refused(self._create_wizard(), self.restarted)
        self._assert_refused(self._create_wizard(check_ids=[]), self.restarted)
        answer = {"check_id": self.restarted.id, "outcome": "done", "result": "Same"}
        self._create_wizard(check_ids=[Command.create(answer)]).action_apply()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_support"])

    def test_an_answer_to_another_check_is_none(self):
        answer = {"check_id": self.cable.id, "outcome": "done", "result": "Same"}
        wizard = self._create_wizard(check_ids=[Command.create(answer)])
        self._assert_refused(wizard, self.restarted)
        self.restarted.is_required = False
        wizard.action_apply()
        self.assertNotIn("Changed the cable", self._get_evidence().body)

    def test_the_list_of_now_holds_and_not_that_of_the_open_window(self):
        wizard = self._open()
        self._answer(wizard, self.restarted)
        added = self._create_check("Looked at the log", is_required=True)
        self._assert_refused(wizard, added)

    def test_a_line_does_not_say_itself_whether_it_is_required(self):
        wizard = self._open()
        wizard.check_ids.write({"is_required": False, "name": "Nothing"})
        self.assertEqual(self.restarted.sudo().name, "Restarted the till")
        self._assert_refused(wizard, self.restarted)
