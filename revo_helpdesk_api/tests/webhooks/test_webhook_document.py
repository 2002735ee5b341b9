"""What is really sent is what the document of the interface says of it."""

import json
from pathlib import Path

from odoo.tests import tagged
from odoo.tools import file_path

from odoo.addons.revo_helpdesk_releases.tests.tracker.tracker_server import (
    tracker_server,
)

from ...models.webhooks import webhook_client
from ...models.webhooks.selections import EVENTS
from .webhook_case import WebhookCase, find_undocumented


@tagged("post_install", "-at_install")
class TestWebhookDocument(WebhookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        kept = Path(file_path("revo_helpdesk_api/openapi/v1.json")).read_text("utf-8")
        cls.webhooks = {
            event: methods["post"]
            for event, methods in json.loads(kept)["webhooks"].items()
        }

    def test_it_knows_all_that_is_told_with_an_example(self):
        self.assertEqual(list(self.webhooks), [event for event, _label in EVENTS])
        for event, operation in self.webhooks.items():
            (content,) = operation["requestBody"]["content"].values()
            (example,) = content["schema"]["examples"]
            with self.subTest(event=event):
                self.assertEqual(example["type"], event)
                self.assertEqual(find_undocumented(example), [])
                self.assertEqual(list(operation["responses"]), ["2XX", "default"])

    def test_what_is_not_in_it_is_found(self):
        told = {"ticket": "HT00042", "title": "No receipt"}
        body = {"type": "ticket.assigned", "timestamp": "2026-11-30T12:00:00Z"}
        for data, is_known in (
            (told, True),
            ({**told, "user": "Ana"}, False),
            ({"ticket": "HT00042"}, False),
            ({**told, "title": None}, False),
        ):
            with self.subTest(data=data):
                self.assertEqual(
                    not find_undocumented({**body, "data": data}), is_known
                )

    def test_each_event_is_sent_as_it_says(self):
        deliveries = self._tell_everything()
        sent = []
        with tracker_server() as server:
            for one in deliveries:
                webhook_client.post(
                    server.url, one._get_headers(), one.payload.encode(), True
                )
            for _path, headers, body in server.received:
                told = json.loads(body)
                sent.append(told["type"])
                with self.subTest(event=told["type"]):
                    self.assertEqual(find_undocumented(told), [])
                    self._check_headers(told["type"], headers)
        self.assertEqual(set(sent), {event for event, _label in EVENTS})

    def _tell_everything(self):
        """Let all happen that there is to tell; give what is to be sent."""
        webhooks = self._subscribe(client=self.shop)
        webhooks |= self._subscribe("reseller", self.north)
        self._write_text(
            self._create_ticket_in("in_progress_reseller", user=self.ana),
            self.ana,
            "note",
        )
        asked = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self._move(asked, self.ana, "backlog_client")
        waiting = self._create_ticket_in("in_progress_dev", user=self.dan)
        waiting.release_id = self._create_release()
        self._move(waiting, self.dan, "pending_release")
        for code in ("backlog_reseller", "confirmation_reseller", "canceled"):
            ticket = self._create_ticket_in("in_progress_support", user=self.sam)
            self._write_text(ticket, self.sam, "message")
            self._settle()
            self._move(ticket, self.sam, code)
        self._settle()
        return self._find_deliveries(webhooks)

    def _check_headers(self, event, headers):
        sent = {name.lower(): value for name, value in headers.items()}
        for header in self.webhooks[event]["parameters"]:
            self.assertRegex(
                sent[header["name"]], header["schema"].get("pattern", r"\S")
            )
        self.assertEqual(sent["content-type"], "application/json")
