"""Where a ticket starts, by every way in."""

import re
import uuid

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ..common import SupportLineCase
from ..reference import STAGES

MAIL = """\
Message-Id: <{identifier}@shop.example>
From: {sender}
To: {recipient}
Subject: {subject}
Date: Mon, 04 Mar 2030 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

The printer is silent since this morning.
"""


class IntakeCase(SupportLineCase):
    def _assert_start(self, ticket, origin, reseller, code, team=None):
        """Check all that an intake settles."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(len(ticket), 1)
        stage = STAGES[code]
        expected_team = team or (reseller if stage.tier == "reseller" else self.support)
        self.assertTrue(re.search(r"\d", ticket.number))
        self.assertEqual(ticket.origin, origin)
        self.assertEqual(ticket.reseller_team_id, reseller)
        self.assertEqual(ticket.stage_id, self.stage[code])
        self.assertEqual(ticket.team_id, expected_team)
        self.assertFalse(ticket.user_id)
        self.assertEqual(bool(ticket.escalated_date), stage.tier == "support")
        self.assertEqual(ticket.waiting_on, stage.waiting_on)
        self.assertEqual(
            self._get_ledger(ticket),
            [(expected_team, self.env["res.users"], "waiting")],
        )


class TestIntakeByRpc(IntakeCase):
    def test_a_clients_case_starts_with_its_reseller(self):
        self._assert_start(
            self._create_ticket(), "client", self.north, "backlog_reseller"
        )

    def test_a_client_cannot_say_who_opened_it_or_which_reseller(self):
        ticket = self._create_ticket(
            origin="reseller", reseller_team_id=self.south.id, team_id=self.support.id
        )
        self._assert_start(ticket, "client", self.north, "backlog_reseller")

    def test_a_resellers_own_case_starts_with_support(self):
        self._assert_start(
            self._create_ticket(opener=self.ana),
            "reseller",
            self.north,
            "backlog_support",
        )

    def test_a_reseller_that_opens_for_a_client_opens_the_clients_case(self):
        ticket = self._create_ticket(
            opener=self.ana, partner_id=self.cleo.partner_id.id
        )
        self._assert_start(ticket, "client", self.north, "backlog_reseller")

    def test_a_reseller_may_open_an_own_case_about_a_client(self):
        ticket = self._create_ticket(
            opener=self.ana, partner_id=self.cleo.partner_id.id, origin="reseller"
        )
        self._assert_start(ticket, "reseller", self.north, "backlog_support")

    def test_a_reseller_cannot_open_in_another_resellers_name(self):
        with self.assertRaises(AccessError):
            self._create_ticket(opener=self.ana, partner_id=self.cora.partner_id.id)
        ticket = self._create_ticket(opener=self.ana, reseller_team_id=self.south.id)
        self.assertEqual(ticket.reseller_team_id, self.north)
        ticket = self._create_ticket(opener=self.ana, team_id=self.south.id)
        self.assertEqual(ticket.reseller_team_id, self.north)

    def test_a_manager_that_opens_for_a_client_opens_the_clients_case(self):
        ticket = self._create_ticket(
            opener=self.mia, partner_id=self.cora.partner_id.id
        )
        self._assert_start(ticket, "client", self.south, "backlog_reseller")

    def test_support_that_opens_for_a_client_on_the_phone_sees_the_case(self):
        ticket = self._create_ticket(
            opener=self.sam, partner_id=self.cleo.partner_id.id
        )
        self._assert_start(ticket, "client", self.north, "backlog_reseller")
        self.assertEqual(ticket.with_user(self.sam).name, "Card payment fails")
        with self.assertRaises(AccessError):
            ticket.with_user(self.sue).read(["name"])

    def test_a_manager_that_opens_for_a_person_of_a_reseller(self):
        ticket = self._create_ticket(opener=self.mia, partner_id=self.ana.partner_id.id)
        self._assert_start(ticket, "reseller", self.north, "backlog_support")

    def test_support_that_opens_for_a_person_of_a_reseller(self):
        ticket = self._create_ticket(opener=self.sam, partner_id=self.ana.partner_id.id)
        self._assert_start(ticket, "reseller", self.north, "backlog_support")

    def test_support_that_opens_for_a_resellers_company(self):
        company = self._create_client("North Ltd")
        self.north.partner_id = company
        contact = self.env["res.partner"].create(
            {"name": "Nora", "parent_id": company.id}
        )
        ticket = self._create_ticket(
            opener=self.sam, partner_id=contact.id, reseller_team_id=self.north.id
        )
        self._assert_start(ticket, "reseller", self.north, "backlog_support")

    def test_a_client_without_a_reseller_goes_to_the_vendors_default(self):
        self.shop.reseller_team_id = False
        self._assert_start(
            self._create_ticket(), "client", self.south, "backlog_reseller"
        )

    def test_without_any_reseller_nobodys_case_is_forgotten(self):
        self.shop.reseller_team_id = False
        self.company.helpdesk_default_reseller_team_id = False
        ticket = self._create_ticket(
            opener=self.sam, partner_id=self.cleo.partner_id.id
        )
        self._assert_start(
            ticket, "client", self.env["helpdesk.ticket.team"], "backlog_support"
        )

    def test_the_company_of_a_contact_says_the_reseller(self):
        branch = self.env["res.partner"].create(
            {"name": "Branch", "is_company": False, "parent_id": self.shop.id}
        )
        contact = self.env["res.partner"].create(
            {"name": "Bob", "parent_id": branch.id}
        )
        ticket = self._create_ticket(opener=self.mia, partner_id=contact.id)
        self._assert_start(ticket, "client", self.north, "backlog_reseller")

    def test_the_start_of_the_line_may_be_named(self):
        ticket = self._create_ticket(stage_id=self.stage["backlog_reseller"].id)
        self._assert_start(ticket, "client", self.north, "backlog_reseller")

    def test_a_case_cannot_start_elsewhere_in_the_line(self):
        for code in STAGES.keys() - {"backlog_reseller"}:
            with self.assertRaises(UserError) as caught:
                self._create_ticket(stage_id=self.stage[code].id)
            error = str(caught.exception)
            self.assertIn(self.stage[code].name, error)
            self.assertIn("Backlog - Reseller", error)

    def test_a_case_cannot_start_elsewhere_through_a_default(self):
        for code in ("resolved", "in_progress_dev"):
            tickets = self.tickets.with_user(self.ana).with_context(
                default_stage_id=self.stage[code].id
            )
            try:
                with self.env.cr.savepoint():
                    ticket = tickets.create({"name": "x", "description": "<p>y</p>"})
            except UserError:
                continue
            self.assertEqual(ticket.stage_id, self.stage["backlog_support"])

    def test_a_copy_starts_at_the_beginning(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        copy = ticket.with_user(self.ana).copy()
        self.assertEqual(copy.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(copy.team_id, self.north)
        self.assertNotEqual(copy.number, ticket.number)
        self.assertFalse(copy.user_id)
        self.assertFalse(copy.escalated_date)
        self.assertEqual(len(copy.sudo().assignment_ids), 1)

    def test_a_batch_of_mixed_cases_starts_each_in_its_place(self):
        values = {"name": "x", "description": "<p>y</p>"}
        tickets = self.tickets.with_user(self.mia).create(
            [
                {**values, "partner_id": self.cleo.partner_id.id},
                {**values, "partner_id": self.cora.partner_id.id},
                {**values, "partner_id": self.cora.partner_id.id, "origin": "reseller"},
            ]
        )
        first, second, third = self.tickets.browse(tickets.ids)
        self._assert_start(first, "client", self.north, "backlog_reseller")
        self._assert_start(second, "client", self.south, "backlog_reseller")
        self._assert_start(third, "reseller", self.south, "backlog_support")
        self.assertEqual(len(set(tickets.mapped("number"))), 3)


class TestIntakeOfAssignee(IntakeCase):
    def test_somebody_of_the_starting_team_may_be_named(self):
        ticket = self._create_ticket(
            opener=self.sam, partner_id=self.ana.partner_id.id, user_id=self.sue.id
        )
        self.assertEqual(ticket.user_id, self.sue)
        self.assertEqual(self._get_ledger(ticket), [(self.support, self.sue, "manual")])

    def test_somebody_else_is_let_go(self):
        ticket = self._create_ticket(user_id=self.sam.id)
        self._assert_start(ticket, "client", self.north, "backlog_reseller")

    def test_who_opens_a_case_is_not_who_works_on_it(self):
        self.assertTrue(self.company.helpdesk_mgmt_ticket_auto_assign)
        for opener in (self.ana, self.sam):
            self.assertFalse(self._create_ticket(opener=opener).user_id)


class TestIntakeByForm(IntakeCase):
    def _fill(self, user, **values):
        form = Form(self.tickets.with_user(user))
        form.name = "The printer is silent"
        form.description = "<p>Since this morning.</p>"
        for name, value in values.items():
            form[name] = value
        return form

    def test_a_resellers_form_opens_an_own_case(self):
        form = self._fill(self.ana)
        self.assertEqual(form.origin, "reseller")
        self._assert_start(form.save(), "reseller", self.north, "backlog_support")

    def test_a_resellers_form_with_a_client_opens_the_clients_case(self):
        form = self._fill(self.ana, partner_id=self.cleo.partner_id)
        self.assertEqual(form.origin, "client")
        self._assert_start(form.save(), "client", self.north, "backlog_reseller")

    def test_a_resellers_form_lets_choose(self):
        form = self._fill(self.ana, partner_id=self.cleo.partner_id, origin="reseller")
        self._assert_start(form.save(), "reseller", self.north, "backlog_support")

    def test_a_managers_form_opens_a_clients_case_for_nobody_yet(self):
        form = self._fill(self.mia, partner_id=self.cleo.partner_id)
        self._assert_start(
            form.save().with_env(self.env), "client", self.north, "backlog_reseller"
        )


class TestIntakeByImport(IntakeCase):
    def _load(self, user, rows, **extra):
        names = ["name", "description", "partner_id/.id", *extra]
        before = self.tickets.search([])
        result = (
            self.tickets.with_user(user)
            .with_context(import_file=True)
            .load(names, [[*row, *extra.values()] for row in rows])
        )
        return result, self.tickets.search([]) - before

    def test_each_line_starts_in_its_place(self):
        rows = [
            ["First", "<p>x</p>", str(self.cleo.partner_id.id)],
            ["Second", "<p>x</p>", str(self.cora.partner_id.id)],
        ]
        result, tickets = self._load(self.mia, rows)
        self.assertFalse(result["messages"])
        first = tickets.filtered(lambda ticket: ticket.name == "First")
        self._assert_start(first, "client", self.north, "backlog_reseller")
        self._assert_start(tickets - first, "client", self.south, "backlog_reseller")

    def test_a_resellers_file_holds_its_own_cases(self):
        rows = [["First", "<p>x</p>", ""], ["Second", "<p>x</p>", ""]]
        result, tickets = self._load(self.ana, rows)
        self.assertFalse(result["messages"])
        for ticket in tickets:
            self._assert_start(ticket, "reseller", self.north, "backlog_support")

    def test_a_line_that_names_another_stage_keeps_the_whole_file_out(self):
        rows = [["Good", "<p>x</p>", ""]] * 2
        result, tickets = self._load(
            self.ana, rows, **{"stage_id/.id": str(self.stage["resolved"].id)}
        )
        self.assertFalse(result["ids"])
        self.assertFalse(tickets)
        self.assertIn("Backlog - REVO Support", result["messages"][0]["message"])


class TestIntakeByMail(IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create(
            {"name": "line.test", "company_ids": [(4, cls.company.id)]}
        )
        cls.company.alias_domain_id = domain
        cls.direct = cls._create_team("direct", cls.pia, name="Direct")
        for team, name in (
            (cls.north, "north"),
            (cls.support, "support"),
            (cls.direct, "direct"),
        ):
            team.write({"alias_name": name, "alias_contact": "everyone"})
            team.alias_id.alias_domain_id = domain

    def _receive(self, sender, alias, subject="The printer is silent"):
        """Take an e-mail in as it comes from the server."""
        before = self.tickets.search([])
        thread = self.env["mail.thread"].with_context(fetchmail_cron_running=True)
        thread.message_process(
            None,
            MAIL.format(
                identifier=uuid.uuid4(),
                sender=sender,
                recipient=f"{alias}@line.test",
                subject=subject,
            ),
        )
        return self.tickets.search([]) - before

    def test_a_clients_mail_to_its_reseller(self):
        ticket = self._receive(self.cleo.email, "north")
        self._assert_start(ticket, "client", self.north, "backlog_reseller")
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)
        self.assertEqual(ticket.name, "The printer is silent")

    def test_a_clients_mail_to_support_still_starts_with_its_reseller(self):
        ticket = self._receive(self.cleo.email, "support")
        self._assert_start(ticket, "client", self.north, "backlog_reseller")

    def test_a_clients_mail_to_another_reseller_goes_to_its_own(self):
        ticket = self._receive(self.cora.email, "north")
        self._assert_start(ticket, "client", self.south, "backlog_reseller")

    def test_a_contact_who_does_not_log_in(self):
        contact = self.env["res.partner"].create(
            {"name": "Bob", "email": "bob@shop.example", "parent_id": self.shop.id}
        )
        ticket = self._receive("Bob <bob@shop.example>", "support")
        self._assert_start(ticket, "client", self.north, "backlog_reseller")
        self.assertEqual(ticket.partner_id, contact)

    def test_a_resellers_mail_to_support_is_the_resellers_case(self):
        ticket = self._receive(self.ana.email, "support")
        self._assert_start(ticket, "reseller", self.north, "backlog_support")

    def test_a_strangers_mail_goes_to_the_reseller_it_was_sent_to(self):
        ticket = self._receive("eve@nowhere.example", "north")
        self._assert_start(ticket, "client", self.north, "backlog_reseller")
        self.assertIn("eve@nowhere.example", ticket.partner_email)

    def test_a_strangers_mail_to_support_goes_to_the_vendors_default(self):
        ticket = self._receive("eve@nowhere.example", "support")
        self._assert_start(ticket, "client", self.south, "backlog_reseller")

    def test_a_mail_to_a_direct_team_stays_with_it(self):
        ticket = self._receive(self.cleo.email, "direct")
        self.assertEqual(ticket.team_id, self.direct)
        self.assertEqual(ticket.stage_id, self.direct._get_applicable_stages()[0])
        self.assertEqual(ticket.pipeline, "direct")

    def test_the_case_of_a_mail_is_not_assigned_to_the_mail_server(self):
        for sender in (self.cleo.email, self.ana.email, "eve@nowhere.example"):
            self.assertFalse(self._receive(sender, "support").user_id)


class TestOutsideOfTheLine(IntakeCase):
    def test_a_direct_teams_ticket_starts_in_its_first_stage(self):
        direct = self._create_team("direct", self.pia)
        ticket = self._create_ticket(opener=self.pia, team_id=direct.id)
        self.assertEqual(ticket.pipeline, "direct")
        self.assertEqual(
            ticket.stage_id, self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_new")
        )
        self.assertFalse(ticket.reseller_team_id)
        self.assertFalse(ticket.escalated_date)

    def test_a_direct_teams_ticket_may_start_in_any_of_its_stages(self):
        direct = self._create_team("direct", self.pia)
        stage = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress")
        ticket = self._create_ticket(
            opener=self.pia, team_id=direct.id, stage_id=stage.id
        )
        self.assertEqual(ticket.stage_id, stage)

    def test_a_direct_team_moves_its_tickets_freely(self):
        direct = self._create_team("direct", self.pia)
        ticket = self._create_ticket(opener=self.pia, team_id=direct.id)
        for name in ("awaiting", "done", "new", "cancelled"):
            stage = self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
            ticket.with_user(self.pia).write({"stage_id": stage.id})
            self.assertEqual(ticket.stage_id, stage)

    def test_a_direct_ticket_does_not_enter_the_line_by_a_stage(self):
        direct = self._create_team("direct", self.pia)
        ticket = self._create_ticket(opener=self.pia, team_id=direct.id)
        for code in STAGES:
            with self.assertRaises(UserError):
                ticket.with_user(self.pia).write({"stage_id": self.stage[code].id})

    def test_a_ticket_without_a_team_stays_outside(self):
        ticket = self._create_ticket(opener=self.pia)
        self.assertEqual(ticket.pipeline, "direct")
        self.assertFalse(ticket.reseller_team_id)


class TestIntakeInBulk(IntakeCase):
    def test_what_routing_costs_does_not_grow_with_the_batch(self):
        """Beside what OCA's helpdesk and Odoo's mail do for each ticket (its number,
        its followers, its notification), routing and ledger read once for all.
        """
        clients = [self.cleo.partner_id, self.cora.partner_id, self.rita.partner_id]

        def values(count):
            return [
                {
                    "name": f"Ticket {index}",
                    "description": "<p>y</p>",
                    "partner_id": clients[index % 3].id,
                }
                for index in range(count)
            ]

        def count_queries(action):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            action()
            return self.cr.sql_log_count - before

        tickets = self.tickets.with_user(self.mia)
        tickets._get_starts(values(3))
        few = count_queries(lambda: tickets._get_starts(values(5)))
        many = count_queries(lambda: tickets._get_starts(values(50)))
        self.assertLessEqual(many, few)
