"""A case that waits for an integrator: whose answer, since when, until when."""

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ..common import SupportLineCase
from ..compat import own_cursors
from .integrator_case import REQUEST, IntegratorMixin

# A Tuesday; the office works from 8 to 12 and from 13 to 17.
MONDAY = "2026-06-15 08:00:00"
TUESDAY = "2026-06-16 08:00:00"
THURSDAY = "2026-06-18 08:00:00"


class IntegratorCase(IntegratorMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_integrators()
        cls.company.email = "office@line.example"
        cls.office = cls.env["resource.calendar"].create(
            {"name": "Office", "tz": "UTC", "hours_per_day": 8}
        )
        cls.support.resource_calendar_id = cls.office
        with freeze_time(MONDAY):
            cls.ticket = cls._create_ticket_in("in_progress_support", user=cls.sam)

    def _get_stays(self):
        return self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", self.ticket.id)], order="id"
        )


class TestWaiting(IntegratorCase):
    def test_the_window_of_the_move_asks_whose_answer_is_awaited(self):
        action = self._let_wait(
            self.ticket, self.sam, self.parcels, integrator_reference="P-1"
        )
        self.assertEqual(self.ticket.stage_id, self.stage["internal_review"])
        self.assertEqual(self.ticket.integrator_id, self.parcels)
        request = self.ticket.with_user(self.sam).integrator_request_ids
        self.assertEqual((request.reference, request.state), ("P-1", "new"))
        self.assertEqual(action["res_model"], "helpdesk.integrator.writing")

    def test_it_may_be_nobody_of_the_list(self):
        self.assertFalse(self._let_wait(self.ticket, self.sam).get("res_model", False))
        self.assertFalse(self.ticket.integrator_id)
        self.assertTrue(self.ticket.with_user(self.sam).can_ask_integrator)

    def test_no_other_move_asks_for_one(self):
        with Form(
            self.env["helpdesk.ticket.move"]
            .with_user(self.sam)
            .with_context(
                default_ticket_ids=self.ticket.ids,
                default_stage_id=self.stage["backlog_dev"].id,
            )
        ) as form:
            self.assertFalse(form.asks_integrator)
            form.body = "x"

    def test_with_the_ticket_goes_all_that_was_asked(self):
        self._let_wait(self.ticket, self.sam, self.parcels)
        request = self._ask(self.ticket, self.sam)
        messages = request.message_ids
        self.assertTrue(messages)
        self.ticket.with_user(self.mia).unlink()
        self.assertFalse(request.exists())
        self.assertFalse(messages.exists())

    def test_an_archived_integrator_is_not_offered(self):
        self.parcels.active = False
        known = self.env["helpdesk.integrator"].with_user(self.sam)
        self.assertEqual(known.search([]) & (self.parcels | self.meals), self.meals)

    def test_what_goes_on_waits_for_nobody_any_more(self):
        self._let_wait(self.ticket, self.sam, self.parcels)
        request = self._ask(self.ticket, self.sam)
        self._move(self.ticket, self.sam, "in_progress_support")
        self.assertFalse(self.ticket.integrator_id)
        self.assertEqual(request.state, "over")
        # The conversation goes on, if need be.
        self.assertTrue(self.ticket.with_user(self.sam).can_ask_integrator)
        self._move(self.ticket, self.sam, "backlog_dev")
        with self.assertRaises(UserError):
            self.ticket.with_user(self.sam).action_ask_integrator()

    def test_once_more_it_waits_anew_in_the_same_conversation(self):
        self._let_wait(self.ticket, self.sam, self.parcels)
        request = self._ask(self.ticket, self.sam)
        request.sudo()._note_answer()
        self._move(self.ticket, self.sam, "in_progress_support")
        self.assertEqual(request.state, "answered")
        self._let_wait(self.ticket, self.sam, self.parcels)
        self.assertEqual(request.state, "new")
        self.assertFalse(self.ticket.with_user(self.sam).is_integrator_answered)

    def test_stays_say_who_was_waited_for_and_how_long(self):
        with freeze_time(TUESDAY):
            self.ticket._note_stays()
            self._let_wait(self.ticket, self.sam, self.parcels)
        with freeze_time("2026-06-17 08:00:00"):
            self._ask(self.ticket, self.sam, self.meals)
        with freeze_time(THURSDAY):
            self.ticket.with_user(self.mia).user_id = self.sue
        with freeze_time("2026-06-19 12:00:00"):
            self._move(self.ticket, self.sue, "in_progress_support")
            self.env.flush_all()
            report = self.env["helpdesk.stay.report"].search(
                [
                    ("ticket_id", "=", self.ticket.id),
                    ("waiting_on", "=", "integrator"),
                ]
            )
            days = {}
            for row in report:
                days.setdefault(row.integrator_id, []).append(row.working_days)
        self.assertEqual(days[self.parcels], [1])
        self.assertEqual(sorted(days[self.meals]), [1, 1.5])
        self.assertFalse(self._get_stays()[-1].integrator_id)

    def test_managers_alone_read_the_days(self):
        for user in (self.ana, self.sam, self.cleo):
            reports = self.env["helpdesk.stay.report"].with_user(user)
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                reports.search([])


