"""A client's whole day, played with a client that a kept generator makes of the
document that is kept: with what programs in other places are made, too."""

import importlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tools import file_path

from odoo.addons.revo_helpdesk_stages.tests.compat import own_requests

from .common import ROOT, ApiCase

_NAME = "generated_helpdesk_client"


class TestGeneratedClient(ApiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls._generate(Path(folder))
        cls.enterClassContext(patch.object(sys, "path", [folder, *sys.path]))
        cls.addClassCleanup(cls._forget)
        cls.env["res.lang"]._activate_lang("ca_ES")
        cls.env["ir.module.module"]._load_module_terms(
            ["revo_helpdesk_stages"], ["ca_ES"]
        )

    @classmethod
    def _generate(cls, folder):
        settings = folder / "settings.yml"
        settings.write_text("post_hooks: []")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "openapi_python_client", "generate"),
                *("--path", file_path("revo_helpdesk_api/openapi/v1.json")),
                *("--output-path", folder / _NAME, "--meta", "none"),
                *("--config", settings, "--fail-on-warning"),
            ],
            capture_output=True,
            check=False,
            text=True,
        )
        if done.returncode:
            raise AssertionError(done.stdout + done.stderr)

    @staticmethod
    def _forget():
        for name in [one for one in sys.modules if one.partition(".")[0] == _NAME]:
            del sys.modules[name]

    def setUp(self):
        super().setUp()
        self.client = self._import("client").AuthenticatedClient(
            base_url=f"{self.base_url()}{ROOT}",
            token=self.secrets[self.cleo],
            timeout=600,
            # Whatever this machine says of its network.
            httpx_args={"trust_env": False},
            raise_on_unexpected_status=True,
        )
        self.http = self.enterContext(self.client.get_httpx_client())

    def _import(self, name):
        return importlib.import_module(f"{_NAME}.{name}")

    def _said(self, model, **values):
        """Return what is to be sent."""
        return getattr(self._import("models"), model)(**values)

    def _ask(self, operation, *args, status=200, **kwargs):
        """Do something; give what the client understands of the answer."""
        self.env.cr.flush()
        self.env.cr.clear()
        module = self._import(f"api.{operation}")
        with own_requests(self):
            self.http.cookies.update(self.opener.cookies)
            answer = module.sync_detailed(*args, client=self.client, **kwargs)
        self.assertEqual(answer.status_code, status, answer.content)
        return answer.parsed

    def test_a_whole_day(self):
        me = self._ask("tickets.show_me")
        self.assertEqual((me.client, me.kind.value), ("Shop", "client"))
        since = self._ask("news.list_changes").cursor
        form = self._ask("tickets.show_form")
        said = self._said(
            "NewTicket",
            title="No receipt",
            description="Since noon",
            type_=form.types[0].value,
            steps="Pay by card",
        )
        opened = [
            self._ask(
                "tickets.open_ticket", body=said, idempotency_key="day-1", status=201
            )
            for _time in range(2)
        ]
        self.assertEqual(*(one.number for one in opened))
        number = opened[0].number
        ticket = self.tickets.search([("number", "=", number)])
        self.assertEqual((ticket.origin, ticket.steps), ("client", "Pay by card"))

        listed = self._ask("tickets.list_tickets", open_=True, search="receipt")
        self.assertEqual([one.number for one in listed.tickets], [number])

        self._move(ticket, self.ana, "backlog_client")
        shown = self._ask("tickets.show_ticket", number, accept_language="ca")
        view = ticket.with_context(lang="ca_ES").sudo()._get_client_view()
        self.assertEqual(shown.status.value, "answer")
        self.assertEqual(shown.status_label, view["label"])
        self.assertNotEqual(
            shown.status_label, ticket.sudo()._get_client_view()["label"]
        )
        self.assertIn("answer", shown.actions)
        self.assertEqual(shown.messages[-1].text, "Which printer is it?")

        self._ask(
            "tickets.write_message",
            number,
            body=self._said("NewText", text="The one at till 2"),
            status=201,
        )
        content = bytes(range(256))
        self._ask(
            "tickets.send_file",
            number,
            body=self._said(
                "BodySendFile",
                file=self._import("types").File(
                    io.BytesIO(content), "till.log", "text/plain"
                ),
                text="Its log",
            ),
            status=201,
        )
        message = self._ask("tickets.show_ticket", number).messages[-1]
        self.assertEqual((message.text, message.side), ("Its log", "client"))
        fetched = self._ask("tickets.fetch_file", number, message.files[0].id)
        self.assertEqual(fetched.payload.read(), content)

        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET answer_deadline = now() - interval '1 day' "
            "WHERE id = %s",
            [ticket.id],
        )
        self._ask("tickets.nudge", number)
        self.assertTrue(ticket.nudge_date)

        solved = self._said(
            "NewResolution", why=self._import("models").NewResolutionWhy.SOLVED
        )
        resolved = self._ask("tickets.resolve", number, body=solved)
        self.assertEqual(resolved.status.value, "resolved")
        again = self._said("NewReason", text="It fails again")
        reopened = self._ask("tickets.reopen", number, body=again)
        self.assertEqual(reopened.status.value, "reseller")
        self._ask("tickets.resolve", number, body=solved)
        ticket._write_settled({"effort_state": "asked"})
        effort = self._import("models").NewRatingEffort.EASY
        self._ask("tickets.rate", number, body=self._said("NewRating", effort=effort))
        self.assertEqual(ticket.effort_state, "said")
        closed = self._ask("tickets.close", number)
        self.assertEqual((closed.status.value, bool(closed.closed)), ("closed", True))

        problem = self._ask("tickets.nudge", number, status=422)
        self.assertEqual(problem.type_, "urn:revo-helpdesk:problem:refused")
        changed = self._ask("news.list_changes", cursor=since)
        self.assertIn(number, [one.number for one in changed.tickets])
