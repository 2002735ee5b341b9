from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.revo_helpdesk_stages.compat import check_access, check_rights
from odoo.addons.revo_helpdesk_stages.policies.text import is_blank

from ..models.selections import REQUEST_TYPES

# Shown at first, and more at a time.
_PAGE = 100


class HelpdeskTicketSplit(models.TransientModel):
    """Choose what of a ticket becomes a ticket of its own, and open it."""

    _name = "helpdesk.ticket.split"
    _description = "Split Off a Topic"

    ticket_id = fields.Many2one("helpdesk.ticket", readonly=True, ondelete="cascade")
    name = fields.Char(string="Title")
    request_type = fields.Selection(
        REQUEST_TYPES,
        string="Request type",
        help="Leave it empty, and the new ticket is to be classified.",
    )
    description = fields.Html(
        help="Whoever reads the new ticket reads this, the client included."
    )
    message_ids = fields.One2many(
        "helpdesk.ticket.split.message", "split_id", string="Messages"
    )
    has_older = fields.Boolean(readonly=True)
    loose_ids = fields.Many2many(
        "ir.attachment", compute="_compute_loose_ids", string="Files of no message"
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        string="Other files",
        domain="[('id', 'in', loose_ids)]",
        help="Files of the ticket that came with no message.",
    )
    may_tell_client = fields.Boolean(compute="_compute_may_tell_client")
    tells_client = fields.Boolean(
        string="Tell the client",
        help="By e-mail, in the client's language, that this is followed separately "
        "under the new number.",
    )
    new_ticket_id = fields.Many2one("helpdesk.ticket", readonly=True)

    @api.depends("ticket_id")
    def _compute_loose_ids(self):
        for wizard in self:
            wizard.loose_ids = wizard._get_files(carried=False)

    @api.depends("ticket_id")
    def _compute_may_tell_client(self):
        for wizard in self:
            wizard.may_tell_client = wizard.ticket_id._may_tell_client_of_split()

    @api.onchange("message_ids")
    def _onchange_message_ids(self):
        """Propose the first words that the client may read, as it reads these, too."""
        if is_blank(self.description):
            texts = self.message_ids.filtered(
                lambda line: line.chosen
                and line.audience == "client"
                and not is_blank(line.message_id.body)
            )
            # The newest come first.
            self.description = texts[-1:].message_id.body

    def write(self, vals):
        if not self.env.su and {"ticket_id", "new_ticket_id"} & vals.keys():
            self._refuse_change()
        return super().write(vals)

    @api.model
    def _refuse_change(self):
        raise AccessError(
            _(
                "What is split is the ticket that the button was pressed on. Press it "
                "on the other ticket instead."
            )
        )

    @api.model
    def _begin(self, ticket):
        """Start to split a ticket, with its newest messages to choose from.

        :raises AccessError: for the person who may not write on the ticket, or open one
        """
        check_access(ticket, "create")
        check_rights(ticket, "write")
        # sudo: only here is a wizard made, for a ticket that is its user's.
        wizard = self.sudo().create({"ticket_id": ticket.id}).with_env(self.env)
        wizard.tells_client = wizard.may_tell_client
        wizard._add_messages()
        return wizard

    def _add_messages(self):
        """Offer the next older messages."""
        self.ensure_one()
        oldest = min(self.message_ids.message_id.ids, default=0)
        before = [("id", "<", oldest)] if oldest else []
        messages = self._get_messages(before, limit=_PAGE)
        files = self._get_files(carried=True)
        # sudo: nobody writes these records; the server fills them for their author.
        self.sudo().has_older = len(messages) == _PAGE
        self.env["helpdesk.ticket.split.message"].sudo().create(
            [
                {
                    "split_id": self.id,
                    "message_id": message.id,
                    "attachment_ids": [(6, 0, (message.attachment_ids & files).ids)],
                }
                for message in messages
                if message.attachment_ids or not is_blank(message.body)
            ]
        )

    def _get_messages(self, domain, limit=None):
        """Return what people wrote on the ticket and the present user may read."""
        return self.env["mail.message"].search(
            [
                ("model", "=", "helpdesk.ticket"),
                ("res_id", "=", self.ticket_id.id),
                ("message_type", "in", ("comment", "email", "email_outgoing")),
                ("audience", "!=", False),
                # What the house itself notes is the ticket's own.
                ("author_tier", "!=", "system"),
                *domain,
            ],
            order="id desc",
            limit=limit,
        )

    def _get_files(self, carried):
        """Return the files of the ticket that the present user may read.

        :param bool carried: those of messages, else those that came with none
        """
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", self.ticket_id.id)]
        )
        # sudo: a file of a message that others read is not one without a message.
        messages = self.env["mail.message"].sudo()
        messages = messages.search([("attachment_ids", "in", files.ids)])
        of_messages = messages.attachment_ids.with_env(self.env)
        return files & of_messages if carried else files - of_messages

    def action_show_older(self):
        """Offer the next older messages, and show the wizard again."""
        self._add_messages()
        return self._get_action()

    def action_apply(self):
        """Open the new ticket; pressed twice, the same one.

        :raises UserError: for what is missing
        :raises AccessError: for a text or a file that is not the user's to copy
        """
        self.ensure_one()
        if not self.new_ticket_id:
            self._check_filled()
            check_rights(self.ticket_id, "write")
            chosen = self.message_ids.filtered("chosen")
            chosen._check_readable()
            self._check_loose()
            ticket = self.ticket_id._split_off(
                {
                    "name": self.name.strip(),
                    "request_type": self.request_type,
                    "description": self.description,
                },
                {line.message_id: line.attachment_ids for line in chosen},
                self.attachment_ids,
                self.tells_client,
            )
            self._hand_over_images(ticket)
            # sudo: the mark that it is done. Of two at the same time one waits here for
            # the other, is begun again, and finds the ticket.
            self.sudo().new_ticket_id = ticket
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": self.new_ticket_id.id,
            "views": [(False, "form")],
            "target": "current",
        }

    def _hand_over_images(self, ticket):
        """Move the images to the ticket that were pasted into its description: they
        would go with this wizard.
        """
        # sudo: the server settles the readers of files, as for every description.
        images = self.env["ir.attachment"].sudo()
        images = images.search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)]
        )
        images.write({"res_model": ticket._name, "res_id": ticket.id})
        ticket._share_described_images()

    def _check_filled(self):
        labels = {"name": _("Title"), "description": _("Description")}
        blank = [label for name, label in labels.items() if is_blank(self[name])]
        if blank:
            raise UserError(
                _(
                    "Nothing is written yet under: %s. Write it, and press the button "
                    "again.",
                    ", ".join(blank),
                )
            )
        if self.tells_client and not self.may_tell_client:
            raise UserError(
                _(
                    "It is not yours to tell the client, or there is nobody to tell. "
                    "Untick it, and press the button again."
                )
            )

    def _check_loose(self):
        if self.attachment_ids - self._get_files(carried=False):
            raise AccessError(
                _(
                    "One of the files is not one of this ticket that you may hand on. "
                    "Take it off, and press the button again."
                )
            )

    def _get_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Split Off a Topic"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
