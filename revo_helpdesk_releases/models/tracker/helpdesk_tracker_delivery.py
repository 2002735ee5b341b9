import time
from uuid import uuid4

from psycopg2 import IntegrityError, OperationalError

from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.revo_helpdesk_stages.compat import check_rights

from ... import tracker_client
from ...policies.address import is_address
from ...policies.payload import build_payload, name_priority, read_item
from ...policies.signature import DELIVERY_HEADER, HEADER, sign
from ..selections import DELIVERY_RESULTS, DELIVERY_STATES

_ADDRESS = "revo_helpdesk_releases.tracker_url"
_SECRET = "revo_helpdesk_releases.tracker_secret"
# Characters of the tracker's answer that are kept for people.
_ANSWER_LENGTH = 1000
_TIMES_TO_NOTE = 5


class HelpdeskTrackerDelivery(models.Model):
    """A ticket handed over to development's tracker, until the tracker has it.

    What is sent is settled when the ticket is handed over, together with the move: each
    attempt sends the same under the same name, so that the tracker takes it once.
    """

    _name = "helpdesk.tracker.delivery"
    _description = "Delivery to the Tracker"
    _order = "id desc"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade", readonly=True
    )
    uuid = fields.Char(
        string="Name for the tracker",
        required=True,
        readonly=True,
        help="The same over all attempts: the tracker takes each name once.",
    )
    payload = fields.Text(string="What is sent", required=True, readonly=True)
    state = fields.Selection(
        DELIVERY_STATES, required=True, readonly=True, default="waiting", index=True
    )
    attempts = fields.Integer(readonly=True)
    last_attempt_date = fields.Datetime(string="Last attempt", readonly=True)
    sent_date = fields.Datetime(string="Delivered on", readonly=True)
    last_result = fields.Selection(
        DELIVERY_RESULTS, string="Outcome", readonly=True, help="Of the last attempt."
    )
    last_status = fields.Char(string="HTTP status", readonly=True)
    last_answer = fields.Text(string="The tracker's answer", readonly=True)
    is_superseded = fields.Boolean(
        string="Handed over again since",
        compute="_compute_is_superseded",
    )

    def _compute_is_superseded(self):
        newest = dict(
            # sudo: a newer one counts, no matter who may see it.
            self.sudo()._read_group(
                [("ticket_id", "in", self.ticket_id.ids)], ["ticket_id"], ["id:max"]
            )
        )
        # A form that is being edited holds copies of the records.
        for delivery in self:
            latest = newest.get(delivery.ticket_id._origin, 0)
            delivery.is_superseded = delivery._origin.id < latest

    @api.model
    def _hand_over(self, summaries):
        """Notify the tracker of tickets, in the background, once they have moved.

        Nothing happens where nobody has set the tracker's address; without the secret,
        it waits for that. What still waits of
        an earlier hand-over of the same ticket gives way to this one.

        :param dict summaries: ``{ticket: plain text}``
        :return: the deliveries
        """
        address, _secret = self._get_settings()
        if not address:
            return self.browse()
        # sudo: who hands a ticket over need not read what development is told.
        deliveries = self.sudo()
        deliveries.search(
            [
                ("ticket_id", "in", [ticket.id for ticket in summaries]),
                ("state", "=", "waiting"),
            ]
        ).write({"state": "canceled"})
        deliveries = deliveries.create(
            [
                self._prepare_delivery(ticket.sudo(), summary)
                for ticket, summary in summaries.items()
            ]
        )
        deliveries._delay_attempts()
        return deliveries

    @api.model
    def _prepare_delivery(self, ticket, summary):
        uuid = str(uuid4())
        # Not in the user's language: another program reads it.
        priorities = dict(ticket._fields["priority"].selection)
        return {
            "ticket_id": ticket.id,
            "uuid": uuid,
            "payload": build_payload(
                uuid,
                ticket.number,
                ticket.name,
                summary,
                name_priority(priorities.get(ticket.priority, "")),
                f"{ticket.get_base_url()}/mail/view?model={ticket._name}"
                f"&res_id={ticket.id}",
                ticket.development_item_id.reference,
            ),
        }

    def _delay_attempts(self):
        # Who hands over may be gone before the tracker answers.
        for delivery in self.with_user(SUPERUSER_ID):
            delivery.with_delay(
                # Until the tracker has it, however long that takes.
                max_retries=0,
                identity_key=f"tracker delivery {delivery.id}",
                description=_("Tell the tracker of %s", delivery.ticket_id.number),
            )._deliver()

    @api.model
    def _get_tracker(self):
        """Return the address and the secret of the tracker, ``None`` without both."""
        address, secret = self._get_settings()
        if not is_address(address) or not secret:
            return None
        return address, secret

    @api.model
    def _get_settings(self):
        """Return what is set of the address and the secret of the tracker."""
        # sudo: only the administrator reads parameters; the server uses them.
        parameters = self.env["ir.config_parameter"].sudo()
        return [
            (parameters.get_param(name) or "").strip() for name in (_ADDRESS, _SECRET)
        ]

    def action_send_again(self):
        """Send at once, whether the tracker has it, is waited for, or never got it.

        The tracker drops what it has, as its name is the same.

        :raises UserError: for tickets that no longer stand with development
        """
        check_rights(self, "read")
        # sudo: who reads a delivery may not read whatever else is of its ticket.
        deliveries = self.sudo()
        elsewhere = deliveries.ticket_id.filtered(lambda t: t.tier != "development")
        if elsewhere:
            raise UserError(
                _(
                    "Development has nothing to do with these any more: %s. Hand them "
                    "over again, and the tracker is told.",
                    ", ".join(elsewhere.mapped("number")),
                )
            )
        superseded = deliveries.filtered("is_superseded")
        if superseded:
            raise UserError(
                _(
                    "The tracker would make a second item of these: %s. They were "
                    "handed over again since. Send the newer one.",
                    ", ".join(superseded.ticket_id.mapped("number")),
                )
            )
        if not self._get_tracker():
            raise UserError(
                _(
                    "Nothing can be sent: the tracker's address or the secret is not "
                    "set. An administrator sets both in the settings of Helpdesk."
                )
            )
        deliveries.write({"state": "waiting"})
        # Else the job that waits for its turn would stand for this one.
        deliveries._get_jobs().button_cancelled()
        deliveries._delay_attempts()
        return True

    def _get_jobs(self):
        """Return the jobs that wait to make the next attempt."""
        return self.env["queue.job"].search(
            [
                ("identity_key", "in", [f"tracker delivery {d.id}" for d in self]),
                ("state", "=", "pending"),
            ]
        )

    def _deliver(self):
        """Make one attempt; the queue makes the next one later.

        :raises RetryableJobError: where the tracker does not have it yet, and no other
            job is going to try again
        """
        self.ensure_one()
        if not self.exists() or self.state != "waiting":
            return _("Nothing to do")
        if self.ticket_id.tier != "development":
            self.state = "canceled"
            return _("Not with development any more")
        answer = self._post()
        is_followed = self._note_apart(answer)
        if answer.result == "delivered":
            return _("Delivered")
        labels = dict(self._fields["last_result"]._description_selection(self.env))
        if is_followed:
            return labels[answer.result]
        raise RetryableJobError(labels[answer.result])

    def _post(self):
        """Send it, signed now.

        :return: :class:`tracker_client.Answer`
        """
        tracker = self._get_tracker()
        if not tracker:
            return tracker_client.Answer("not_configured")
        address, secret = tracker
        body = self.payload.encode()
        headers = {
            "Content-Type": "application/json",
            HEADER: sign(secret, int(time.time()), body),
            DELIVERY_HEADER: self.uuid,
        }
        return tracker_client.post(address, headers, body)

    def _note_apart(self, answer):
        """Note what came of an attempt, in a transaction of its own.

        The queue undoes the one of a failed attempt. And this one begins only when the
        answer is there: it is short, so that nobody has to wait for the tracker.

        :return: whether it was sent again in the meantime, by another job
        """
        for attempt in range(1, _TIMES_TO_NOTE + 1):
            try:
                # Leaving it commits.
                with self.env.registry.cursor() as cr:
                    delivery = self.with_env(self.env(cr=cr))
                    delivery._note(answer)
                    return delivery._is_followed()
            except (OperationalError, IntegrityError):
                # Somebody changed the ticket at the same time, or the tracker reports
                # on its new item already.
                if attempt == _TIMES_TO_NOTE:
                    raise

    def _is_followed(self):
        """Return whether another job than this one waits to make the next attempt."""
        this = self.env.context.get("job_uuid")
        return any(job.uuid != this for job in self._get_jobs())

    def _note(self, answer):
        now = fields.Datetime.now()
        values = {
            "attempts": self.attempts + 1,
            "last_attempt_date": now,
            "last_result": answer.result,
            "last_status": str(answer.status or ""),
            "last_answer": answer.text[:_ANSWER_LENGTH],
        }
        if answer.result == "delivered":
            values |= {"state": "sent", "sent_date": now}
            self._link_item(answer.text)
        self.write(values)

    def _link_item(self, answer):
        """Make the ticket wait for the item that the tracker has made of it."""
        reference, url = read_item(answer)
        if reference:
            items = self.env["helpdesk.development.item"]
            items._link(self.ticket_id, reference, url)
