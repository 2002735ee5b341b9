"""What a manager brings from elsewhere stands where it stood, and nobody is told."""

from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from ..reference import STAGES
from .import_case import ImportCase

OPENED = datetime(2024, 3, 4, 10)
MOVED = datetime(2024, 3, 5, 11)
NOW = datetime(2026, 3, 4, 12)


@tagged("post_install", "-at_install")
class TestImport(ImportCase):
    def setUp(self):
        super().setUp()
        clock = freeze_time(NOW)
        clock.start()
        self.addCleanup(clock.stop)

    def _import_everywhere(self):
        """Import a ticket into each stage of the line, and of a direct team."""
        columns, rows = self._prepare_rows(len(STAGES))
        messages, tickets = self._import(self.mia, columns, rows)
        self.assertFalse(messages, messages)
        direct = [
            self._import_one(
                **{
                    "team_id/.id": self.direct.id,
                    "stage_id/.id": stage.id,
                    "create_date": OPENED,
                }
            )
            for stage in self.direct._get_applicable_stages()
        ]
        return tickets.union(*direct)

    def test_tickets_stand_in_any_stage_with_the_team_of_its_tier(self):
        teams = {
            "support": self.support,
            "development": self.development,
            "reseller": self.north | self.south,
        }
        columns, rows = self._prepare_rows(2 * len(STAGES))
        _messages, tickets = self._import(self.mia, columns, rows)
        self.assertEqual(len(tickets), len(rows))
        for ticket, row in zip(tickets, rows, strict=True):
            stage = ticket.stage_id
            with self.subTest(stage=stage.name):
                self.assertEqual(stage.name, row[5])
                self.assertEqual(ticket.number, row[1])
                self.assertIn(ticket.team_id, teams[stage.tier])
                self.assertEqual(
                    ticket.reseller_team_id, ticket.partner_id.reseller_team_id
                )
                self.assertEqual(
                    bool(ticket.escalated_date),
                    stage.tier in ("support", "development"),
                )
                self.assertEqual(
                    bool(ticket.development_date), stage.tier == "development"
                )

    def test_dates_are_kept(self):
        for ticket in self._import_everywhere():
            with self.subTest(stage=ticket.stage_id.name):
                self.assertEqual(ticket.create_date, OPENED)
                self.assertEqual(bool(ticket.closed_date), self._is_done(ticket))
                if ticket.pipeline == "escalation":
                    self.assertEqual(ticket.last_stage_update, MOVED)
                    self.assertEqual(ticket.waiting_since, MOVED)

    def _is_done(self, ticket):
        """Return whether a row that has a closing date is a closed ticket."""
        if ticket.pipeline == "escalation":
            return ticket.closed
        return ticket.phase == "canceled"

    def test_nobody_is_told(self):
        self.shop.email = "shop@line.example"
        self.north.assignment_method = "balanced"
        template = self.env.ref("helpdesk_mgmt.closed_ticket_template")
        self.env["helpdesk.ticket.stage"].search([]).mail_template_id = template
        self.env.flush_all()
        self.env.cr.precommit.run()
        mails = self.env["mail.mail"].search_count([])
        messages = self.env["mail.message"].search_count([])
        activities = self.env["mail.activity"].search_count([])
        tickets = self._import_everywhere()
        self.assertTrue(tickets.user_id)
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(self.env["mail.message"].search_count([]), messages)
        self.assertEqual(self.env["mail.activity"].search_count([]), activities)

    def test_nothing_is_due_because_of_what_was_before(self):
        teams = self.env["helpdesk.ticket.team"].search([])
        teams.write({"contact_hours": 24, "answer_hours": 4, "reminder_days": 2})
        for ticket in self._import_everywhere():
            with self.subTest(stage=ticket.stage_id.name):
                for name in (
                    "contact_deadline",
                    "answer_deadline",
                    "alert_date",
                    "reminder_date",
                ):
                    if ticket[name]:
                        self.assertGreater(ticket[name], NOW, name)
                self.assertFalse(ticket.first_answer_deadline)
                self.assertFalse(ticket.is_contact_overdue)
        teams.answer_hours = 5
        self.assertFalse(
            self.tickets.search_count(
                [("imported_date", "!=", False), ("first_answer_deadline", "!=", False)]
            )
        )

    def test_words_on_an_imported_ticket_are_no_first_answer(self):
        ticket = self._import_one(
            **{
                "stage_id/.id": self.stage["in_progress_reseller"].id,
                "create_date": OPENED,
            }
        )
        self._write_text(ticket, self.ana, "note")
        self.assertTrue(ticket.last_contact_date)
        self.assertFalse(ticket.first_answer_date)

    def test_a_ticket_stands_in_one_place_and_there_are_no_gaps(self):
        tickets = self._import_everywhere()
        for ticket in tickets:
            stays = self.env["helpdesk.ticket.stay"].search(
                [("ticket_id", "=", ticket.id)], order="date_start"
            )
            with self.subTest(stage=ticket.stage_id.name):
                self.assertEqual(stays[0].date_start, OPENED)
                self.assertEqual([bool(s.date_end) for s in stays].count(False), 1)
                self.assertFalse(stays[-1].date_end)
                for before, after in zip(stays, stays[1:], strict=False):
                    self.assertEqual(before.date_end, after.date_start)
                    self.assertFalse(before.stage_id)
                    self.assertEqual(before.hours, 25)
                self.assertEqual(stays[-1].stage_id, ticket.stage_id)
                self.assertEqual(stays[-1].team_id, ticket.team_id)
                self.assertEqual(stays[-1].user_id, ticket.user_id)

    def test_an_imported_ticket_goes_on_like_any_other(self):
        ticket = self._import_one(
            **{
                "stage_id/.id": self.stage["resolved"].id,
                "create_date": OPENED,
                "resolved_date": MOVED,
            }
        )
        self.assertEqual(ticket.resolved_date, MOVED)
        self.assertEqual(ticket.resolution_working_hours, 25)
        self._move(ticket, self.ana, "backlog_reseller", body="<p>Again.</p>")
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(ticket.reopening_count, 1)

    def test_who_is_named_has_it_and_who_is_not_of_the_team_has_not(self):
        self.support.assignment_method = "balanced"
        stage = {"stage_id/.id": self.stage["in_progress_support"].id}
        for user, holders in (
            (self.sam, self.sam),
            (self.ana, self.sam | self.sue),
            (self.env["res.users"], self.sam | self.sue),
        ):
            ticket = self._import_one(**stage, **{"user_id/.id": user.id or ""})
            self.assertIn(ticket.user_id, holders)
            self.assertNotIn(self.mia.partner_id, ticket.message_partner_ids)
            self.assertEqual(self._get_ledger(ticket)[-1][1], ticket.user_id)

    def test_the_next_ticket_gets_a_number_that_is_free(self):
        last = self._create_ticket().number
        prefix = last.rstrip("0123456789")
        ahead = int(last.removeprefix(prefix)) + 1
        self._import_one(number=f"{prefix}{ahead:05}")
        self._import_one(number=f"{prefix}{ahead + 5:05}")
        self.assertEqual(self._create_ticket().number, f"{prefix}{ahead + 6:05}")

    def test_the_importer_gets_nothing(self):
        self.direct.assignment_method = "opener"
        self.direct.user_ids |= self.mia
        ticket = self._import_one(**{"team_id/.id": self.direct.id})
        self.assertFalse(ticket.user_id)


