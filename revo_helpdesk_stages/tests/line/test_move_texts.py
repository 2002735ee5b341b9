"""What a move asks to be written, and what counts as written."""

import base64
import contextlib

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ...exceptions import TextMissing
from ..common import TEXTS, SupportLineCase

BLANK = ("", "<p><br></p>", "<p> &nbsp; </p>", "<div>\u200b</div>", "\n\t")


class TestRefusal(SupportLineCase):
    def test_a_refusal_names_the_ticket_its_stage_and_the_open_stages(self):
        ticket = self._create_ticket_in("in_progress_support")
        with self.assertRaises(UserError) as caught:
            ticket.with_user(self.sam).action_move(self.stage["resolved"].id)
        error = str(caught.exception)
        for words in (
            ticket.number,
            "from In Progress - REVO Support to Resolved",
            "Backlog - Reseller",
            "Confirmation - Reseller",
            "Backlog - Dev REVO",
            "In Progress - Internal Review",
            "Canceled",
        ):
            self.assertIn(words, error)
        self.assertNotIn("Pending Release", error)
        self.assertNotIn("Backlog - Client", error)

    def test_who_has_no_move_is_told_whom_the_case_waits_on(self):
        ticket = self._create_ticket_in("in_progress_support")
        with self.assertRaises(UserError) as caught:
            ticket.with_user(self.ana).write({"stage_id": self.stage["resolved"].id})
        error = str(caught.exception)
        self.assertIn(ticket.number, error)
        self.assertIn("In Progress - REVO Support", error)
        self.assertIn("waits on: Support", error)

    def test_a_refusal_of_several_tickets_has_a_line_for_each(self):
        tickets = self._create_ticket() | self._create_ticket()
        with self.assertRaises(UserError) as caught:
            tickets.with_user(self.ana).write({"stage_id": self.stage["resolved"].id})
        lines = str(caught.exception).splitlines()
        self.assertEqual(len(lines), 2)
        for ticket, line in zip(tickets.sorted("id"), lines, strict=True):
            self.assertIn(ticket.number, line)


class TestMissingText(SupportLineCase):
    def _get_error(self, tickets, user, code):
        with self.assertRaises(TextMissing) as caught:
            tickets.with_user(user).write({"stage_id": self.stage[code].id})
        return caught.exception

    def test_the_error_says_which_text_is_missing(self):
        for code, user, target, words in (
            ("backlog_reseller", self.ana, "backlog_client", "a note for the client"),
            ("in_progress_reseller", self.ana, "backlog_support", "tests performed"),
            ("in_progress_support", self.sam, "backlog_reseller", "a message to the"),
            ("in_progress_support", self.sam, "backlog_dev", "a reason"),
        ):
            ticket = self._create_ticket_in(code)
            error = str(self._get_error(ticket, user, target))
            self.assertIn(ticket.number, error)
            self.assertIn(self.stage[target].name, error)
            self.assertIn(words, error)

    def test_the_error_brings_the_wizard_that_makes_the_move(self):
        ticket = self._create_ticket_in("backlog_reseller")
        error = self._get_error(ticket, self.ana, "backlog_client")
        message, action, button = str(error), *error.context.values()
        self.assertIn(ticket.number, message)
        self.assertTrue(button)
        wizard = Form(
            self.env[action["res_model"]]
            .with_user(self.ana)
            .with_context(**action["context"])
        )
        self.assertEqual(wizard.requires, "client_note")
        self.assertEqual(wizard.audience, "client")
        wizard.body = "<p>Which printer?</p>"
        wizard.save().action_apply()
        self.assertEqual(ticket.stage_id, self.stage["backlog_client"])

    def test_a_legal_move_without_text_needs_no_wizard(self):
        ticket = self._create_ticket()
        stage = self.stage["in_progress_reseller"]
        self.assertFalse(ticket.with_user(self.ana).action_move(stage.id))
        self.assertEqual(ticket.stage_id, stage)

    def test_the_wizard_has_the_name_of_the_move(self):
        ticket = self._create_ticket()
        action = ticket.with_user(self.ana).action_escalate()
        self.assertEqual(action["name"], "Escalate to the vendor")


