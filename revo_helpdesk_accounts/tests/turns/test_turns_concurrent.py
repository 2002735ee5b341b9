"""One at a time where two people start at the same moment."""

import logging
import time
import xmlrpc.client
from concurrent.futures import ThreadPoolExecutor

from odoo.addons.revo_helpdesk_stages.tests.complete import is_complete
from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from ..common import AccountsMixin

ROUNDS = 30 if is_complete() else 8
_measured = logging.getLogger("revo.measured")


class TestConcurrentStarts(OwnDatabaseCase, AccountsMixin):
    @classmethod
    def _set_up_data(cls):
        cls.logins = {}
        for user in (cls.kim, cls.max):
            user.password = user.name
            cls.logins[user.name] = (cls.database, user.id, user.name)
        cls.people = list(cls.logins)
        # In each of the accounts: two changes to start, or two tickets to classify.
        cls.pairs = {
            kind: [
                [ticket.id for ticket in cls._open_pair(number, request_type)]
                for number in range(ROUNDS)
            ]
            for kind, request_type in (("start", "change"), ("classify", False))
        }
        stage = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress")
        cls.stage_id = stage.id

    @classmethod
    def _open_pair(cls, number, request_type):
        account = cls._create_client(f"Account {number} {request_type}")
        values = {
            "partner_id": account.id,
            "request_type": request_type,
            "team_id": cls.accounts.id,
        }
        return [cls._create_ticket(opener=cls.kim, **values) for _each in "12"]

    def test_one_of_two_that_act_at_once_begins(self):
        self.addresses = self._start_servers(2)
        began = time.monotonic()
        refusals = 0
        with ThreadPoolExecutor(2) as people:
            for pair in self.pairs["start"]:
                answers = [*people.map(self._start, (0, 1), pair)]
                refused = [answer for answer in answers if answer]
                self.assertEqual(len(refused), 1, answers)
                self.assertIn("cannot start: of the changes of", refused[0])
                self.assertIn("In progress: ", refused[0])
                refusals += 1
            for pair in self.pairs["classify"]:
                answers = [*people.map(self._classify, (0, 1), pair)]
                self.assertEqual(answers, ["", ""])
        _measured.info(
            "One at a time: %s pairs of starts at once, %s refusals, and as many of "
            "classifications, in %.0f s.",
            ROUNDS,
            refusals,
            time.monotonic() - began,
        )
        with self._open() as env:
            for kind, pairs in self.pairs.items():
                for pair in pairs:
                    turns = env["helpdesk.ticket"].browse(pair).mapped("turn")
                    self.assertEqual(sorted(turns), ["in_progress", "queued"], kind)

    def _start(self, person, ticket_id):
        """Start a ticket through one process; give the refusal, if any."""
        return self._write(person, ticket_id, {"stage_id": self.stage_id})

    def _classify(self, person, ticket_id):
        return self._write(person, ticket_id, {"request_type": "support"})

    def _write(self, person, ticket_id, values):
        server = xmlrpc.client.ServerProxy(f"{self.addresses[person]}/object")
        login = self.logins[self.people[person]]
        try:
            server.execute_kw(*login, "helpdesk.ticket", "write", [[ticket_id], values])
        except xmlrpc.client.Fault as fault:
            return fault.faultString
        return ""
