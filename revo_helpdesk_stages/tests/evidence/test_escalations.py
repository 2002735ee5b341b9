"""What support says that an escalation was, who contests it, and who reads of it."""

from odoo import fields
from odoo.exceptions import AccessError

from ..common import TEXTS, SupportLineCase


class EscalationCase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["helpdesk.check"].search([]).action_archive()
        cls.escalations = cls.env["helpdesk.ticket.escalation"]

    def _escalate(self, opener=None, **values):
        ticket = self._create_ticket(opener, **values)
        reseller = self.ana if ticket.reseller_team_id == self.north else self.rita
        self._walk(
            ticket, (reseller, "backlog_support"), (self.sam, "in_progress_support")
        )
        return ticket

    def _open_as(self, user, ticket, code, **texts):
        action = ticket.with_user(user).action_move(self.stage[code].id)
        wizard = self._open_wizard(action, user)
        wizard.write(texts or TEXTS[wizard.requires])
        return wizard

    def _return(self, ticket, verdict, code="backlog_reseller", user=None):
        wizard = self._open_as(user or self.sam, ticket, code)
        wizard.verdict = verdict
        wizard.action_apply()
        self.env.invalidate_all()
        return ticket.sudo().escalation_ids[:1]


class TestVerdict(EscalationCase):
    def test_who_returns_a_case_says_what_it_came_with(self):
        ticket = self._escalate()
        said = self._return(ticket, "facts_missing")
        self.assertEqual(said.ticket_id, ticket)
        self.assertEqual(said.party_team_id, self.north)
        self.assertEqual(said.user_id, self.ana)
        self.assertEqual(said.date, said.message_id.date)
        self.assertEqual(said.message_id.requirement, "evidence")
        self.assertEqual(said.verdict, "facts_missing")
        self.assertEqual(said.verdict_user_id, self.sam)
        self.assertLessEqual(said.verdict_date, fields.Datetime.now())

    def test_it_is_asked_wherever_support_hands_the_case_on(self):
        for code in (
            "backlog_reseller",
            "confirmation_reseller",
            "backlog_dev",
            "canceled",
        ):
            with self.subTest(code=code):
                ticket = self._escalate()
                self.assertTrue(self._open_as(self.sam, ticket, code).asks_verdict)
                self.assertTrue(self._return(ticket, "complete", code))
        ticket = self._escalate()
        self.assertFalse(
            self._open_as(self.sam, ticket, "internal_review").asks_verdict
        )

    def test_nobody_else_is_asked(self):
        ticket = self._create_ticket()
        self.assertFalse(
            self._open_as(self.ana, ticket, "backlog_support").asks_verdict
        )
        white = self._create_ticket(self.ana)
        self._walk(white, (self.sam, "in_progress_support"))
        wizard = self._open_as(self.sam, white, "backlog_reseller")
        self.assertFalse(wizard.asks_verdict, "It came without evidence")
        wizard.verdict = "not_ours"
        wizard.action_apply()
        self.assertFalse(white.sudo().escalation_ids)

    def test_the_first_word_counts_until_there_is_new_evidence(self):
        ticket = self._escalate()
        self._return(ticket, "facts_missing")
        self._walk(
            ticket, (self.ana, "backlog_support"), (self.sam, "in_progress_support")
        )
        wizard = self._open_as(self.sam, ticket, "confirmation_reseller")
        self.assertFalse(wizard.asks_verdict)
        wizard.verdict = "complete"
        wizard.action_apply()
        self.env.invalidate_all()
        self.assertEqual(ticket.sudo().escalation_ids.verdict, "facts_missing")
        self._walk(
            ticket, (self.ana, "backlog_support"), (self.sam, "in_progress_support")
        )
        self._return(ticket, "complete", "confirmation_reseller")
        self.assertEqual(
            ticket.sudo().escalation_ids.mapped("verdict"),
            ["complete", "facts_missing"],
        )

    def test_two_windows_say_it_once(self):
        ticket = self._escalate()
        first = self._open_as(self.sam, ticket, "backlog_reseller")
        first.verdict = "known"
        self._return(ticket, "complete")
        self._put(ticket, "in_progress_support")
        first.action_apply()
        self.env.invalidate_all()
        self.assertEqual(ticket.sudo().escalation_ids.verdict, "complete")

    def test_without_a_word_the_move_goes_on(self):
        """As by a call or the window of many: nobody's case waits for it."""
        ticket = self._escalate()
        self._walk(ticket, (self.sam, "backlog_reseller"))
        self.assertFalse(ticket.sudo().escalation_ids)

    def test_nobody_makes_one_up(self):
        said = self._return(self._escalate(), "facts_missing")
        values = {"ticket_id": said.ticket_id.id, "verdict": "complete"}
        for user in (self.ana, self.sam, self.mia, self.cleo):
            with self.assertRaises(AccessError):
                self.escalations.with_user(user).create(values)
            with self.assertRaises(AccessError):
                said.with_user(user).unlink()


