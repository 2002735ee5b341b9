"""Webhooks of all parties on the small line, and what they are told."""

import json
from functools import cache
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path

from odoo.addons.revo_helpdesk_releases.tests.common import ReleasesMixin

ADDRESS = "https://backoffice.example.com/webhook"


def read_verified(secret, body, headers):
    """Return what the library of the scheme makes of a webhook; ``None`` where it does
    not know who sent it.
    """
    # Not above: Odoo imports tests while it loads, and loads without it.
    from standardwebhooks.webhooks import Webhook, WebhookVerificationError

    try:
        return Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return None


@cache
def _get_validators():
    """Return what holds each event to the document that is kept, members included that
    it does not name.
    """
    # Not above: as before.
    import jsonschema_rs

    kept = Path(file_path("revo_helpdesk_api/openapi/v1.json")).read_text("utf-8")
    document = json.loads(kept)
    components = document["components"]
    for schema in components["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    found = {}
    for event, methods in document["webhooks"].items():
        (content,) = methods["post"]["requestBody"]["content"].values()
        found[event] = jsonschema_rs.validator_for(
            {**content["schema"], "components": components}
        )
    return found


def find_undocumented(body):
    """Return what of a webhook the document does not know, in words.

    :param dict body: what is sent
    """
    validators = _get_validators()
    return [error.message for error in validators[body["type"]].iter_errors(body)]


class WebhookMixin(ReleasesMixin):
    """What tests of webhooks do, on top of the line with releases."""

    @classmethod
    def _subscribe(cls, audience="client", team=None, client=None, **values):
        """Create a webhook: of the vendor's for all clients, unless something else is
        said.
        """
        return cls.env["helpdesk.webhook"].create(
            {
                "name": "Back office",
                "audience": audience,
                "team_id": team.id if team else False,
                "partner_id": client.id if client else False,
                "url": ADDRESS,
                **values,
            }
        )

    def _settle(self):
        """Do what is done at a commit."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _find_deliveries(self, webhooks):
        return self.env["helpdesk.webhook.delivery"].search(
            [("webhook_id", "in", webhooks.ids)], order="id"
        )

    def _take_told(self, webhook):
        """Return what a webhook tells since this was last asked, as programs read it:
        ``(event, data)`` each.
        """
        self._settle()
        deliveries = self._find_deliveries(webhook)
        told = [json.loads(delivery.payload) for delivery in deliveries]
        for delivery, body in zip(deliveries, told, strict=True):
            self.assertEqual(body.keys(), {"type", "timestamp", "data"})
            self.assertEqual(body["type"], delivery.event)
            self.assertEqual(find_undocumented(body), [])
        deliveries.unlink()
        return [(body["type"], body["data"]) for body in told]

    def _take_kinds(self, webhook):
        return [kind for kind, _data in self._take_told(webhook)]


@tagged("post_install", "-at_install")
class WebhookCase(WebhookMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_line()
