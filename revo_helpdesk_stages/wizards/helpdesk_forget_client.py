from odoo import _, api, fields, models

from ..models.privacy.scope import TICKET


class HelpdeskForgetClient(models.TransientModel):
    """Ask before a client is forgotten, and show where somebody has to look after."""

    _name = "helpdesk.forget.client"
    _description = "Forget this Client"

    partner_ids = fields.Many2many(
        "res.partner",
        string="Clients",
        required=True,
        readonly=True,
        default=lambda self: self._default_partner_ids(),
        context={"active_test": False},
    )
    going = fields.Char(string="What goes", compute="_compute_going")
    state = fields.Selection(
        [("asked", "Asked"), ("done", "Done")], default="asked", readonly=True
    )
    done = fields.Char(string="What was done", readonly=True)
    found_ticket_ids = fields.Many2many(
        TICKET,
        string="To be looked at",
        readonly=True,
        help="Texts of others that name a part of the name which is somebody else's, "
        "too, or is written as no name is. Whether the client is meant, a person "
        "has to read.",
    )

    @api.model
    def _default_partner_ids(self):
        if self.env.context.get("active_model") != "res.partner":
            return self.env["res.partner"]
        return self.env["res.partner"].browse(self.env.context.get("active_ids"))

    @api.depends("partner_ids")
    def _compute_going(self):
        # sudo: the counts of what goes alone.
        forgetting = self.env["helpdesk.forgetting"].sudo()
        for wizard in self:
            found = forgetting._find(wizard.partner_ids._origin, None)
            wizard.going = _(
                "Title and description of %(tickets)s tickets, %(texts)s texts and "
                "%(files)s files of the client",
                tickets=len(found.tickets),
                texts=len(found.messages),
                files=len(found.files),
            )

    def action_forget(self):
        """Forget the clients, and say what was done.

        :raises UserError: for people and companies that work on tickets
        """
        self.ensure_one()
        outcome = self.partner_ids._forget_client()
        self.write(
            {
                "state": "done",
                "done": _(
                    "Removed from %(tickets)s tickets: %(messages)s texts and "
                    "%(files)s files.",
                    tickets=len(outcome.tickets),
                    messages=outcome.messages,
                    files=outcome.files,
                ),
                "found_ticket_ids": [(6, 0, outcome.suspected.ids)],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self._description,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
