import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import NamedTuple

from psycopg2 import IntegrityError, OperationalError

from odoo import SUPERUSER_ID, _, api, fields, models

from odoo.addons.queue_job.exception import RetryableJobError

from ...policies.webhook_retries import LIFE, rest
from . import webhook_client
from .helpdesk_webhook import HelpdeskWebhook as DefinedHelpdeskWebhook

# Seconds after which a webhook lets others have their turn, and after which the cron
# does.
_TURN = 60
_RUN = 300
# How late something has to be until the cron takes it for nobody's.
_LATE = timedelta(minutes=1)
_TIMES_TO_STORE = 5
# Names the lock of who sends for a webhook, beside its number.
_LOCK = 1_735_289_207


class Attempt(NamedTuple):
    """What is about to be posted, so that nothing is held meanwhile."""

    delivery_id: int
    url: str
    headers: dict
    body: bytes
    is_open: bool


class HelpdeskWebhook(models.Model):
    """Send what is due, one after the other, and leave who does not take it in peace.

    Each step that reads or writes is a short transaction of its own: nobody waits for
    whoever is told, and who unsubscribes meanwhile is told no more.
    """

    _inherit = DefinedHelpdeskWebhook._name

    def _delay_sending(self, when=None):
        """Let the queue send what is due, soon or at some moment.

        What waits in the queue for the same moment stands for this, too.
        """
        at = f" at {when:%Y-%m-%d %H:%M}" if when else ""
        # Who changes a ticket may be gone before all is sent.
        for webhook in self.with_user(SUPERUSER_ID):
            webhook.with_delay(
                eta=when,
                identity_key=f"webhook {webhook.id}{at}",
                description=_("Tell %s of tickets", webhook.name),
            )._send_due()

    def _send_due(self):
        """Send what is due, and let the queue come again for the rest.

        :raises RetryableJobError: while another job sends for the same webhook
        """
        self.ensure_one()
        if not self._send_turn():
            raise RetryableJobError(
                _("Another job sends for it."), seconds=10, ignore_retry=True
            )
        self._apart("_delay_rest")
        return _("Sent what was due")

    @api.model
    def _cron_send(self):
        """Send what no job has sent: where the queue does not run, all of it."""
        end = time.monotonic() + _RUN
        for webhook in self._find_late():
            if time.monotonic() > end:
                # The next run goes on.
                break
            webhook._send_turn()

    @api.model
    def _find_late(self):
        """Return the webhooks for which something is overdue, the longest first."""
        now = fields.Datetime.now()
        rows = self.env["helpdesk.webhook.delivery"]._read_group(
            [
                ("state", "=", "waiting"),
                ("next_date", "<", now - _LATE),
                "|",
                ("webhook_id.rests_until", "=", False),
                ("webhook_id.rests_until", "<=", now),
            ],
            ["webhook_id"],
            order="next_date:min",
        )
        return self.concat(*(webhook for (webhook,) in rows))

    def _send_turn(self):
        """Send what is due, until one is not taken or others should have their turn.

        :return: whether nobody else was sending for the same webhook
        """
        self.ensure_one()
        end = time.monotonic() + _TURN
        with self._alone() as is_alone:
            while is_alone and time.monotonic() < end:
                attempt = self._apart("_prepare_attempt")
                if not attempt:
                    break
                answer = webhook_client.post(*attempt[1:])
                if not self._apart("_note", attempt.delivery_id, answer):
                    break
            return is_alone

    @contextmanager
    def _alone(self):
        """Return whether nobody else sends for this webhook, and keep them from it."""
        # No row is locked: nobody who edits the webhook has to wait.
        with self.env.registry.cursor() as cr:
            cr.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", (_LOCK, self.id))
            yield cr.fetchone()[0]

    def _apart(self, method, *args):
        """Call a method in a transaction of its own, which sees what is there now."""
        for _attempt in range(_TIMES_TO_STORE - 1):
            # Somebody changes the same at this moment.
            with suppress(OperationalError, IntegrityError):
                return self._call_apart(method, *args)
        return self._call_apart(method, *args)

    def _call_apart(self, method, *args):
        # Leaving it commits.
        with self.env.registry.cursor() as cr:
            return getattr(self.with_env(self.env(cr=cr)), method)(*args)

    def _prepare_attempt(self):
        """Return what is to be posted next, ``None`` for nothing."""
        now = fields.Datetime.now()
        if not self.exists() or (self.rests_until and self.rests_until > now):
            return None
        due = [
            ("webhook_id", "=", self.id),
            ("state", "=", "waiting"),
            ("next_date", "<=", now),
        ]
        deliveries = self.env["helpdesk.webhook.delivery"]
        while delivery := deliveries.search(due, order="next_date, id", limit=1):
            if self._takes(delivery.ticket_id):
                return Attempt(
                    delivery.id,
                    self.url,
                    delivery._get_headers(),
                    delivery.payload.encode(),
                    self._goes_inside(),
                )
            delivery.state = "canceled"
        return None

    def _note(self, delivery_id, answer):
        """Note what came of an attempt.

        :return: whether whoever was told takes more
        """
        delivery = self.env["helpdesk.webhook.delivery"].browse(delivery_id).exists()
        if not delivery:
            return True
        delivery._note(answer)
        if answer.result == "delivered":
            if self.failures or self.rests_until:
                self.write({"failures": 0, "rests_until": False})
            return True
        now = fields.Datetime.now()
        failures = self.failures + 1
        self.write({"failures": failures, "rests_until": now + rest(failures)})
        delivery |= delivery.search(
            [
                ("webhook_id", "=", self.id),
                ("state", "=", "waiting"),
                ("since_date", "<=", now - LIFE),
            ]
        )._give_up()
        if "dead" in delivery.mapped("state"):
            self._report_dead()
        return False

    def _delay_rest(self):
        """Let the queue come again when something of the rest is due."""
        waiting = self.env["helpdesk.webhook.delivery"].search(
            [("webhook_id", "=", self.id), ("state", "=", "waiting")],
            order="next_date",
            limit=1,
        )
        if not waiting:
            return
        when = max(waiting.next_date, self.rests_until or waiting.next_date)
        self._delay_sending(when if when > fields.Datetime.now() else None)
