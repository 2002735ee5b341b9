"""What crons do with what is due, seen from within one process."""

import logging

from odoo import fields
from odoo.tools import mute_logger

from .deadline_case import DeadlineCase
from .test_reminders import ReminderCase

ENGINE = "odoo.addons.revo_helpdesk_stages.models.deadlines.helpdesk_batch"


class TestBrokenTickets(ReminderCase):
    def _break(self):
        """Let the database refuse that these are written to, as a broken one may be."""
        self.env.cr.execute(
            """
            CREATE FUNCTION refuse_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.name LIKE 'Broken%' THEN
                        RAISE EXCEPTION 'This one is broken';
                    END IF;
                    RETURN NEW;
                END $$;
            CREATE TRIGGER refuse_ticket BEFORE UPDATE OF last_reminder_date
                ON helpdesk_ticket FOR EACH ROW EXECUTE FUNCTION refuse_ticket();
            """
        )

    def test_a_broken_ticket_is_reported_and_the_rest_goes_on(self):
        good = self.ticket
        for number in range(8):
            good |= self._open("in_progress_reseller", user=self.ana, name=f"N{number}")
        broken = self.tickets.browse()
        for number in range(2):
            broken |= self._open("in_progress_reseller", name=f"Broken {number}")
        self._break()
        with self._after(days=7), self.assertLogs(ENGINE, logging.WARNING) as logged:
            with mute_logger("odoo.sql_db"):
                mails = self._run()
            self.assertEqual(len(logged.output), 2)
            for ticket, line in zip(broken, logged.output, strict=True):
                self.assertIn(ticket.number, line)
                self.assertIn("This one is broken", line)
            self.assertEqual(
                set(good.mapped("last_reminder_date")), {fields.Datetime.now()}
            )
            self.assertFalse(broken.activity_ids)
            self.assertEqual(len(mails), 1)
            for ticket in good:
                self.assertIn(f"res_id={ticket.id}", mails.body_html)
        # The next run tries it again.
        self.env.cr.execute("DROP FUNCTION refuse_ticket CASCADE")
        with self._after(days=7, hours=1):
            self._run()
            self.assertTrue(all(ticket.activity_ids for ticket in broken))

    def test_an_archived_team_and_a_contact_without_an_address_break_nothing(self):
        self._set_aside(self.north)
        self.cleo.partner_id.email = False
        with self._after(days=7):
            self.assertIn(self.ticket.number, self._run().body_html)


class TestQueries(DeadlineCase):
    # Queries for one more person who is reminded.
    _EMAIL = 1

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = [f"worker{number}" for number in range(12)]
        cls._create_users(dict.fromkeys(names, "reseller"))
        cls.workers = cls.env["res.users"].union(*(getattr(cls, n) for n in names))
        cls.north.user_ids |= cls.workers
        cls.north.user_id = cls.workers[0]

    def _open_many(self, count, workers):
        contacts = (self.cleo | self.cora).partner_id
        tickets = self.tickets.create(
            [
                {
                    "name": f"Ticket {number}",
                    "description": "<p>x</p>",
                    "partner_id": contacts[number % 2].id,
                    "origin": "client",
                }
                for number in range(count)
            ]
        )
        for number, ticket in enumerate(tickets):
            team = ticket.reseller_team_id
            worker = workers[number % len(workers)] if team == self.north else self.rita
            self._put(ticket, "in_progress_reseller", user=number % 3 and worker)
        return tickets

    def _count_queries(self, tickets, method):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        getattr(tickets, method)()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_a_batch_costs_the_same_whatever_its_length(self):
        for method in ("_remind", "_alert_unanswered"):
            with self.subTest(method=method):
                self._count_queries(self._open_many(24, self.workers), method)
                few = self._open_many(24, self.workers)
                many = self._open_many(90, self.workers)
                cost = self._count_queries(few, method)
                self.assertEqual(self._count_queries(many, method), cost)
                self.assertEqual({len(ticket.activity_ids) for ticket in many}, {1})

    def test_a_persons_email_costs_the_search_under_their_rules(self):
        """One e-mail of each person is created with those of the others."""
        tickets = self._open_many(72, self.workers)
        tickets._remind()
        reminded = tickets.activity_ids.user_id
        self.assertGreater(len(reminded), 3)
        costs = []
        # Once for what is asked after a start alone.
        for people in (reminded, reminded[:2], reminded):
            tickets._remind()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["mail.activity"]._send_reminders_to(people.ids)
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        _first, few, many = costs
        self.assertEqual(many - few, (len(reminded) - 2) * self._EMAIL)
