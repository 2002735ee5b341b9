import logging
from contextlib import contextmanager
from datetime import timedelta

from ..common import Undo
from ..compat import own_cursors
from .deadline_case import NOON, DeadlineCase

IDLE = "revo_helpdesk_stages.mail_activity_type_idle"


class ReminderCase(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Of the demo's tickets nobody is reminded here.
        cls.env["mail.activity"].search([("unsent_since", "!=", False)]).unlink()
        others = cls.tickets.search([("id", "!=", cls.ticket.id)])
        others.write({"last_action_date": "2099-01-01", "answer_since": False})

    def _run(self):
        """Run the cron; give the e-mails that it queued."""
        mails = self.env["mail.mail"].search([])
        with own_cursors(self):
            self.tickets._cron_remind()
        return self.env["mail.mail"].search([]) - mails

    def _get_owners(self, ticket=None):
        activities = (ticket or self.ticket).activity_ids
        return activities.filtered(
            lambda a: a.activity_type_id == self.env.ref(IDLE)
        ).mapped("user_id")


class TestReminders(ReminderCase):
    def test_the_assignee_is_reminded_after_seven_days(self):
        with self._after(days=6, hours=23):
            self.assertFalse(self._run())
            self.assertFalse(self._get_owners())
        with self._after(days=7):
            mail = self._run()
            self.assertEqual(self._get_owners(), self.ana)
            self.assertEqual(
                self.ticket.activity_ids.date_deadline, NOON.date().replace(day=23)
            )
            self.assertIn(self.ana.email, mail.email_to)
            self.assertIn(self.ticket.number, mail.body_html)
            self.assertIn("7 days", mail.body_html)
            self.assertIn(f"res_id={self.ticket.id}", mail.body_html)

    def test_a_reminder_is_no_action_and_comes_again_after_each_further_seven_days(
        self
    ):
        sent = {}
        for day in range(6, 23):
            with self._after(days=day):
                sent[day] = len(self._run())
                self.assertEqual(self.ticket.last_action_date, NOON)
        self.assertEqual([day for day, mails in sent.items() if mails], [7, 14, 21])
        # It is one activity, as long as nobody has finished it.
        self.assertEqual(len(self.ticket.activity_ids), 1)

    def test_reminders_are_counted_that_somebody_got(self):
        # Who works for a reseller has no part in it.
        alone = self._open(team_id=self._create_team("direct", self.ana).id)
        later = self._open(
            "in_progress_reseller", NOON + timedelta(days=7), user=self.ana
        )
        for day in range(6, 23):
            with self._after(days=day):
                self._run()
        self.assertEqual(self.ticket.reminder_count, 3)
        self.assertEqual(later.reminder_count, 2)
        self.assertEqual(alone.reminder_count, 0)
        self.assertTrue(alone.last_reminder_date)

    def test_whoever_acts_has_seven_more_days(self):
        with self._after(days=6):
            self._say(self.cleo)
        with self._after(days=12):
            self.assertFalse(self._run())
        with self._after(days=13):
            self.assertTrue(self._run())

    def test_a_finished_reminder_comes_again(self):
        with self._after(days=7):
            self._run()
            self.ticket.activity_ids.with_user(self.ana).action_feedback("Seen")
            self.assertFalse(self._get_owners())
        with self._after(days=13, hours=23):
            self.assertFalse(self._run())
        with self._after(days=14):
            self.assertTrue(self._run())
            self.assertEqual(self._get_owners(), self.ana)

    def test_a_closed_case_reminds_nobody(self):
        self._move(self.ticket, self.ana, "resolved")
        with self._after(days=30):
            self.assertFalse(self._run())
            self.assertFalse(self._get_owners())

    def test_a_case_that_was_closed_meanwhile_is_not_in_the_mail(self):
        with self._after(days=7), own_cursors(self):
            self.tickets._run_due("reminder_date", "_remind")
        with self._after(days=8):
            self._move(self.ticket, self.ana, "resolved")
            self.assertFalse(self._run())

    def test_without_an_assignee_the_leader_is_reminded_else_all_members(self):
        for leader, reminded in (
            (self.ben, self.ben),
            (self.env["res.users"], self.ana | self.ben),
            # Who leads a reseller and is none of its people reads none of its tickets.
            (self.rita, self.ana | self.ben),
        ):
            self.north.user_id = leader
            ticket = self._open("in_progress_reseller")
            with self._after(days=7):
                self._run()
                self.assertEqual(self._get_owners(ticket), reminded)
        self.assertEqual(self._get_owners(), self.ana)

    def test_the_leader_of_the_vendors_team_need_not_be_a_member(self):
        self.support.user_id = self.mia
        ticket = self._open("in_progress_support")
        with self._after(days=7):
            self._run()
            self.assertEqual(self._get_owners(ticket), self.mia)

    def test_who_has_left_the_company_is_not_reminded(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self._count_anew(self.ticket)
        self.sam.active = False
        with self._after(days=7):
            self._run()
            self.assertEqual(self._get_owners(), self.sue)

    def test_one_mail_a_person_lists_all_their_idle_cases(self):
        mine = self.ticket
        for number in range(4):
            mine |= self._open("in_progress_reseller", user=self.ana, name=f"N{number}")
        bens = self._open("in_progress_reseller", user=self.ben)
        with self._after(days=8):
            mails = self._run()
            self.assertEqual(len(mails), 2)
            anas = mails.filtered(lambda mail: self.ana.email in mail.email_to)
            for ticket in mine:
                self.assertIn(f"res_id={ticket.id}", anas.body_html)
            self.assertNotIn(f"res_id={bens.id}", anas.body_html)
            self.assertEqual(anas.subject, "5 tickets of yours wait")
            self.assertFalse(self._run())

    def test_each_mail_is_in_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.ana.lang = "es_ES"
        self._open("in_progress_reseller", user=self.ben)
        view = self.env.ref("revo_helpdesk_stages.mail_idle_tickets")
        terms = view._fields["arch_db"].get_trans_terms(view.arch_db)
        hello = next(term for term in terms if "Hello" in term)
        view.update_field_translations(
            "arch_db", {"es_ES": {hello: hello.replace("Hello", "Buenas")}}
        )
        with self._after(days=7):
            mails = self._run()
        for person, word in ((self.ana, "Buenas"), (self.ben, "Hello")):
            mail = mails.filtered(lambda m, to=person: to.email in m.email_to)
            self.assertIn(word, mail.body_html)

    def test_a_mail_names_no_case_that_its_reader_may_not_read(self):
        other = self._open("in_progress_reseller", user=self.ana, name="Taken away")
        with self._after(days=7), own_cursors(self):
            self.tickets._run_due("reminder_date", "_remind")
        reminder = other.activity_ids.copy_data()
        # Meanwhile the ticket goes to another reseller, and the activity with it.
        other.with_user(self.mia).reseller_team_id = self.south
        self.env.flush_all()
        self.assertFalse(other.activity_ids)
        # Had it stayed, nothing would be told of the ticket.
        self.env["mail.activity"].create(reminder)
        with self._after(days=7):
            mail = self._run()
            self.assertIn(self.ticket.number, mail.body_html)
            self.assertNotIn(other.number, mail.body_html)

    def test_a_resellers_mail_tells_nothing_of_the_vendor(self):
        self._put(self.ticket, "in_progress_dev", user=self.dan)
        self.development.reminder_days = 0
        own = self._open("in_progress_reseller", user=self.ana)
        with self._after(days=9):
            body = self._run().body_html
            self.assertIn(own.number, body)
            for secret in ("Sam", "Dan", "Development", self.ticket.number):
                self.assertNotIn(secret, body)

    def test_who_has_no_address_is_named_in_the_log_and_others_get_theirs(self):
        self.ana.partner_id.email = False
        self._open("in_progress_reseller", user=self.ben)
        name = "odoo.addons.revo_helpdesk_stages.models.deadlines.mail_activity"
        with self._after(days=7), self.assertLogs(name, logging.WARNING) as logged:
            mails = self._run()
        self.assertIn(self.ana.login, logged.output[0])
        self.assertIn(self.ben.email, mails.email_to)
        self.assertEqual(self._get_owners(), self.ana)

    def test_a_killed_run_leaves_its_mails_to_the_next_one(self):
        with self._after(days=7):
            with own_cursors(self):
                self.tickets._run_due("reminder_date", "_remind")
            self.assertEqual(len(self._run()), 1)
            self.assertFalse(self._run())


class TestAlerts(ReminderCase):
    """Who has to answer learns once that the answer is overdue."""

    def _run_alerts(self):
        with own_cursors(self):
            self.tickets._cron_alert_unanswered()

    def _get_told(self, ticket=None):
        kind = self.env.ref("revo_helpdesk_stages.mail_activity_type_unanswered")
        activities = (ticket or self.ticket).activity_ids
        return activities.filtered(lambda a: a.activity_type_id == kind).user_id

    def test_the_assignee_is_told_once_an_answer_is_overdue(self):
        with self._after(hours=3, minutes=59):
            self._run_alerts()
            self.assertFalse(self._get_told())
        with self._after(hours=4):
            self._run_alerts()
            self.assertEqual(self._get_told(), self.ana)
            self.assertTrue(self.ticket.is_answer_overdue)
            self.assertEqual(self.ticket.last_action_date, NOON)

    def test_once_for_each_time_that_a_client_waits(self):
        with self._after(hours=5):
            self._run_alerts()
            self.ticket.activity_ids.unlink()
        with self._after(hours=50):
            self._run_alerts()
            # Nor if the team changes its mind meanwhile.
            self.north.answer_hours = 30
            self._run_alerts()
            self.assertFalse(self._get_told())
            self._say(self.ana, "note", audience="client")
            self._say(self.cleo)
        with self._after(hours=90):
            self._run_alerts()
            self.assertEqual(self._get_told(), self.ana)

    def test_an_answer_in_time_tells_nobody(self):
        with self._after(hours=2):
            self._say(self.ana, "note", audience="client")
        with self._after(days=5):
            self._run_alerts()
            self.assertFalse(self._get_told())

    def test_without_an_assignee_the_leader_is_told(self):
        self.north.user_id = self.ben
        ticket = self._open("backlog_reseller")
        with self._after(hours=4):
            self._run_alerts()
            self.assertEqual(self._get_told(ticket), self.ben)

    def test_a_team_without_a_leader_is_told_once_for_all_of_it(self):
        tickets = self._open("backlog_reseller") | self._open("backlog_reseller")
        with self._after(hours=4):
            self._run_alerts()
        told = [self._get_told(ticket) for ticket in tickets]
        self.assertEqual([len(users) for users in told], [1, 1])
        # In turn: one has been told of Ana's own already.
        self.assertLessEqual(told[0] | told[1], self.ana | self.ben)
        self.assertIn(self.ben, told[0] | told[1])

    def test_who_is_on_leave_is_not_the_one(self):
        self._take_leave(self.ben)
        tickets = self._open("backlog_reseller") | self._open("backlog_reseller")
        tickets._alert_unanswered()
        self.assertEqual(self._get_told(tickets), self.ana)

    def test_who_takes_it_has_to_answer(self):
        ticket = self._open("backlog_reseller")
        with self._after(hours=4):
            self._run_alerts()
            other = (self.ana | self.ben) - self._get_told(ticket)
            ticket.with_user(other).user_id = other
            self.assertEqual(self._get_told(ticket), other)

    def test_what_is_answered_or_handed_on_is_nobodys_to_answer(self):
        ways = {
            "answered": lambda: self._say(self.ana, "note", audience="client"),
            "escalated": lambda: self._move(self.ticket, self.ana, "backlog_support"),
            "resolved": lambda: self._move(self.ticket, self.ana, "resolved"),
        }
        with self._after(hours=4):
            self._run_alerts()
            self.assertEqual(self._get_told(), self.ana)
            for name, way in ways.items():
                with self.subTest(name), self._undone():
                    way()
                    self.assertFalse(self._get_told())
            # What is no answer leaves it.
            self._say(self.ana, "message")
            self.assertEqual(self._get_told(), self.ana)

    @contextmanager
    def _undone(self):
        try:
            with self.env.cr.savepoint():
                yield
                self.env.flush_all()
                raise Undo
        except Undo:
            self.env.invalidate_all()

    def test_without_its_activity_type_there_is_a_to_do(self):
        self.env.ref("revo_helpdesk_stages.mail_activity_type_unanswered").unlink()
        with self._after(hours=4):
            self._run_alerts()
        planned = self.ticket.activity_ids
        self.assertEqual(planned.user_id, self.ana)
        todo = self.env.ref("mail.mail_activity_data_todo")
        self.assertEqual(planned.activity_type_id, todo)

    def test_who_held_it_in_the_clients_team_is_told_where_it_stands_elsewhere(self):
        ticket = self._open("in_progress_reseller")
        ticket.with_user(self.ana).user_id = self.ben
        self._put(ticket, "in_progress_support", user=self.sam)
        self._count_anew(ticket)
        with self._after(hours=4):
            self._run_alerts()
            self.assertEqual(self._get_told(ticket), self.ben)
