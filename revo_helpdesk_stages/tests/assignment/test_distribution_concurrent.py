"""Fair shares where many processes open tickets at the same time."""

import logging
import time
import xmlrpc.client
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from ..complete import is_complete
from ..own_database import OwnDatabaseCase

PROCESSES, TICKETS = (8, 400) if is_complete() else (4, 100)
_measured = logging.getLogger("revo.measured")


class TestConcurrentDistribution(OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        people = {f"{tier}{n}": tier for tier in ("reseller", "support") for n in "123"}
        cls._create_users(people)
        cls.sam.password = "sam"
        cls.people = {
            tier: [getattr(cls, name).id for name in people if people[name] == tier]
            for tier in ("reseller", "support")
        }
        for team, method in ((cls.north, "random"), (cls.support, "balanced")):
            members = cls.env["res.users"].browse(cls.people[team.tier])
            team.write({"assignment_method": method, "user_ids": [(6, 0, members.ids)]})
        cls.login = (cls.database, cls.sam.id, "sam")
        cls.contact_id = cls.cleo.partner_id.id

    def test_everybody_gets_their_share_and_no_ticket_is_lost(self):
        addresses = self._start_servers(PROCESSES)
        began = time.monotonic()
        with ThreadPoolExecutor(PROCESSES) as clients:
            created = [*clients.map(self._open_cases, addresses, range(PROCESSES))]
        seconds = time.monotonic() - began
        ids = [ticket_id for some in created for ticket_id in some]
        self.assertEqual(len(set(ids)), TICKETS)
        with self._open() as env:
            tickets = env["helpdesk.ticket"].browse(ids)
            self.assertEqual(len(tickets.exists()), TICKETS)
            self.assertTrue(all(ticket.user_id for ticket in tickets))
            rows = env["helpdesk.ticket.assignment"].search([("ticket_id", "in", ids)])
            self.assertEqual(len(rows), TICKETS)
            shares = Counter((row.method, row.user_id.id) for row in rows)
        spreads = {}
        for method, tier in (("random", "reseller"), ("balanced", "support")):
            counts = [shares[method, user_id] for user_id in self.people[tier]]
            spreads[method] = max(counts) - min(counts)
        _measured.info(
            "Assignment: %s tickets by %s processes in %.0f s; spread at random %s, "
            "balanced %s.",
            TICKETS,
            PROCESSES,
            seconds,
            spreads["random"],
            spreads["balanced"],
        )
        self.assertLessEqual(spreads["random"], 1)
        self.assertLessEqual(spreads["balanced"], 3)

    def _open_cases(self, address, number):
        """Open tickets one by one through one process; any error ends the test."""
        server = xmlrpc.client.ServerProxy(f"{address}/object")
        opened = []
        for turn in range(number, TICKETS, PROCESSES):
            # A client's ticket starts with its reseller, a reseller's with support.
            origin = ("client", "reseller")[turn % 2]
            values = {
                "name": f"Ticket {turn}",
                "description": "Since this morning.",
                "partner_id": self.contact_id,
                "origin": origin,
            }
            opened.append(
                server.execute_kw(*self.login, "helpdesk.ticket", "create", [values])
            )
        return opened
