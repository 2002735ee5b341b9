from odoo import _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.compat import users_of
from odoo.addons.revo_helpdesk_stages.models.groups import (
    GROUP_OF_TIER,
    MANAGER_GROUP,
    VENDOR_GROUPS,
)

from ..models.keys.helpdesk_api_key import KINDS
from ..models.keys.res_partner import API_CLIENTS, API_PEOPLE

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
        domain=API_CLIENTS,
        help="The program opens and reads tickets as this company does.",
    )
    person_id = fields.Many2one(
        "res.partner",
        string="Person",
        compute="_compute_person_id",
        store=True,
        readonly=False,
        domain=API_PEOPLE,
        help="Whose own tickets it works with. Without one it is the company's app.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="User",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', offered_user_ids)]",
        help="The program does what this person does on the board.",
    )
    offered_user_ids = fields.Many2many(
        "res.users", compute="_compute_offered_user_ids"
    )
    days = fields.Selection(_DAYS, string="Valid for", required=True, default="365")

    @api.depends("client_id")
    def _compute_person_id(self):
        for wizard in self:
            if wizard.person_id.commercial_partner_id != wizard.client_id:
                wizard.person_id = False

    @api.depends("kind")
    def _compute_user_id(self):
        for wizard in self:
            wizard.user_id = self.env.user & wizard._get_offered_users()

    @api.depends("kind")
    def _compute_offered_user_ids(self):
        for wizard in self:
            wizard.offered_user_ids = wizard._get_offered_users()

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Offer a person the kinds of keys that this person may make, and no others."""
        descriptions = super().fields_get(allfields, attributes)
        if not self._is_manager() and "selection" in descriptions.get("kind", {}):
            offered = dict(descriptions["kind"]["selection"])
            descriptions["kind"]["selection"] = [
                ("client", offered["client"]),
                ("reseller", _("My own")),
            ]
        return descriptions

    @api.model
    def _is_manager(self):
        return self.env.user.has_group(MANAGER_GROUP)

    def _get_offered_users(self):
        """Return whose keys of this kind the present user may make."""
        self.ensure_one()
        users = self.env["res.users"]
        if self.kind == "client":
            return users
        if not self._is_manager():
            return self.env.user if self.kind == "reseller" else users
        reseller = users_of(self.env.ref(GROUP_OF_TIER["reseller"]))
        for name in VENDOR_GROUPS:
            reseller -= users_of(self.env.ref(name))
        operator = "in" if self.kind == "reseller" else "not in"
        return users.search([("share", "=", False), ("id", operator, reseller.ids)])

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
        view = self.env.ref("revo_helpdesk_api.helpdesk_api_key_new_view_form_ready")
        return {
            "type": "ir.actions.act_window",
            "name": _("API Key Ready"),
            "res_model": "res.users.apikeys.show",
            "views": [(view.id, "form")],
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
