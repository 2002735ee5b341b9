from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ..groups import EMPLOYEES
from ..readers.mail_message import TICKET


class HelpdeskTicket(models.Model):
    """A ticket says what has not arrived of what was sent about it."""

    _inherit = "helpdesk.ticket"

    is_undelivered = fields.Boolean(
        string="Not delivered",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="An e-mail about the ticket did not arrive, or could not be sent.",
    )
    undelivered_text = fields.Text(
        compute="_compute_undelivered_text", groups=EMPLOYEES
    )

    @api.depends("is_undelivered")
    @api.depends_context("uid", "lang", "tz")
    def _compute_undelivered_text(self):
        self.undelivered_text = False
        flagged = self.filtered("is_undelivered")
        messages = flagged._get_undelivered()
        reasons = dict(messages._fields["undelivered"]._description_selection(self.env))
        for ticket in flagged:
            lines = [
                _(
                    "%(date)s, %(author)s: %(reason)s",
                    date=format_datetime(self.env, message.date),
                    author=message.author_id.name or message.email_from or "",
                    reason=reasons[message.undelivered],
                )
                # sudo: the name of who wrote what the user may read.
                for message in messages.sudo()
                if message.res_id == ticket.id
            ]
            ticket.undelivered_text = "\n".join(lines) or False

    def _get_undelivered(self):
        """Return the messages of these tickets that have not arrived, as far as the
        present user may read them.
        """
        if not self:
            return self.env["mail.message"]
        return self.env["mail.message"].search(
            [
                ("model", "=", TICKET),
                ("res_id", "in", self.ids),
                ("undelivered", "!=", False),
            ],
            order="id",
        )

    def action_resend(self):
        """Send again what has not arrived.

        :return: an action that tells so
        :raises UserError: where nothing is to be sent, or the client still has no
            address
        """
        # Who may not read a ticket is told so.
        self.read(["number"])
        messages = self._get_undelivered()
        if not messages:
            raise UserError(_("Nothing waits to be sent again: look at the ticket."))
        # sudo: the server sends what its author could not.
        messages = messages.sudo()
        messages._resend()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": _("E-mails that are sent again now: %s.", len(messages)),
                "type": "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
