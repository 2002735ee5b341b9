from odoo import SUPERUSER_ID, api, fields, models

from ...policies.first_answer import STAFF

# What changes without anybody having done something for the case.
_NO_ACTIONS = {
    "access_token",
    "activity_ids",
    "color",
    "message_follower_ids",
    "message_ids",
    "message_main_attachment_id",
    "message_partner_ids",
    "sequence",
}


class HelpdeskTicket(models.Model):
    """When somebody last wrote or did something, from which the deadlines follow."""

    _inherit = "helpdesk.ticket"

    last_contact_date = fields.Datetime(
        string="Last contact",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When somebody of the staff last wrote a message or a note.",
    )
    last_action_date = fields.Datetime(
        string="Last action",
        default=fields.Datetime.now,
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When a person last wrote or changed something.",
    )
    answer_since = fields.Datetime(
        string="Client waits for an answer since",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The oldest words of the client that nobody has answered.",
    )

    @api.model
    def _get_starts(self, vals_list):
        """Let the client of a new case wait for an answer."""
        starts = super()._get_starts(vals_list)
        now = fields.Datetime.now()
        opener = self._get_opener()
        for start in starts:
            # A direct team's ticket has no start; the mail gateway is the system.
            if start.get("origin") == "client" or (
                not start and opener in ("client", "system")
            ):
                start["answer_since"] = now
        return starts

    def write(self, vals):
        """Note that a person did something, in the same statement."""
        events = {}
        if self.env.uid != SUPERUSER_ID and vals.keys() - _NO_ACTIONS:
            events["last_action_date"] = fields.Datetime.now()
        if self._get_stage(vals).closed:
            events["answer_since"] = False
        return super().write({**events, **vals})

    def message_post(self, **kwargs):
        message = super().message_post(**kwargs)
        # sudo: whoever writes, the server notes when.
        ticket = self.sudo()
        events = ticket._prepare_message_events(message.sudo())
        if events:
            ticket.write(events)
        return message

    def _prepare_message_events(self, message):
        """Give the values that note what a message is for the deadlines."""
        self.ensure_one()
        writer = message.author_tier
        # Nothing is asked for by a machine, nor done by one.
        if not writer or writer == "system" or message.requirement == "nothing":
            return {}
        now = fields.Datetime.now()
        events = {"last_action_date": now}
        if message.subtype_id == self.env.ref("mail.mt_activities"):
            return events
        if writer in STAFF:
            events["last_contact_date"] = now
            if message.audience == "client":
                events["answer_since"] = False
        elif not self.answer_since and self._starts_answer_clock(message):
            events["answer_since"] = now
        return events

    def _starts_answer_clock(self, message):
        """Tell whether a client who writes this waits for an answer."""
        self.ensure_one()
        return not self.env.context.get("helpdesk_no_answer")
