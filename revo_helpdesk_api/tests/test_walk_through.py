"""The walk-through of the README, run as it stands there."""

import json
import re
import subprocess
from pathlib import Path

from odoo.tools import file_path

from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from .common import ApiMixin


class TestWalkThrough(ApiMixin, OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        cls.secret = cls.secrets[cls.cleo]

    def test_it_opens_a_ticket_that_is_orange_on_the_board(self):
        text = Path(file_path("revo_helpdesk_api/readme/USAGE.md")).read_text("utf-8")
        (lines,) = re.findall(r"```\n(.*?)```", text, re.DOTALL)
        self.assertEqual(len(lines.splitlines()), 3)
        (address,) = self._start_servers(1)
        script = lines.replace(
            "http://localhost:8069", address.removesuffix("/xmlrpc/2")
        ).replace("KEY=the key that was shown", f"KEY={self.secret}")
        for _time in range(2):
            done = subprocess.run(
                ["bash", "-e", "-c", script.replace("curl ", "curl -sS --fail ")],
                capture_output=True,
                check=False,
                text=True,
                timeout=600,
            )
            self.assertEqual(done.returncode, 0, done.stderr)
        me, ticket = re.findall(r"\{.*?\}(?=\{|$)", done.stdout.strip())
        self.assertEqual(json.loads(me)["client"], "Shop")
        with self._open() as env:
            (found,) = env["helpdesk.ticket"].search([("name", "=", "No receipt")])
            self.assertEqual(found.number, json.loads(ticket)["number"])
            self.assertEqual(found.origin, "client")
            self.assertEqual(found.stage_id.code, "backlog_reseller")
