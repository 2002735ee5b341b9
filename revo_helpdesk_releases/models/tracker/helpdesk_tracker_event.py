from odoo import _, api, fields, models
from odoo.tools import SQL

from ...exceptions import EventRefused
from ...policies.tracker_events import InvalidEvent, read_event
from ..selections import EVENT_OUTCOMES

_SECRET = "revo_helpdesk_releases.tracker_secret"
# The name of an event that cannot be read.
_NAMELESS = "-"


class HelpdeskTrackerEvent(models.Model):
    """What development's tracker reported, and what became of it.

    An event is done once, whatever number of times it comes; one that was refused may
    come again. A request is taken once: who sends a recorded one again is refused.
    """

    _name = "helpdesk.tracker.event"
    _description = "Tracker Event"
    _order = "id desc"

    name = fields.Char(string="Event", required=True, readonly=True)
    signature = fields.Char(required=True, readonly=True, groups="base.group_system")
    outcome = fields.Selection(EVENT_OUTCOMES, required=True, readonly=True)
    code = fields.Char(string="Answer", readonly=True)
    message = fields.Text(string="In words", readonly=True)
    body = fields.Text(string="What was reported", readonly=True)
    reference = fields.Char(readonly=True)
    status = fields.Char(string="Status in the tracker", readonly=True)

    def init(self):
        """Keep two requests at once from doing the same.

        SQL: the ORM knows no index of a part of a table, and a constraint in Python
        does not see what another transaction does.
        """
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS helpdesk_tracker_event_done_idx
                ON helpdesk_tracker_event (name) WHERE outcome = 'done';
            CREATE UNIQUE INDEX IF NOT EXISTS helpdesk_tracker_event_signature_idx
                ON helpdesk_tracker_event (signature)
            """
        )

    @api.model
    def _get_secret(self):
        """Return what both sides sign with, empty where nobody has set it."""
        # sudo: only the administrator reads parameters; the server uses them.
        parameters = self.env["ir.config_parameter"].sudo()
        return (parameters.get_param(_SECRET) or "").strip()

    @api.model
    def _receive(self, body, signature):
        """Do what a request reports that the tracker has signed, and keep it.

        :param bytes body: the body, as it came
        :param str signature: the header that proves it
        :return: ``{"code": …, "message": …}``, with the numbers of the tickets that
            were ``moved`` and ``left`` where it is done
        """
        event, fault = None, None
        try:
            event = read_event(body)
        except InvalidEvent as error:
            fault = self._get_fault(error)
        name = event.id if event else _NAMELESS
        known = self._get_known(event, signature)
        if known:
            return known
        outcome = "done" if event else "refused"
        # It is kept first: who sends the same at the same moment waits here.
        kept = self._keep(name, signature, outcome)
        answer = fault or kept._do(event)
        kept.write(
            {
                "outcome": "done" if answer["code"] == "done" else "refused",
                "code": answer["code"],
                "message": answer["message"],
                "body": body.decode("utf-8", "replace").replace("\0", ""),
                "reference": event and event.reference,
                "status": event and event.status,
            }
        )
        return answer

    def _do(self, event):
        """Do it all or not at all; give the answer."""
        try:
            with self.env.cr.savepoint():
                items = self.env["helpdesk.development.item"]
                moved, left = items._take_event(event)
        except EventRefused as refused:
            return {"code": refused.code, "message": refused.message}
        return {
            "code": "done",
            "message": self._get_summary(moved, left),
            "moved": moved.mapped("number"),
            "left": left.mapped("number"),
        }

    @api.model
    def _get_known(self, event, signature):
        """Return the answer to what has come before, ``None`` for what is new."""
        if self.search([("signature", "=", signature)], limit=1):
            return {
                "code": "replay",
                "message": "This very request has come before, and is not taken again. "
                "To repeat an event, sign it anew.",
            }
        if not event:
            return None
        # Both sides sign with one secret: what Odoo has sent may come back.
        sent = self.env["helpdesk.tracker.delivery"].sudo()
        if sent.search_count([("uuid", "=", event.id)], limit=1):
            return {
                "code": "invalid_event",
                "message": "Odoo has sent this to the tracker: it is no event.",
            }
        done = [("name", "=", event.id), ("outcome", "=", "done")]
        if self.search_count(done, limit=1):
            return {
                "code": "already_known",
                "message": f"The event {event.id} was done before: nothing changes.",
            }
        return None

    @api.model
    def _keep(self, name, signature, outcome):
        # SQL: to wait for who is faster. The transaction cannot go on then, and Odoo
        # tries the request again, which finds what the other has done.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO helpdesk_tracker_event
                            (name, signature, outcome, create_date, create_uid,
                             write_date, write_uid)
                     VALUES (%(name)s, %(signature)s, %(outcome)s, %(now)s, %(uid)s,
                             %(now)s, %(uid)s)
                ON CONFLICT DO NOTHING
                  RETURNING id
                """,
                name=name,
                signature=signature,
                outcome=outcome,
                now=fields.Datetime.now(),
                uid=self.env.uid,
            ),
            log_exceptions=False,
        )
        return self.browse(self.env.cr.fetchone()[0])

    @api.model
    def _get_fault(self, error):
        what = f"“{error.member}” in it" if error.member else "The body"
        return {
            "code": "invalid_event",
            "message": f"{what} cannot be read. Send a JSON object of texts, with at "
            "least “id” and “reference”.",
        }

    @api.model
    def _get_summary(self, moved, left):
        if not moved and not left:
            return "Noted. No ticket waits for this item with development."
        lines = []
        if moved:
            lines.append(f"Moved: {', '.join(moved.mapped('number'))}.")
        if left:
            lines.append(f"Left where they stand: {', '.join(left.mapped('number'))}.")
        return " ".join(lines)

    @api.depends("name", "reference")
    def _compute_display_name(self):
        for event in self:
            event.display_name = _(
                "%(event)s on %(reference)s",
                event=event.name,
                reference=event.reference or _NAMELESS,
            )
