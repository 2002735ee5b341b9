"""A ticket of a second company finds a team, or its managers are told."""

from odoo.tests import TransactionCase, tagged

from ...models.line.helpdesk_ticket_company import ASTRAY
from ..common import SupportLineMixin


@tagged("post_install", "-at_install")
class TestSecondCompany(SupportLineMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Other teams of the database would be found.
        cls._set_aside(cls.env["helpdesk.ticket.team"].search([]))
        cls._set_up_line()
        cls.second = cls.env["res.company"].create({"name": "Second"})
        both = cls.company | cls.second
        cls.people = cls.sam | cls.mia | cls.ana | cls.cleo | cls.cora
        cls.people.company_ids = both
        cls.lone = cls._create_user("lone", "client")
        cls.lone.write({"company_ids": both.ids, "company_id": cls.second.id})
        cls.boss = cls._create_user("boss", "manager")
        cls.boss.write({"company_ids": cls.second.ids, "company_id": cls.second.id})
        teams = cls.development | cls.support | cls.north | cls.south
        teams.company_id = cls.company

    def _open_each_way(self):
        """Open a ticket of the second company in each way that there is.

        :return: ``{way: helpdesk.ticket}``
        """
        values = {"name": "It hangs", "description": "<p>Here.</p>"}
        of_second = {**values, "company_id": self.second.id}
        of_lone = {**of_second, "partner_id": self.lone.partner_id.id}
        with_company = self.tickets.with_company(self.second)
        return {
            "form": with_company.with_user(self.sam).create(values),
            "RPC": self.tickets.with_user(self.sam).create(of_second),
            "portal": self.tickets.with_user(self.lone).sudo().create(of_lone),
            "mail": self.tickets.browse(
                self.env["mail.thread"]
                .with_company(self.second)
                .message_process("helpdesk.ticket", self._get_mail())
            ),
        }

    def _get_mail(self):
        return (
            "From: stranger@far.example\nTo: help@second.example\n"
            "Message-Id: <1@far.example>\nSubject: It hangs\n\nHere.\n"
        )

    def _get_told(self, ticket):
        kind = self.env.ref(ASTRAY)
        activities = ticket.sudo().activity_ids
        return activities.filtered(lambda a: a.activity_type_id == kind).user_id

    def test_the_team_of_the_company_gets_it(self):
        shared = self._create_team("support", name="Shared", company_id=False)
        own = self._create_team("support", name="Own", company_id=self.second.id)
        for team in (own, shared):
            for way, ticket in self._open_each_way().items():
                with self.subTest(way=way, team=team.name):
                    if way != "mail":
                        self.assertEqual(ticket.team_id, team)
                        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])
                    self.assertFalse(self._get_told(ticket))
            self._set_aside(team)

    def test_what_the_company_has_chosen_comes_first(self):
        chosen = self._create_team("support", name="Chosen", company_id=False)
        self._create_team("support", name="Own", company_id=self.second.id)
        self.second.helpdesk_default_support_team_id = chosen
        for way, ticket in self._open_each_way().items():
            if way != "mail":
                self.assertEqual(ticket.team_id, chosen, way)

    def test_no_reseller_gets_what_is_not_its_clients(self):
        self._create_team("reseller", self.ana, name="Near", company_id=self.second.id)
        for way, ticket in self._open_each_way().items():
            self.assertFalse(ticket.reseller_team_id, way)
            self.assertFalse(
                ticket.with_user(self.ana).search([("id", "=", ticket.id)])
            )

    def test_without_any_team_it_stays_and_its_managers_are_told_once(self):
        for way, ticket in self._open_each_way().items():
            with self.subTest(way=way):
                self.assertTrue(ticket.exists())
                self.assertFalse(ticket.team_id)
                told = self._get_told(ticket)
                self.assertIn(self.boss, told)
                self.assertFalse(
                    told.filtered(lambda u: self.second not in u.company_ids)
                )
                ticket.with_user(self.boss).priority = "2"
                self.assertEqual(len(self._get_told(ticket)), len(told))

    def test_direct_teams_are_left_to_people(self):
        """As in helpdesk_mgmt, where tickets without a team are everybody's to take."""
        self._create_team("direct", self.pia, company_id=self.second.id)
        tickets = self._open_each_way()
        self.assertFalse(tickets["portal"].team_id)
        self.assertFalse(self._get_told(tickets["portal"]))

    def test_the_client_of_a_reseller_stays_its_reseller_s(self):
        ticket = self._create_ticket(company_id=self.second.id)
        self.assertEqual(ticket.team_id, self.north)
        self.assertFalse(self._get_told(ticket))

    def test_an_escalation_finds_the_team_of_its_company(self):
        shared = self._create_team("reseller", self.ana, name="All", company_id=False)
        shared.support_team_id = False
        self.shop.reseller_team_id = shared
        own = self._create_team("support", self.sue, company_id=self.second.id)
        ticket = self._create_ticket(company_id=self.second.id)
        self.assertEqual(ticket.team_id, shared)
        self._move(ticket, self.ana, "backlog_support")
        self.assertEqual(ticket.team_id, own)

    def test_a_file_of_many_asks_once(self):
        values = {"name": "It hangs", "description": "x", "company_id": self.second.id}
        self._create_team("support", company_id=self.second.id)
        opened = self.tickets.with_user(self.sam)

        def count(number):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            opened._get_starts([dict(values) for _each in range(number)])
            return self.env.cr.sql_log_count - before

        # What is kept from then on.
        count(1)
        self.assertEqual(count(2), count(40))
