"""Several processes that are asked the same at once."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import requests

from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from .common import ROOT, ApiMixin

SAID = {"title": "At once", "description": "By two processes"}


class TestAtOnce(ApiMixin, OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        cls.keys = {user.name: secret for user, secret in cls.secrets.items()}

    def _send_all(self, addresses, times, **headers):
        """Send the same to each process several times at once; give the answers."""

        def send(address):
            return requests.post(
                f"{address.removesuffix('/xmlrpc/2')}{ROOT}/tickets",
                json=headers.get("said", SAID),
                headers={
                    "Authorization": f"Bearer {self.keys[headers['who']]}",
                    **headers.get("more", {}),
                },
                timeout=600,
            )

        with ThreadPoolExecutor(len(addresses) * times) as pool:
            return list(pool.map(send, addresses * times))

    def test_processes_agree(self):
        addresses = self._start_servers(2)
        self._check_idempotency(addresses)
        self._check_clients(addresses)
        self._check_rate(addresses)

    def _check_idempotency(self, addresses):
        answers = self._send_all(
            addresses, 2, who="Cleo", more={"Idempotency-Key": "one"}
        )
        self.assertEqual({answer.status_code for answer in answers}, {201})
        self.assertEqual(len({answer.text for answer in answers}), 1)
        with self._open() as env:
            domain = [("name", "=", SAID["title"])]
            self.assertEqual(env["helpdesk.ticket"].search_count(domain), 1)

    def _check_clients(self, addresses):
        said = {
            **SAID,
            "client": {"name": "New Bar"},
            "person": {"name": "Nora", "email": "nora@bar.example"},
        }
        names = {"Helpdesk-Client": "NEW-1", "Helpdesk-Person": "NEW-P"}
        answers = self._send_all(addresses, 2, who="Mia", said=said, more=names)
        self.assertEqual({answer.status_code for answer in answers}, {201})
        with self._open() as env:
            company = env["res.partner"].search([("ref", "=", "NEW-1")])
            self.assertEqual(len(company), 1)
            self.assertEqual(
                len(company.child_ids), 2, company.child_ids.mapped("name")
            )

    def _check_rate(self, addresses):
        with self._open() as env:
            key = env["helpdesk.api.key"].search([("user_id.login", "=like", "cora@%")])
            key.rate = 10
        begun = time.time() // 60
        codes = Counter(answer.status_code for answer in self._get_all(addresses))
        minutes = int(time.time() // 60 - begun) + 1
        self.assertFalse(codes.keys() - {200, 429})
        # Ten a minute, however long it takes; more than one on a busy machine.
        self.assertGreaterEqual(codes[200], 10)
        self.assertLessEqual(codes[200], 10 * minutes)

    def _get_all(self, addresses):
        def get(address):
            return requests.get(
                f"{address.removesuffix('/xmlrpc/2')}{ROOT}/me",
                headers={"Authorization": f"Bearer {self.keys['Cora']}"},
                timeout=600,
            )

        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(get, addresses * 12))