class TestBlankText(SupportLineCase):
    def _assert_refused(self, ticket, user, code, **texts):
        messages = ticket.message_ids
        stage = ticket.stage_id
        action = ticket.with_user(user).action_move(self.stage[code].id)
        wizard = self._open_wizard(action, user, **texts)
        with self.assertRaises(UserError) as caught:
            wizard.action_apply()
        self.env.invalidate_all()
        self.assertEqual(ticket.stage_id, stage)
        self.assertEqual(ticket.message_ids, messages)
        return str(caught.exception)

    def test_evidence_needs_both_texts(self):
        ticket = self._create_ticket()
        evidence = TEXTS["evidence"]
        for blank in BLANK:
            for name, label in (
                ("tests_performed", "Tests performed"),
                ("observed", "What was observed"),
            ):
                error = self._assert_refused(
                    ticket, self.ana, "backlog_support", **{**evidence, name: blank}
                )
                self.assertIn(label.lower(), error.lower())

    def test_a_blank_text_moves_nothing(self):
        ticket = self._create_ticket_in("in_progress_support")
        for target in ("backlog_reseller", "backlog_dev", "canceled"):
            for blank in BLANK:
                self._assert_refused(ticket, self.sam, target, body=blank)
        ticket = self._create_ticket()
        for blank in BLANK:
            self._assert_refused(ticket, self.ana, "backlog_client", body=blank)

    def test_a_screenshot_is_evidence(self):
        ticket = self._create_ticket()
        picture = '<p><img src="/web/image/1"></p>'
        self._move(
            ticket,
            self.ana,
            "backlog_support",
            tests_performed="<p>Paid twice.</p>",
            observed=picture,
        )
        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])

    def test_what_a_move_asks_for_cannot_be_set_in_the_wizard(self):
        ticket = self._create_ticket()
        action = ticket.with_user(self.ana).action_escalate()
        wizard = self._open_wizard(
            action, self.ana, requires="nothing", audience="client"
        )
        self.assertEqual(wizard.requires, "evidence")
        self.assertEqual(wizard.audience, "reseller")
        with self.assertRaises(UserError):
            wizard.action_apply()


