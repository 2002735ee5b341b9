"""What one process is told of membership counts in another at once."""

import json
import xmlrpc.client

import requests

from odoo import Command

from ..own_database import OwnDatabaseCase


class TestMembershipOfProcesses(OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        hugo = cls._create_user("hugo", "plain", password="hugo")
        team_group = cls.env.ref("helpdesk_mgmt.group_helpdesk_user_team")
        hugo.groups_id = [Command.set(team_group.ids)]
        # Who stays: a team without a list is everybody's.
        direct = cls._create_team("direct", hugo | cls.mia, name="Direct")
        ticket = cls._create_ticket(opener=cls.mia, team_id=direct.id, user_id=False)
        of_client = cls._create_ticket(description="<p>Of the shop</p>")
        # Not the client's own: the company decides.
        of_client.partner_id = cls.shop
        cls.mia.password = "mia"
        contacts = cls.env.ref("base.group_partner_manager")
        cls.mia.groups_id = [Command.link(contacts.id)]
        cls.cleo.password = "cleo"
        cls.ids = {
            "hugo": hugo.id,
            "mia": cls.mia.id,
            "team": direct.id,
            "ticket": ticket.id,
            "of_client": of_client.id,
            "contact": cls.cleo.partner_id.id,
            "shop": cls.shop.id,
            "cafe": cls.cafe.id,
        }

    def _execute(self, address, who, *call):
        server = xmlrpc.client.ServerProxy(f"{address}/object")
        return server.execute_kw(self.database, self.ids[who], who, *call)

    def _sees(self, address):
        domain = [("id", "=", self.ids["ticket"])]
        found = [
            self._execute(address, "hugo", "helpdesk.ticket", "search", [domain])
            for _time in "12"
        ]
        self.assertEqual(*found)
        return bool(found[0])

    def _set_member(self, address, code):
        values = {"user_ids": [(code, self.ids["hugo"])]}
        self._execute(
            address,
            "mia",
            "helpdesk.ticket.team",
            "write",
            [[self.ids["team"]], values],
        )

    def test_both_ways_in_two_processes(self):
        here, there = self._start_servers(2)
        self.assertTrue(self._sees(here))
        for code, sees in ((3, False), (4, True), (3, False)):
            self._set_member(there, code)
            self.assertEqual(self._sees(here), sees)
        self._check_client(here, there)

    def _check_client(self, here, there):
        site = here.removesuffix("/xmlrpc/2")
        client = requests.Session()
        login = {"db": self.database, "login": "cleo@line.example", "password": "cleo"}
        client.post(
            f"{site}/web/session/authenticate",
            data=json.dumps({"params": login}),
            headers={"Content-Type": "application/json"},
            timeout=600,
        ).raise_for_status()
        for company, sees in (("shop", True), ("cafe", False), ("shop", True)):
            values = {"parent_id": self.ids[company]}
            self._execute(
                there, "mia", "res.partner", "write", [[self.ids["contact"]], values]
            )
            for _time in "12":
                page = client.get(f"{site}/my/ticket/{self.ids['of_client']}").text
                self.assertEqual("Of the shop" in page, sees, company)
