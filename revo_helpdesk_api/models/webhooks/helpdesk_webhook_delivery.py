import time
from datetime import timedelta
from uuid import uuid4

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.compat import check_rights

from ...policies.webhook_retries import next_attempt
from ...policies.webhook_signature import sign
from .selections import EVENTS, RESULTS, STATES

# Characters of an answer that are kept for people.
_ANSWER_LENGTH = 200
# How long is kept what has been told, and how many are deleted at once.
_KEPT = timedelta(days=30)
_AT_ONCE = 10_000


class HelpdeskWebhookDelivery(models.Model):
    """One thing that a webhook tells, until it is taken.

    What is sent is settled when it happens, in the same transaction: each attempt sends
    the same under the same name, so that whoever receives it can do it once.
    """

    _name = "helpdesk.webhook.delivery"
    _description = "Delivery of a Webhook"
    _order = "id desc"
    _rec_name = "uuid"

    webhook_id = fields.Many2one(
        "helpdesk.webhook", required=True, index=True, ondelete="cascade", readonly=True
    )
    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade", readonly=True
    )
    event = fields.Selection(EVENTS, string="What", required=True, readonly=True)
    uuid = fields.Char(
        string="Name for the receiver",
        required=True,
        readonly=True,
        default=lambda self: f"msg_{uuid4().hex}",
        help="The same over all attempts: whoever receives it does each once.",
    )
    payload = fields.Text(string="What is sent", required=True, readonly=True)
    state = fields.Selection(
        STATES, required=True, readonly=True, default="waiting", index=True
    )
    since_date = fields.Datetime(
        string="To be delivered since",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
    )
    next_date = fields.Datetime(
        string="Next attempt", readonly=True, default=fields.Datetime.now
    )
    attempts = fields.Integer(readonly=True)
    last_attempt_date = fields.Datetime(string="Last attempt", readonly=True)
    sent_date = fields.Datetime(string="Delivered on", readonly=True)
    last_result = fields.Selection(
        RESULTS, string="Outcome", readonly=True, help="Of the last attempt."
    )
    last_status = fields.Char(string="HTTP status", readonly=True)
    last_answer = fields.Char(string="The receiver's answer", readonly=True)

    def action_send_again(self):
        """Send at once, whether it was taken, waits or was given up.

        Whoever has it knows it by its name.

        :raises UserError: for what is no longer to be told
        """
        check_rights(self, "read")
        # sudo: whoever reads a delivery writes none.
        deliveries = self.sudo()
        over = deliveries.filtered(lambda one: not one.webhook_id._takes(one.ticket_id))
        if over:
            raise UserError(
                _(
                    "Nothing was sent: these are no longer to be told: %s. Their "
                    "webhook is archived or has no address, or the ticket or its "
                    "client is not the reseller's any more.",
                    ", ".join(sorted(set(over.ticket_id.mapped("number")))),
                )
            )
        now = fields.Datetime.now()
        deliveries.write({"state": "waiting", "since_date": now, "next_date": now})
        webhooks = deliveries.webhook_id
        webhooks.write({"failures": 0, "rests_until": False})
        webhooks._forget_report()
        webhooks._delay_sending()
        return True

    def _get_headers(self):
        """Return the headers to send it with now."""
        self.ensure_one()
        keys = self.webhook_id._get_secrets()
        return {
            "Content-Type": "application/json",
            **sign(keys, self.uuid, int(time.time()), self.payload.encode()),
        }

    def _note(self, answer):
        """Note what came of an attempt, and when the next one is."""
        self.ensure_one()
        now = fields.Datetime.now()
        attempts = self.attempts + 1
        values = {
            "attempts": attempts,
            "last_attempt_date": now,
            "last_result": answer.result,
            "last_status": str(answer.status or ""),
            "last_answer": answer.text[:_ANSWER_LENGTH],
        }
        if answer.result == "delivered":
            values |= {"state": "sent", "sent_date": now, "next_date": False}
        self.write(values)
        if self.state == "waiting":
            self.next_date = next_attempt(attempts, self.since_date, now)
            self.filtered(lambda one: not one.next_date)._give_up()

    def _give_up(self):
        """Try these no more, until somebody sends them again."""
        self.write({"state": "dead", "next_date": False})
        return self

    @api.autovacuum
    def _gc_deliveries(self):
        """Delete what is over, and older than somebody asks for."""
        over = [
            ("state", "!=", "waiting"),
            ("write_date", "<", fields.Datetime.now() - _KEPT),
        ]
        self.search(over, limit=_AT_ONCE).unlink()
