"""The same e-mail is handed to two nodes at once, as by two mail servers."""

import xmlrpc.client
from concurrent.futures import ThreadPoolExecutor

from ..own_database import OwnDatabaseCase
from .mail_case import DOMAIN

MAILS = 6


class TestSameMailTwice(OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        domain = cls.env["mail.alias.domain"].create({"name": DOMAIN})
        cls.company.alias_domain_id = domain
        cls.north.alias_name = "north"
        admin = cls.env.ref("base.user_admin")
        admin.password = "admin"
        cls.login = (cls.database, admin.id, "admin")
        cls.sender = cls.cleo.email

    def _hand_in(self, address, index):
        mail = (
            f"From: {self.sender}\nTo: north@{DOMAIN}\nSubject: Twice {index}\n"
            f"Message-Id: <twice-{index}@shop.example>\n\nIt fails.\n"
        )
        server = xmlrpc.client.ServerProxy(f"{address}/object", allow_none=True)
        arguments = [False, xmlrpc.client.Binary(mail.encode())]
        return server.execute_kw(
            *self.login, "mail.thread", "message_process", arguments
        )

    def test_it_makes_one_ticket(self):
        addresses = self._start_servers(2)
        with ThreadPoolExecutor(2) as nodes:
            for index in range(MAILS):
                taken = [*nodes.map(self._hand_in, addresses, [index] * len(addresses))]
                self.assertEqual(len([number for number in taken if number]), 1)
        with self._open() as env:
            tickets = env["helpdesk.ticket"].search([("name", "like", "Twice %")])
            self.assertEqual(len(tickets), MAILS)
