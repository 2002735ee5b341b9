from odoo import _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.models.groups import MANAGER_GROUP

from ..models.keys.helpdesk_api_key import KINDS

_DAYS = [("30", "A month"), ("90", "Three months"), ("365", "A year")]


class HelpdeskApiKeyNew(models.TransientModel):
    """Make a key for a program, and show it this once."""

    _name = "helpdesk.api.key.new"
    _description = "New API Key"

    name = fields.Char(
        string="What for", required=True, help="Such as the name of the program."
    )
    kind = fields.Selection(KINDS, string="Whose", required=True, default="client")
    client_id = fields.Many2one(
        "res.partner",
        string="Client",
        domain="[('is_company', '=', True)]",
        help="The program opens and reads tickets as this company does.",
    )
    person_id = fields.Many2one(
        "res.partner",
        string="Person",
        domain="[('parent_id', '=', client_id), ('is_company', '=', False)]",
        help="Whose own tickets it works with. Without one it is the company's app.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="User",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="The program does what this person does on the board.",
    )
    days = fields.Selection(_DAYS, string="Valid for", required=True, default="365")
    is_manager = fields.Boolean(compute="_compute_is_manager")

    @api.depends_context("uid")
    def _compute_is_manager(self):
        self.is_manager = self.env.user.has_group(MANAGER_GROUP)

    def action_create(self):
        """Make the key.

        :return: the action that shows it, this once
        :raises AccessError: for a client of another reseller, and for somebody else
        :raises UserError: where it is not said whose it is
        """
        self.ensure_one()
        keys = self.env["helpdesk.api.key"]
        values = {"name": self.name, "kind": self.kind, "client_id": self.client_id.id}
        if self.kind == "client":
            client = self._get_client()
            # Before a user of the client's is looked for, or made.
            keys.new({"kind": "client", "client_id": client.id})._check_may_keep()
            values["user_id"] = self._get_client_user(client).id
        else:
            values.update(user_id=self._get_user().id, client_id=False)
            keys.new(values)._check_may_keep()
        _key, secret = keys._make(values, int(self.days))
        return {
            "type": "ir.actions.act_window",
            "name": _("API Key Ready"),
            "res_model": "res.users.apikeys.show",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_key": secret},
        }

    def _get_client(self):
        # sudo: whose client it is is checked next.
        client = self.client_id.sudo()
        if not client.is_company or client.parent_id:
            raise UserError(_("Choose the company of the client."))
        if not client._filter_api_clients():
            raise UserError(_("%s is no client. Choose one.", client.name))
        return client

    def _get_client_user(self, client):
        # sudo: who of the client has a login.
        person = self.person_id.sudo()
        if not person:
            return client._get_app_user()
        user = client._get_acting_user(person)
        if person.commercial_partner_id != client or user.partner_id != person:
            raise UserError(
                _(
                    "%s does not log in for this client. Invite the person first, or "
                    "choose nobody.",
                    person.name,
                )
            )
        return user

    def _get_user(self):
        user = self.user_id or self.env.user
        # sudo: what somebody is in the line decides.
        is_reseller = user.sudo()._is_reseller_only()
        if is_reseller != (self.kind == "reseller") or user.sudo().share:
            raise UserError(
                _(
                    "%s is not of this kind. Choose who works for a reseller for a "
                    "reseller's key, and one of your own people for the vendor's.",
                    user.name,
                )
            )
        return user
