from odoo import api, fields, models

from ...policies.webhook_payload import build_body
from .helpdesk_webhook_delivery import (
    HelpdeskWebhookDelivery as DefinedHelpdeskWebhookDelivery,
)


class HelpdeskWebhookDelivery(models.Model):
    """What is to be told is stored with what has happened, and can get lost no more."""

    _inherit = DefinedHelpdeskWebhookDelivery._name

    @api.model
    def _record(self, events, interested):
        """Record what webhooks are to be told, and let the queue send it.

        :param list events: of Event, of tickets with sudo
        :param dict interested: ``{ticket: webhooks}``
        :return: the deliveries
        """
        now = fields.Datetime.now()
        bodies = {}
        values = []
        for number, event in enumerate(events):
            for webhook in interested[event.ticket]:
                if webhook.audience != event.audience:
                    continue
                key = (number, webhook.lang)
                if key not in bodies:
                    ticket = event.ticket.with_context(lang=webhook.lang)
                    data = ticket._get_told_data(event.kind, event.message)
                    bodies[key] = build_body(event.kind, now, data)
                values.append(
                    {
                        "webhook_id": webhook.id,
                        "ticket_id": event.ticket.id,
                        "event": event.kind,
                        "payload": bodies[key],
                    }
                )
        deliveries = self.create(values)
        deliveries.webhook_id._delay_sending()
        return deliveries
