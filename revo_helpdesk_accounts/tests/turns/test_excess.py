from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from odoo.addons.revo_helpdesk_stages.exceptions import TextMissing

from .turns_case import TurnsCase

REASON = "The shop opens tomorrow."


class TestExcess(TurnsCase):
    def setUp(self):
        super().setUp()
        self.started, self.waiting = self._open_support(), self._open_support()

    def _get_error(self, action):
        error = self._refuse(action)
        self.assertIsInstance(error, TextMissing)
        return error

    def _open_excess(self, error, user):
        action = error.context["action"]
        return Form(
            self.env[action["res_model"]]
            .with_user(user)
            .with_context(**action["context"])
        )

    def _exceed(self, action, reason=REASON):
        wizard = self._open_excess(self._get_error(action), self.mia)
        wizard.reason = reason
        wizard.save().action_apply()
        self.env.invalidate_all()

    def test_a_manager_starts_it_with_a_reason(self):
        self._exceed(self.waiting.with_user(self.mia).action_start)
        self.assertEqual(
            self._get_turns(self.started, self.waiting), ["in_progress"] * 2
        )
        self.assertEqual(self.waiting.exceeded_by_id, self.mia)
        self.assertEqual(self.waiting.excess_reason, REASON)

    def test_the_reason_is_noted_for_the_vendors_people(self):
        self._exceed(self.waiting.with_user(self.mia).action_start)
        note = self._get_texts(self.waiting)[0]
        self.assertIn(REASON, note.body)
        self.assertEqual(note.audience, "vendor")
        self.assertEqual(note.author_id, self.mia.partner_id)

    def test_a_manager_moves_several_at_once(self):
        changes = self._open_change() | self._open_change()
        self._exceed(lambda: self._move_to(changes, self.working, self.mia))
        self.assertEqual(changes.stage_id, self.working)
        self.assertEqual(changes.exceeded_by_id, self.mia)

    def test_what_exceeds_counts(self):
        self._exceed(self.waiting.with_user(self.mia).action_start)
        self._move_to(self.started, self.done)
        third = self._open_support()
        error = str(self._refuse(third.with_user(self.kim).action_start))
        self.assertIn(self.waiting.number, error)
        self.assertNotIn(self.started.number, error)

    def test_the_leave_stays_while_it_is_the_same_account_and_type(self):
        self._exceed(self.waiting.with_user(self.mia).action_start)
        self._move_to(self.waiting, self.awaiting)
        self._move_to(self.waiting, self.working)
        self.assertEqual(self.waiting.turn, "in_progress")
        self._open_change(stage_id=self.working.id)
        self.waiting.with_user(self.kim).request_type = "change"
        self.assertEqual(self.waiting.turn, "queued")
        self.assertFalse(self.waiting.exceeded_by_id)
        self.assertFalse(self.waiting.excess_reason)

    def test_others_are_offered_no_way(self):
        error = self._refuse(self.waiting.with_user(self.kim).action_start)
        self.assertNotIsInstance(error, TextMissing)
        with self.assertRaises(AccessError):
            self.env["helpdesk.ticket.excess"].with_user(self.kim).create(
                {"ticket_ids": self.waiting.ids, "reason": REASON}
            )

    def test_others_do_not_write_who_exceeded_and_why(self):
        for values in ({"exceeded_by_id": self.mia.id}, {"excess_reason": REASON}):
            with self.assertRaisesRegex(AccessError, "not yours to write"):
                self.waiting.with_user(self.kim).write(values)
            with self.assertRaisesRegex(AccessError, "not yours to write"):
                self._open_support(**values)

    def test_no_context_says_who_exceeded(self):
        tickets = self.tickets.with_user(self.kim).with_context(
            default_exceeded_by_id=self.mia.id, default_excess_reason=REASON
        )
        ticket = tickets.create(
            {
                "name": "One more",
                "description": "x",
                "team_id": self.accounts.id,
                "partner_id": self.cati.partner_id.id,
                "request_type": "support",
            }
        )
        self.assertEqual(ticket.turn, "queued")
        self.assertFalse(ticket.exceeded_by_id)

    def test_a_manager_exceeds_in_person_and_with_a_reason(self):
        waiting = self.waiting.with_user(self.mia)
        for values in (
            {"exceeded_by_id": self.lola.id, "excess_reason": REASON},
            {"exceeded_by_id": self.mia.id},
            {"exceeded_by_id": self.mia.id, "excess_reason": " "},
        ):
            with self.assertRaisesRegex(UserError, "with a reason"):
                waiting.write(values)

    def test_the_leave_ends_with_the_case(self):
        self._exceed(self.waiting.with_user(self.mia).action_start)
        self._move_to(self.waiting, self.done)
        self.assertFalse(self.waiting.exceeded_by_id)
        self._refuse_move(self.waiting, self.working)

    def test_the_leave_ends_in_the_queue(self):
        self._exceed(self.waiting.with_user(self.mia).action_start)
        self.waiting.with_user(self.kim).action_queue()
        self.assertFalse(self.waiting.exceeded_by_id)
        self._refuse(self.waiting.with_user(self.kim).action_start)

    def test_a_blank_reason_starts_nothing(self):
        for blank in (" ", "\n\t", "\u200b", "\u00a0"):
            with self.assertRaisesRegex(UserError, "Nothing is written yet"):
                self._exceed(self.waiting.with_user(self.mia).action_start, blank)
            self.env.invalidate_all()
            self.assertFalse(self.waiting.exceeded_by_id)

    def test_a_reason_is_text_and_nothing_else(self):
        self._exceed(self.waiting.with_user(self.mia).action_start, "<b>now</b>")
        self.assertIn("&lt;b&gt;now&lt;/b&gt;", self._get_texts(self.waiting)[0].body)