class TestWrittenSince(SupportLineCase):
    def _lacks(self, ticket, user, code):
        return self._attempt(
            lambda: ticket.with_user(user).write({"stage_id": self.stage[code].id})
        )

    def test_a_message_since_entering_the_stage_counts(self):
        ticket = self._create_ticket_in("in_progress_support")
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_reseller"), "lacks text"
        )
        self._write_text(ticket, self.sam, "message")
        self.assertEqual(self._lacks(ticket, self.sam, "backlog_reseller"), "moves")
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_dev"),
            "lacks text",
            "a message is no reason",
        )

    def test_a_message_of_a_colleague_counts(self):
        ticket = self._create_ticket_in("in_progress_support")
        self._write_text(ticket, self.sue, "message")
        self.assertEqual(self._lacks(ticket, self.sam, "backlog_reseller"), "moves")

    def test_a_message_from_before_the_stage_does_not_count(self):
        ticket = self._create_ticket()
        self._walk(ticket, (self.ana, "backlog_support"))
        self._write_text(ticket, self.sam, "message")
        self._walk(ticket, (self.sam, "in_progress_support"))
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_reseller"), "lacks text"
        )

    def test_a_message_of_the_other_side_does_not_count(self):
        ticket = self._create_ticket_in("in_progress_support")
        self._write_text(ticket, self.ana, "message")
        self._write_text(ticket, self.cleo, "message")
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_reseller"), "lacks text"
        )

    def test_a_message_on_another_ticket_does_not_count(self):
        ticket = self._create_ticket_in("in_progress_support")
        other = self._create_ticket_in("in_progress_support")
        self._write_text(other, self.sam, "message")
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_reseller"), "lacks text"
        )

    def test_an_internal_note_of_support_is_no_message(self):
        ticket = self._create_ticket_in("in_progress_support")
        self._write_text(ticket, self.sam, "note")
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_reseller"), "lacks text"
        )

    def test_a_resellers_note_is_what_the_client_is_asked(self):
        ticket = self._create_ticket()
        self._write_text(ticket, self.ana, "message")
        self.assertEqual(self._lacks(ticket, self.ana, "backlog_client"), "lacks text")
        self._write_text(ticket, self.ana, "note")
        self.assertEqual(self._lacks(ticket, self.ana, "backlog_client"), "moves")

    def test_a_blank_message_does_not_count(self):
        ticket = self._create_ticket_in("in_progress_support")
        ticket.with_user(self.sam).message_post(
            body=" ", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_reseller"), "lacks text"
        )

    def test_a_file_alone_is_a_message(self):
        ticket = self._create_ticket_in("in_progress_support")
        ticket.with_user(self.sam).message_post(
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[("log.txt", b"text")],
        )
        self.assertEqual(self._lacks(ticket, self.sam, "backlog_reseller"), "moves")

    def test_a_change_of_a_field_is_no_message(self):
        ticket = self._create_ticket_in("in_progress_support")
        ticket.with_user(self.sam).write({"user_id": self.sue.id})
        self.env.flush_all()
        self.assertEqual(
            self._lacks(ticket, self.sam, "backlog_reseller"), "lacks text"
        )

    def test_a_case_that_was_sent_back_returns_with_a_message(self):
        ticket = self._create_ticket()
        self._walk(
            ticket,
            (self.ana, "backlog_support"),
            (self.sam, "in_progress_support"),
            (self.sam, "backlog_reseller"),
        )
        move = ticket.with_user(self.ana).move_ids.filtered(
            lambda row: row.to_stage_id == self.stage["backlog_support"]
        )
        self.assertEqual(move.name, "Return to the vendor")
        self.assertFalse(ticket.with_user(self.ana).can_escalate)
        self.assertEqual(self._lacks(ticket, self.ana, "backlog_support"), "lacks text")
        self._write_text(ticket, self.ana, "message")
        self.assertEqual(self._lacks(ticket, self.ana, "backlog_support"), "moves")

    def test_a_case_that_does_not_work_after_all_needs_new_evidence(self):
        ticket = self._create_ticket_in("confirmation_reseller", escalated=True)
        self._write_text(ticket, self.ana, "message")
        self.assertEqual(self._lacks(ticket, self.ana, "backlog_support"), "lacks text")
        self._walk(ticket, (self.ana, "backlog_support"))