class TestAskedAgain(IntegratorCase):
    def setUp(self):
        super().setUp()
        self._let_wait(self.ticket, self.sam, self.parcels)

    def _remind(self):
        self.env.flush_all()
        with own_cursors(self):
            self.env[REQUEST]._cron_remind()
        self.env.invalidate_all()
        return self._get_activities("integrator_due").user_id

    def test_its_hours_say_when_it_is_asked_again(self):
        self.parcels.answer_hours = 12
        with freeze_time(TUESDAY):
            request = self._ask(self.ticket, self.sam)
        self.assertEqual(
            request.answer_until, fields.Datetime.to_datetime("2026-06-17 12:00:00")
        )
        self.assertEqual(request.next_date, fields.Date.to_date("2026-06-17"))

    def test_on_its_day_who_has_the_case_is_reminded_once(self):
        with freeze_time(TUESDAY):
            request = self._ask(self.ticket, self.sam, next_date="2026-06-18")
            self.assertFalse(self._remind())
        with freeze_time("2026-06-18 07:59:00"):
            self.assertFalse(self._remind())
        with freeze_time("2026-06-18 08:01:00"):
            self.assertEqual(self._remind(), self.sam)
            self._get_activities("integrator_due").unlink()
            self.assertFalse(self._remind())
            request.with_user(self.sam).next_date = "2026-06-19"
        with freeze_time("2026-06-19 09:00:00"):
            self.assertEqual(self._remind(), self.sam)

    def test_on_a_day_off_nobody_is_reminded(self):
        with freeze_time(TUESDAY):
            self._ask(self.ticket, self.sam, next_date="2026-06-20")
        with freeze_time("2026-06-21 12:00:00"):
            self.assertFalse(self._remind())
        with freeze_time("2026-06-22 08:01:00"):
            self.assertEqual(self._remind(), self.sam)

    def test_of_what_is_answered_or_over_nobody_is_reminded(self):
        with freeze_time(TUESDAY):
            request = self._ask(self.ticket, self.sam, next_date="2026-06-17")
        for state in ("answered", "over"):
            request.state = state
            with freeze_time(THURSDAY):
                self.assertFalse(self._remind())


class TestWriting(IntegratorCase):
    def setUp(self):
        super().setUp()
        self._write_text(self.ticket, self.ana, "message", "<p>Cleo Shop is angry</p>")
        self._let_wait(self.ticket, self.sam, self.parcels)

    def test_it_begins_empty_and_quotes_what_is_chosen(self):
        wizard = self._open_writing(self.ticket, self.sam)
        self.assertFalse(wizard.body)
        self.assertEqual(wizard.integrator_id, self.parcels)
        texts = {line.excerpt: line for line in wizard.quotation_ids}
        self.assertIn("Since this morning.", texts)
        self.assertIn("Cleo Shop is angry", texts)
        wizard.action_insert()
        self.assertFalse(wizard.body)
        texts["Since this morning."].is_chosen = True
        wizard.action_insert()
        self.assertIn("Since this morning.", wizard.body)
        self.assertNotIn("angry", wizard.body)
        self.assertFalse(texts["Since this morning."].is_chosen)

    def test_a_quotation_names_a_role_and_a_person_where_it_is_asked_for(self):
        for names, told, untold in (
            (False, "Reseller", "Ana"),
            (True, "Ana", "Reseller"),
        ):
            wizard = self._open_writing(self.ticket, self.sam, names_writers=names)
            for line in wizard.quotation_ids:
                line.is_chosen = "angry" in line.excerpt
            wizard.action_insert()
            with self.subTest(names=names):
                self.assertIn(told, wizard.body)
                self.assertNotIn(untold, wizard.body)

    def test_people_who_are_named_in_a_text_are_left_out_of_it(self):
        for names, told in ((False, False), (True, True)):
            wizard = self._open_writing(self.ticket, self.sam, names_writers=names)
            for line in wizard.quotation_ids:
                line.is_chosen = "angry" in line.excerpt
            wizard.action_insert()
            with self.subTest(names=names):
                self.assertIn("is angry", wizard.body)
                self.assertEqual("Cleo" in wizard.body, told)
                self.assertEqual("Shop" in wizard.body, told)

    def test_pictures_and_links_of_a_quoted_text_stay_here(self):
        self.ticket.description = (
            '<p>See <a href="https://portal.example/my">mine</a>'
            '<img src="/web/image/7?access_token=abc"></p>'
        )
        wizard = self._open_writing(self.ticket, self.sam)
        wizard.quotation_ids.filtered(lambda q: not q.message_id).is_chosen = True
        wizard.action_insert()
        self.assertIn("mine", wizard.body)
        for text in ("portal.example", "access_token", "img"):
            self.assertNotIn(text, wizard.body)

    def test_nothing_is_sent_without_a_word(self):
        wizard = self._open_writing(self.ticket, self.sam, body="<p><br></p>")
        with self.assertRaisesRegex(UserError, "Nothing is written yet"):
            wizard.action_send()

    def test_a_request_is_changed_by_its_two_fields_alone(self):
        request = self._ask(self.ticket, self.sam).with_user(self.sam)
        request.write({"reference": "P-2", "next_date": "2030-01-01"})
        for values in ({"state": "over"}, {"ticket_id": 1}, {"message_ids": []}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                request.write(values)
        with self.assertRaises(AccessError):
            self.env[REQUEST].with_user(self.sam).create(
                {"ticket_id": self.ticket.id, "integrator_id": self.meals.id}
            )
