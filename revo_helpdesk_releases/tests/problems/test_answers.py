"""One answer reaches all open cases of a problem, each in its language, one time."""

from time import monotonic

from odoo.exceptions import AccessError, UserError

from odoo.addons.revo_helpdesk_stages.tests.isolation.report import tell

from .problem_case import ProblemsCase

TEXTS = {
    "en_US": "It is solved in 9.2.4.",
    "es_ES": "Se resuelve en la 9.2.4.",
    "ro_RO": "Se rezolvă în 9.2.4.",
}


class TestAnswers(ProblemsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in TEXTS:
            cls.env["res.lang"]._activate_lang(lang)
        cls.problem = cls._create_problem(readers="client", answer=TEXTS["en_US"])
        cls.problem.update_field_translations(
            "answer", {"es_ES": TEXTS["es_ES"], "ro_RO": TEXTS["ro_RO"]}
        )
        cls.cleo.lang = "es_ES"
        cls.cora.lang = "ro_RO"
        cls.ana.lang = "ro_RO"
        cls.northern = cls._create_ticket(name="Northern title")
        cls.southern = cls._create_southern(name="Southern title")
        cls.own = cls._create_ticket(cls.ana, name="Own title")
        cls.both = cls.northern | cls.southern
        cls.cases = cls.both | cls.own
        cls.cases.development_item_id = cls.problem

    def _get_answers(self, ticket):
        return ticket.message_ids.filtered(lambda message: "9.2.4" in message.body)

    def _assert_answered(self, ticket, lang, audience):
        answer = self._get_answers(ticket)
        self.assertEqual(len(answer), 1)
        self.assertIn(TEXTS[lang], answer.body)
        self.assertEqual(answer.audience, audience)
        return answer

    def test_each_reads_it_in_its_language(self):
        self._answer(self.problem)
        self._assert_answered(self.northern, "es_ES", "client")
        self._assert_answered(self.southern, "ro_RO", "client")
        self._assert_answered(self.own, "ro_RO", "reseller")
        self.assertIn("3 tickets", self.problem.answer_ids.report)

    def test_clients_and_resellers_are_notified_and_nobody_else(self):
        self._answer(self.problem)
        told = self._get_answers(self.northern).notified_partner_ids
        self.assertIn(self.cleo.partner_id, told)
        strangers = self.cora.partner_id | self.rita.partner_id
        self.assertFalse(told & strangers)
        self.assertIn(self.ana.partner_id, self._get_answers(self.own).partner_ids)

    def test_a_problem_that_is_not_for_clients_is_answered_to_resellers(self):
        self.problem.readers = "vendor"
        self._answer(self.problem)
        for ticket in self.both:
            self.assertEqual(self._get_answers(ticket).audience, "reseller")
        self._assert_answered(self.own, "ro_RO", "reseller")
        self.assertFalse(self.northern._get_client_messages())

    def test_a_language_without_a_text_reads_it_as_it_was_first_written(self):
        self.problem.update_field_translations("answer", {"es_ES": False})
        self._answer(self.problem)
        self._assert_answered(self.northern, "en_US", "client")

    def test_nobody_gets_it_twice(self):
        self._answer(self.problem)
        with self.assertRaises(UserError) as refusal:
            self.problem.with_user(self.sue).action_answer_all()
        self.assertIn("already", str(refusal.exception))
        later = self._create_ticket(development_item_id=self.problem.id)
        self._answer(self.problem, self.sue)
        for ticket in self.cases | later:
            self.assertEqual(len(self._get_answers(ticket)), 1)
        self.assertEqual(self.problem.answer_ids.told_count, 4)

    def test_a_job_that_is_tried_again_sends_nothing_twice(self):
        self._answer(self.problem)
        self.problem.answer_ids.with_user(self.env.ref("base.user_root"))._send()
        for ticket in self.cases:
            self.assertEqual(len(self._get_answers(ticket)), 1)

    def test_an_answer_that_was_changed_goes_to_all(self):
        self._answer(self.problem)
        self.problem.with_context(lang="es_ES").answer = "La 9.2.4 ya está."
        self._answer(self.problem)
        for ticket in self.cases:
            self.assertEqual(len(self._get_answers(ticket)), 2)
        self.assertIn("ya está", self._get_answers(self.northern)[:1].body)
        kept = self.problem.answer_ids[-1:].with_context(lang="es_ES")
        self.assertEqual(kept.text, TEXTS["es_ES"])

    def test_what_is_closed_gets_none(self):
        for code in ("resolved", "canceled"):
            self._put(self.southern, code)
            self.problem.answer_ids.unlink()
            self._answer(self.problem)
            self.assertFalse(self._get_answers(self.southern))
        self.assertTrue(self._get_answers(self.northern))

    def test_one_that_fails_keeps_no_other_from_it(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET origin = 'client', partner_id = NULL, "
            "partner_email = NULL WHERE id = %s",
            [self.southern.id],
        )
        self.env.invalidate_all()
        self._answer(self.problem)
        self.assertTrue(self._get_answers(self.northern))
        self.assertTrue(self._get_answers(self.own))

    def test_nobody_is_named_to_anybody_else(self):
        self._answer(self.problem)
        answer = self._get_answers(self.northern)
        told = str(answer.with_user(self.ana).read(["body", "subject", "partner_ids"]))
        mails = self.env["mail.mail"].sudo()
        mail = mails.search([("mail_message_id", "=", answer.id)])
        told += "".join(mail.mapped(lambda one: f"{one.body_html} {one.email_to}"))
        for secret in (
            self.southern.number,
            "Southern title",
            self.own.number,
            self.cora.name,
            self.rita.name,
        ):
            self.assertNotIn(secret, told)
        page = self.northern._get_client_thread()["texts"][-1]
        self.assertNotIn(self.sam.name, page["author"])

    def test_only_the_vendor_answers_and_with_words(self):
        for user in (self.ana, self.pia, self.cleo):
            with self.assertRaises(AccessError):
                self.problem.with_user(user).action_answer_all()
        self.problem.answer = "  "
        with self.assertRaises(UserError):
            self.problem.with_user(self.sam).action_answer_all()

    def test_two_who_press_send_it_once(self):
        self.problem.with_user(self.sam).action_answer_all()
        self.env.flush_all()
        with self.assertRaises(UserError) as refusal:
            self.problem.with_user(self.sue).action_answer_all()
        self.assertIn("just going out", str(refusal.exception))

    def test_it_is_a_contact_of_who_has_answered(self):
        self.northern.last_contact_date = False
        self._answer(self.problem)
        self.assertEqual(self._get_answers(self.northern).author_tier, "support")
        self.assertTrue(self.northern.last_contact_date)


class TestManyAnswers(ProblemsCase):
    """100 cases of 20 resellers, in one action."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.problem = cls._create_problem(readers="client", answer="It is solved.")
        cls.clients = [cls._create_of_reseller(number) for number in range(20)]

    @classmethod
    def _create_of_reseller(cls, number):
        people = cls._create_user(f"reseller{number}", "reseller")
        team = cls._create_team(
            "reseller",
            people,
            name=f"Reseller {number}",
            support_team_id=cls.support.id,
        )
        client = cls._create_client(f"Client {number}", team)
        client.email = f"client{number}@line.example"
        return client

    def _create_cases(self, count):
        tickets = self.tickets.with_user(self.sam).create(
            [
                {
                    "name": f"Case {number}",
                    "description": "Since this morning.",
                    "origin": "client",
                    "partner_id": self.clients[number % 20].id,
                    "development_item_id": self.problem.id,
                }
                for number in range(count)
            ]
        )
        return self.tickets.browse(tickets.ids)

    def _count(self, cases):
        """Answer cases; return how many queries it takes for each of them."""
        self.problem.answer_ids.unlink()
        self.env.flush_all()
        self.env.invalidate_all()
        before, started = self.cr.sql_log_count, monotonic()
        self._answer(self.problem)
        spent = self.cr.sql_log_count - before
        took = monotonic() - started
        tell("Answer all", [f"{len(cases)} cases: {spent} queries, {took:.1f} s"])
        for ticket in cases:
            answers = ticket.message_ids.filtered(lambda m: "It is solved" in m.body)
            self.assertEqual(answers.audience, "client")
        return spent / len(cases)

    def test_a_hundred_cases_of_twenty_resellers_cost_no_more_each_than_few(self):
        cases = self._create_cases(100)
        self.assertEqual(len(cases.reseller_team_id), 20)
        many = self._count(cases)
        cases.write({"development_item_id": False})
        few = self._count(self._create_cases(20))
        self.assertLess(many, few + 1)