class TestForgedText(SupportLineCase):
    """The server alone settles who wrote a text, for whom, and what it answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls._create_ticket()

    def _try_to(self, forge, user=None, code="backlog_support"):
        """Forge a text and try the move that it should open.

        :return: the outcome of the move
        """
        user = user or self.ana
        with contextlib.suppress(AccessError, ValueError), self.env.cr.savepoint():
            forge(self.env["mail.message"].with_user(user))
        return self._attempt(
            lambda: self.case.with_user(user).write({"stage_id": self.stage[code].id})
        )

    def _get_values(self, **values):
        return {
            "model": "helpdesk.ticket",
            "res_id": self.case.id,
            "body": "<p>ok</p>",
            "message_type": "comment",
            **values,
        }

    def test_a_chat_line_is_no_evidence(self):
        self._write_text(self.case, self.ana, "message")
        self._write_text(self.case, self.ana, "note")
        self.assertEqual(self._try_to(lambda messages: None), "lacks text")

    def test_a_chat_line_cannot_claim_to_be_evidence(self):
        outcome = self._try_to(
            lambda messages: self.case.with_user(self.ana).message_post(
                body="ok", message_type="comment", requirement="evidence"
            )
        )
        self.assertEqual(outcome, "lacks text")

    def test_a_chat_line_cannot_claim_it_in_the_context(self):
        outcome = self._try_to(
            lambda messages: self.case.with_user(self.ana)
            .with_context(default_requirement="evidence")
            .message_post(body="ok", message_type="comment")
        )
        self.assertEqual(outcome, "lacks text")

    def test_a_message_record_cannot_claim_to_be_evidence(self):
        values = self._get_values(
            requirement="evidence", author_tier="reseller", audience="reseller"
        )
        outcome = self._try_to(lambda messages: messages.create(values))
        self.assertEqual(outcome, "lacks text")

    def test_a_message_record_cannot_claim_it_in_the_context(self):
        outcome = self._try_to(
            lambda messages: messages.with_context(
                default_requirement="evidence",
                default_author_tier="reseller",
                default_audience="reseller",
            ).create(self._get_values())
        )
        self.assertEqual(outcome, "lacks text")

    def test_a_message_record_cannot_claim_its_readers(self):
        # A note that the client is said to read, and that nobody was shown.
        values = self._get_values(author_tier="reseller", audience="client")
        outcome = self._try_to(
            lambda messages: messages.create(values), code="backlog_client"
        )
        self.assertEqual(outcome, "lacks text")

    def test_a_message_cannot_become_evidence_afterwards(self):
        message = self._write_text(self.case, self.ana, "message")
        for values in (
            {"requirement": "evidence"},
            {"author_tier": "support"},
            {"audience": "client"},
        ):
            with self.assertRaises(AccessError):
                message.with_user(self.ana).write(values)
        self.assertEqual(self._try_to(lambda messages: None), "lacks text")

    def test_a_post_cannot_claim_another_author_tier(self):
        for extra in ({}, {"tracking_value_ids": []}):
            try:
                with self.env.cr.savepoint():
                    message = self.case.with_user(self.ana).message_post(
                        body="It is solved",
                        message_type="comment",
                        author_tier="support",
                        audience="vendor",
                        **extra,
                    )
            except (AccessError, ValueError):
                continue
            self.assertNotEqual(message.sudo().author_tier, "support", extra)
            self.assertNotEqual(message.sudo().audience, "vendor", extra)


class TestSeveralTickets(SupportLineCase):
    """Escalate to the vendor, from the list: what was tested is said of each."""

    def setUp(self):
        super().setUp()
        self.first = self._create_ticket()
        self.second = self._create_ticket_in("in_progress_reseller")
        self.both = self.first | self.second

    def _escalate(self, tickets, user=None, **texts):
        """Run the action as the list's Action menu does, and write of one ticket after
        the other.
        """
        action = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_escalate")
        opened = (
            action.with_user(user or self.ana)
            .with_context(active_model="helpdesk.ticket", active_ids=tickets.ids)
            .run()
        )
        asked = []
        while opened["type"] == "ir.actions.act_window":
            wizard = self._open_wizard(opened, user or self.ana)
            wizard.write(texts or TEXTS[wizard.requires])
            asked.append((wizard.ticket_ids, wizard.requires))
            opened = wizard.action_apply()
        self.env.invalidate_all()
        return asked

    def test_each_is_asked_for_its_own_evidence(self):
        asked = self._escalate(self.both)
        self.assertEqual(
            asked, [(ticket, "evidence") for ticket in self.both], "one by one"
        )
        self.assertEqual(self.both.stage_id, self.stage["backlog_support"])
        self.assertEqual(self.both.team_id, self.support)
        for ticket in self.both:
            message = self._get_texts(ticket)
            self.assertEqual(message.requirement, "evidence")
            self.assertIn("Paid with two cards.", message.body)
            self.assertIn("The terminal says: declined.", message.body)

    def test_each_ticket_gets_the_files(self):
        file = (
            self.env["ir.attachment"]
            .with_user(self.ana)
            .create({"name": "log.txt", "datas": base64.b64encode(b"declined")})
        )
        stage = self.stage["backlog_client"]
        action = self.both.with_user(self.ana).action_move(stage.id)
        self._open_wizard(
            action, self.ana, attachment_ids=file.ids, **TEXTS["client_note"]
        ).action_apply()
        self.env.invalidate_all()
        for ticket in self.both:
            attachment = self._get_texts(ticket).attachment_ids
            self.assertEqual(attachment.raw, b"declined")
            self.assertEqual(attachment.res_model, "helpdesk.ticket")
            self.assertEqual(attachment.res_id, ticket.id)

    def test_one_ticket_that_cannot_keeps_all(self):
        self._put(self.second, "internal_review")
        with self.assertRaises(UserError) as caught:
            self._escalate(self.both)
        self.assertIn(self.second.number, str(caught.exception))
        self.assertNotIn(self.first.number, str(caught.exception))
        self.assertEqual(self.first.stage_id, self.stage["backlog_reseller"])

    def test_one_ticket_that_moves_meanwhile_is_passed_over(self):
        action = self.both.with_user(self.ana).action_escalate()
        wizard = self._open_wizard(action, self.ana, **TEXTS["evidence"])
        self.assertEqual(wizard.ticket_ids, self.first)
        self.assertEqual(wizard.then_ids, self.second)
        self._put(self.second, "internal_review")
        action = wizard.action_apply()
        self.assertEqual(action["type"], "ir.actions.act_window_close")
        self.env.invalidate_all()
        self.assertEqual(self.first.stage_id, self.stage["backlog_support"])
        self.assertEqual(self.second.stage_id, self.stage["internal_review"])

    def test_one_text_for_all_moves_all_or_none(self):
        """It says on how many it will be written, and on which."""
        stage = self.stage["backlog_client"]
        action = self.both.with_user(self.ana).action_move(stage.id)
        wizard = self._open_wizard(action, self.ana, **TEXTS["client_note"])
        self.assertEqual(wizard.ticket_ids, self.both)
        for said in ("(2)", self.first.number, self.second.number):
            self.assertIn(said, wizard.meant_for)
        self._put(self.second, "internal_review")
        with self.assertRaises(UserError):
            wizard.action_apply()
        self.env.invalidate_all()
        self.assertEqual(self.first.stage_id, self.stage["backlog_reseller"])
        self.assertFalse(self._get_texts(self.first))

    def test_one_text_for_one_ticket_says_nothing_of_others(self):
        action = self.first.with_user(self.ana).action_escalate()
        self.assertFalse(self._open_wizard(action, self.ana).meant_for)

    def test_blank_evidence_keeps_all(self):
        for blank in BLANK:
            with self.assertRaises(UserError):
                self._escalate(self.both, tests_performed="<p>x</p>", observed=blank)
        self.assertFalse(self._get_texts(self.both))
        self.assertFalse(self.both.filtered("escalated_date"))

    def test_first_and_returning_tickets_are_asked_what_each_has_to_say(self):
        self._put(self.second, "backlog_reseller", escalated=True)
        asked = self._escalate(self.both)
        self.assertEqual(asked, [(self.first, "evidence"), (self.second, "message")])
        self.assertEqual(self.both.stage_id, self.stage["backlog_support"])

    def test_somebody_elses_ticket_keeps_all(self):
        foreign = self._create_ticket(
            opener=self.rita, partner_id=self.cora.partner_id.id, origin="client"
        )
        self.assertEqual(foreign.stage_id, self.stage["backlog_reseller"])
        with self.assertRaises(UserError):
            self._escalate(self.both | foreign)
        self.assertFalse((self.both | foreign).filtered("escalated_date"))

    def test_tickets_that_ask_for_different_texts_move_one_by_one(self):
        first = self._create_ticket_in("backlog_support")
        second = self._create_ticket_in("pending_release")
        # Support cancels the first; nobody but a manager the second.
        action = (
            (first | second)
            .with_user(self.mia)
            .action_move(self.stage["confirmation_reseller"].id)
        )
        self._open_wizard(action, self.mia, **TEXTS["reason"]).action_apply()
        tickets = self._create_ticket_in("in_progress_support") | self._create_ticket()
        admin = self._create_user("otto", "manager")
        admin.groups_id |= self.env.ref("revo_helpdesk_stages.group_support_agent")
        stage = self.stage["confirmation_reseller"]
        action = tickets.with_user(admin).action_move(stage.id)
        wizard = self._open_wizard(action, admin)
        self.assertEqual(wizard.ticket_ids | wizard.then_ids, tickets)
        self.assertEqual(len(wizard.ticket_ids), 1)
        # Whoever writes one for all is told, whatever the window.
        together = {"default_ticket_ids": tickets.ids, "default_stage_id": stage.id}
        wizard = self._open_wizard({"context": together}, admin, body="<p>Solved</p>")
        self.assertFalse(wizard.requires)
        with self.assertRaises(UserError) as caught:
            wizard.action_apply()
        for ticket in tickets:
            self.assertIn(ticket.number, str(caught.exception))

    def test_a_move_that_asks_for_no_text_posts_none(self):
        ticket = self._create_ticket()
        wizard = self.env["helpdesk.ticket.move"].with_user(self.ana)
        wizard = wizard.create(
            {
                "ticket_ids": [(6, 0, ticket.ids)],
                "stage_id": self.stage["in_progress_reseller"].id,
            }
        )
        self.assertEqual(wizard.requires, "nothing")
        wizard.action_apply()
        self.assertEqual(ticket.stage_id, self.stage["in_progress_reseller"])
        self.assertFalse(self._get_texts(ticket))


class TestManager(SupportLineCase):
    def test_a_manager_makes_any_move_with_a_reason(self):
        ticket = self._create_ticket_in("backlog_client")
        self._name_release(ticket)
        with self.assertRaises(TextMissing):
            ticket.with_user(self.mia).write(
                {"stage_id": self.stage["pending_release"].id}
            )
        self._move(ticket, self.mia, "pending_release", **TEXTS["reason"])
        self.assertEqual(ticket.stage_id, self.stage["pending_release"])
        self.assertEqual(ticket.team_id, self.development)

    def test_a_managers_message_is_no_reason(self):
        ticket = self._create_ticket()
        self._write_text(ticket, self.mia, "message")
        self._write_text(ticket, self.mia, "note")
        with self.assertRaises(TextMissing):
            ticket.with_user(self.mia).write({"stage_id": self.stage["resolved"].id})

    def test_a_managers_reason_is_the_vendors_unless_the_move_says_otherwise(self):
        ticket = self._create_ticket_in("backlog_client")
        self._name_release(ticket)
        self._move(ticket, self.mia, "pending_release", **TEXTS["reason"])
        self.assertEqual(self._get_texts(ticket).audience, "vendor")

    def test_a_reason_is_used_up_by_its_move(self):
        ticket = self._create_ticket_in("backlog_client")
        self._name_release(ticket)
        self._move(ticket, self.mia, "pending_release", **TEXTS["reason"])
        with self.assertRaises(TextMissing):
            ticket.with_user(self.mia).write({"stage_id": self.stage["resolved"].id})

    def test_a_manager_who_is_support_too_moves_as_support(self):
        both = self._create_user("otto", "manager")
        both.groups_id |= self.env.ref("revo_helpdesk_stages.group_support_agent")
        ticket = self._create_ticket_in("backlog_support")
        ticket.with_user(both).write({"stage_id": self.stage["in_progress_support"].id})
        self.assertEqual(ticket.stage_id, self.stage["in_progress_support"])
