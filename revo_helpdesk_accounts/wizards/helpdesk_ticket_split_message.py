from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime, html2plaintext


class HelpdeskTicketSplitMessage(models.TransientModel):
    """A message that may go along, and which of its files do."""

    _name = "helpdesk.ticket.split.message"
    _description = "Message of a Topic to Split Off"

    split_id = fields.Many2one(
        "helpdesk.ticket.split", required=True, readonly=True, ondelete="cascade"
    )
    message_id = fields.Many2one(
        "mail.message",
        string="Original",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    chosen = fields.Boolean(string="Copy")
    # Under the rules of the user: who may no longer read a message sees nothing of it.
    audience = fields.Selection(related="message_id.audience", related_sudo=False)
    summary = fields.Text(compute="_compute_summary", string="Message")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        string="Files",
        help="They go along with the message. Take off what is to stay behind.",
    )

    @api.depends("message_id")
    @api.depends_context("lang", "tz", "uid")
    def _compute_summary(self):
        """Show who wrote it, when, who reads it, and how it begins."""
        # Who reads most: the others do, too.
        readers = {
            "client": _("Client"),
            "reseller": _("Reseller"),
            "vendor": _("Internal"),
        }
        for line in self:
            message = line.message_id
            about = [
                # sudo: the name alone, which Odoo shows with the message.
                message.author_id.sudo().display_name or message.email_from,
                format_datetime(self.env, message.date, dt_format="d MMM y, HH:mm"),
                readers.get(message.audience),
            ]
            text = " ".join(html2plaintext(message.body or "").split())
            line.summary = " · ".join(filter(None, about)) + "\n" + text[:200]

    def write(self, vals):
        if not self.env.su and {"split_id", "message_id"} & vals.keys():
            self.split_id._refuse_change()
        return super().write(vals)

    def _check_readable(self):
        """Check that the messages and their files may still be copied by the user.

        :raises AccessError: where one may not
        """
        messages = self.message_id
        found = self.split_id._get_messages([("id", "in", messages.ids)])
        files = self.split_id._get_files(carried=True)
        of_others = any(
            line.attachment_ids - (line.message_id.attachment_ids & files)
            for line in self
            if line.message_id in found
        )
        if messages - found or of_others:
            raise AccessError(
                _(
                    "One of the messages or files is not yours to copy any more. Close "
                    "this window, and begin again."
                )
            )
