from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import html2plaintext


class HelpdeskTicketSplitMessage(models.TransientModel):
    """A message that may go along, and which of its files do."""

    _name = "helpdesk.ticket.split.message"
    _description = "Message of a Topic to Split Off"

    split_id = fields.Many2one(
        "helpdesk.ticket.split", required=True, readonly=True, ondelete="cascade"
    )
    message_id = fields.Many2one(
        "mail.message", required=True, readonly=True, ondelete="cascade"
    )
    chosen = fields.Boolean(string="Copy")
    # Under the rules of the user: who may no longer read a message sees nothing of it.
    date = fields.Datetime(related="message_id.date", related_sudo=False)
    audience = fields.Selection(related="message_id.audience", related_sudo=False)
    readers = fields.Char(compute="_compute_readers", string="Read by")
    author = fields.Char(compute="_compute_author", string="From")
    excerpt = fields.Char(compute="_compute_excerpt", string="Text")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        string="Files",
        help="They go along with the message. Take off what is to stay behind.",
    )

    @api.depends("audience")
    @api.depends_context("lang")
    def _compute_readers(self):
        """Name in one word who reads most: the others do, too."""
        names = {
            "client": _("Client"),
            "reseller": _("Reseller"),
            "vendor": _("Internal"),
        }
        for line in self:
            line.readers = names.get(line.audience, "")

    @api.depends("message_id")
    @api.depends_context("uid")
    def _compute_author(self):
        for line in self:
            message = line.message_id
            # sudo: the name alone, which Odoo shows with the message.
            name = message.author_id.sudo().display_name
            line.author = name or message.email_from

    @api.depends("message_id")
    def _compute_excerpt(self):
        for line in self:
            text = " ".join(html2plaintext(line.message_id.body or "").split())
            line.excerpt = text[:200]

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