class TestContest(EscalationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.said = cls._make(cls)

    def _make(self):
        ticket = self._create_ticket()
        # sudo: as the window of support.
        return self.escalations.sudo().create(
            {
                "ticket_id": ticket.id,
                "party_team_id": self.north.id,
                "user_id": self.ana.id,
                "verdict": "facts_missing",
                "verdict_user_id": self.sam.id,
            }
        )

    def test_the_reseller_contests_with_a_word(self):
        action = self.said.with_user(self.ana).action_contest()
        self.assertEqual(action["res_id"], self.said.id)
        self.said.with_user(self.ben).write({"contest": "It was in the log."})
        self.assertEqual(self.said.contest_user_id, self.ben)
        self.assertTrue(self.said.contest_date)
        self.assertEqual(self.said.verdict_user_id, self.sam)
        self._put(self.said.ticket_id, "in_progress_support")
        for user in (self.ana, self.sam, self.mia):
            self.assertEqual(
                self.said.with_user(user).read(["contest"])[0]["contest"],
                "It was in the log.",
            )

    def test_who_may_not_contest_is_told_nothing_of_it(self):
        """The same words before and after: whether it is contested is nobody else's."""
        before = self._get_refusals()
        self.said.with_user(self.ana).contest = "It was in the log."
        self.assertEqual(self._get_refusals(), before)

    def _get_refusals(self):
        """Return what each is told who may not contest."""
        told = {}
        for user in (self.rita, self.pia, self.dan, self.cleo):
            self.env.invalidate_all()
            with self.assertRaises(AccessError) as refused:
                self.said.with_user(user).write({"contest": "No"})
            told[user.login] = str(refused.exception)
        return told

    def test_what_was_contested_stays_as_it_was_written(self):
        self.said.with_user(self.ana).contest = "It was in the log."
        for word in ("No", False):
            with self.assertRaises(AccessError):
                self.said.with_user(self.ana).write({"contest": word})

    def test_the_reseller_writes_nothing_else(self):
        for values in (
            {"verdict": "complete"},
            {"accepted": 100},
            {"contest": "Yes", "verdict": "complete"},
            {"party_team_id": self.south.id},
            {"contest_user_id": self.sam.id},
        ):
            with self.assertRaises(AccessError):
                self.said.with_user(self.ana).write(values)

    def test_support_and_others_do_not_write(self):
        self._put(self.said.ticket_id, "in_progress_support")
        for user in (self.sam, self.dan, self.rita, self.cleo, self.pia):
            for values in ({"verdict": "complete"}, {"contest": "Yes"}):
                with self.assertRaises(AccessError):
                    self.said.with_user(user).write(values)

    def test_a_manager_corrects_and_it_shows(self):
        self.said.with_user(self.mia).verdict = "complete"
        self.assertEqual(self.said.verdict_user_id, self.mia)
        self.assertEqual(self.said.accepted, 100)
        with self.assertRaises(AccessError):
            self.said.with_user(self.mia).write({"contest": "In your name"})


class TestNumbers(EscalationCase):
    """Accepted at first: the vendor reads of all, a reseller of itself alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # sudo: as the windows of support.
        cls.escalations.sudo().search([]).unlink()
        cafe = {"partner_id": cls.cora.partner_id.id}
        for client, verdict in (
            ({}, "complete"),
            ({}, "complete"),
            ({}, "facts_missing"),
            ({}, "not_ours"),
            (cafe, "complete"),
            (cafe, "known"),
        ):
            ticket = cls._create_ticket_in("in_progress_support", **client)
            cls.escalations.sudo().create(
                {
                    "ticket_id": ticket.id,
                    "party_team_id": ticket.reseller_team_id.id,
                    "verdict": verdict,
                }
            )

    def _count(self, user):
        rows = self.escalations.with_user(user)._read_group(
            [], ["party_team_id"], ["accepted:avg", "__count"]
        )
        return {team: tuple(numbers) for team, *numbers in rows}

    def test_the_share_by_reseller(self):
        self.assertEqual(
            self._count(self.mia), {self.north: (50, 4), self.south: (50, 2)}
        )
        self.escalations.search([("verdict", "=", "known")]).unlink()
        self.assertEqual(self._count(self.mia)[self.south], (100, 1))

    def test_a_reseller_learns_no_other_number(self):
        self.assertEqual(self._count(self.ana), {self.north: (50, 4)})
        self.assertEqual(self._count(self.rita), {self.south: (50, 2)})
        foreign = self.escalations.search([("party_team_id", "=", self.south.id)])
        own = self.escalations.with_user(self.ana)
        self.assertFalse(own.search([("id", "in", foreign.ids)]))
        with self.assertRaises(AccessError):
            foreign.with_user(self.ana).read(["verdict"])

    def test_clients_and_development_have_no_part_in_it(self):
        for user in (self.cleo, self.dan, self.pia):
            with self.assertRaises(AccessError):
                self.escalations.with_user(user).search([])
        ticket = self.escalations.search([], limit=1).ticket_id
        with self.assertRaises(AccessError):
            ticket.with_user(self.cleo).read(["escalation_ids"])

    def test_who_gets_a_case_later_reads_nothing_of_the_former_reseller(self):
        said = self.escalations.search([("party_team_id", "=", self.north.id)], limit=1)
        said.ticket_id.with_user(self.mia).write({"reseller_team_id": self.south.id})
        for user in (self.ana, self.rita):
            found = self.escalations.with_user(user).search([("id", "=", said.id)])
            self.assertFalse(found, user.name)
        self.assertFalse(said.ticket_id.with_user(self.rita).escalation_ids)

    def test_support_reads_of_the_tickets_that_it_sees(self):
        self.assertEqual(len(self.escalations.with_user(self.sam).search([])), 6)
        said = self.escalations.search([], limit=1)
        said.ticket_id.team_id.visibility_user_ids = self.mia
        said.ticket_id.team_id.user_ids -= self.sam
        self.assertFalse(self.escalations.with_user(self.sam).search([]))