@tagged("post_install", "-at_install")
class TestRefusals(ImportCase):
    def _get_refusal(self, user=None, **values):
        values = {
            "name": "Old",
            "description": "Was there",
            "partner_id/.id": self.shop.id,
            **values,
        }
        messages, tickets = self._import(
            user or self.mia, list(values), [values.values()]
        )
        self.assertFalse(tickets)
        self.assertEqual(len(messages), 1, messages)
        self.assertEqual(messages[0]["rows"], {"from": 0, "to": 0})
        return messages[0]["message"]

    def test_dates_that_cannot_be_are_refused_in_words(self):
        text = self._get_refusal(
            **{
                "stage_id/.id": self.stage["resolved"].id,
                "create_date": "2024-03-04 10:00:00",
                "resolved_date": "2024-03-03 10:00:00",
            }
        )
        self.assertIn("“Created on” of the ticket Old is after “Resolved on”", text)
        text = self._get_refusal(create_date="2124-03-04 10:00:00")
        self.assertIn("“Created on” of the ticket Old is after “now”", text)

    def test_a_team_that_does_not_work_in_the_stage_is_refused(self):
        done = self.direct._get_applicable_stages()[-1]
        for team, stage in (
            (self.direct, self.stage["resolved"]),
            (self.north, done),
            (self.support, self.stage["resolved"]),
            (self.development, self.stage["backlog_support"]),
        ):
            text = self._get_refusal(
                **{"team_id/.id": team.id, "stage_id/.id": stage.id}
            )
            self.assertIn(stage.name, text)
            self.assertIn(team.name, text)

    def test_a_number_twice_is_refused_with_its_rows(self):
        taken = self._create_ticket()
        columns = ["number", "name", "description", "partner_id/.id"]
        numbers = ["A1", "A2", "", "A1", taken.number, "", "A1"]
        rows = [[n, "Old", "Was there", self.shop.id] for n in numbers]
        count = self.tickets.search_count([])
        messages, tickets = self._import(self.mia, columns, rows)
        self.assertFalse(tickets)
        self.assertEqual(self.tickets.search_count([]), count)
        said = {m["rows"]["from"]: m["message"] for m in messages}
        self.assertEqual(sorted(said), [3, 4, 6])
        self.assertIn("The number A1 stands in the file twice.", said[3])
        self.assertIn(f"Another ticket has the number {taken.number}", said[4])

    def test_a_file_is_imported_over(self):
        columns, rows = self._prepare_rows(14)
        _messages, tickets = self._import(self.mia, columns, rows)
        dates = ("create_date", "last_stage_update", "closed_date", "resolved_date")
        before = tickets.read(dates)
        for row in rows:
            row[2] = "Now named so"
        messages, again = self._import(self.mia, columns, rows)
        self.assertFalse(messages)
        self.assertEqual(again, tickets)
        self.assertEqual(set(tickets.mapped("name")), {"Now named so"})
        self.assertEqual(tickets.read(dates), before)
        rows = [[t.id, t.number, "By number"] for t in tickets]
        messages, again = self._import(self.mia, [".id", "number", "name"], rows)
        self.assertFalse(messages)
        self.assertEqual(again, tickets)
        self.assertEqual(set(tickets.mapped("name")), {"By number"})

    def test_nobody_else_imports_the_past(self):
        columns = ["name", "description", "partner_id/.id"]
        row = ["Old", "Was there", self.shop.id]
        past = {
            "stage_id/.id": self.stage["resolved"].id,
            "number": "OLD1",
            "create_date": "2024-03-04 10:00:00",
            "closed_date": "2024-03-04 10:00:00",
            "resolved_date": "2024-03-04 10:00:00",
            "imported_date": "2024-03-04 10:00:00",
        }
        for user in (self.ana, self.sam, self.dan, self.pia):
            for name, value in past.items():
                with self.subTest(user=user.name, name=name):
                    # As who has left the word of our own code in the context.
                    liar = self.env["base_import.import"].with_context(
                        helpdesk_imported=True
                    )
                    self.patch(type(self), "env", liar.env)
                    messages, tickets = self._import(
                        user, [*columns, name], [[*row, value]]
                    )
                    self.assertFalse(tickets)
                    self.assertTrue(messages)

    def test_managers_are_offered_the_past(self):
        for user, offered in ((self.mia, True), (self.sam, False), (self.ana, False)):
            wizard = self._open_file(user, ["name", "Ticket number", "Created on"], [])
            tree = wizard.get_fields_tree("helpdesk.ticket")
            names = [field["name"] for field in tree]
            self.assertEqual(len(names), len(set(names)))
            past = {"number", "create_date", "closed_date", "resolved_date"}
            self.assertEqual(past <= set(names), offered)
            if not offered:
                self.assertTrue(past.isdisjoint(names))


@tagged("post_install", "-at_install")
class TestCost(ImportCase):
    def _count(self, count):
        """Count the queries of an import, but for the names that Odoo looks up for
        each row.
        """
        stages = list(self.stage.values())
        rows = [
            {
                "xml_id": f"old.t{count}of{n}",
                "values": {
                    "number": f"OLD{count}of{n}",
                    "name": f"Ticket {n}",
                    "description": "It does not print.",
                    "partner_id": self.contacts[n % 2].id,
                    "stage_id": stages[n % len(stages)].id,
                    "create_date": "2024-03-04 10:00:00",
                    "last_stage_update": "2024-03-05 11:00:00",
                    "closed_date": "2024-03-06 12:00:00",
                },
            }
            for n in range(count)
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        tickets = self.tickets.with_user(self.mia)._load_records(rows)
        self.env.flush_all()
        self.assertEqual(len(tickets), count)
        return self.env.cr.sql_log_count - before

    def test_many_rows_cost_no_more_queries_than_few(self):
        self.north.assignment_method = self.support.assignment_method = "balanced"
        self._count(24)
        few = self._count(12)
        many = self._count(60)
        self.assertLessEqual(many, few + 10)
