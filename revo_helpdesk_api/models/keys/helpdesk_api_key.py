from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.revo_helpdesk_stages.models.groups import MANAGER_GROUP

from ...compat import generate_key
from ...contract import SCOPE

KINDS = [
    ("client", "Of a client"),
    ("reseller", "Of a reseller's user"),
    ("vendor", "Of the vendor"),
]
STATES = [
    ("valid", "Valid"),
    ("expired", "Run out"),
    ("revoked", "Revoked"),
    ("left", "Its owner has left"),
]


class HelpdeskApiKey(models.Model):
    """For whom a program calls. The secret itself is one of Odoo's own keys, which
    keeps a hash of it alone.

    Whoever calls may do what its user may do; what kind of user that is has to stay as
    it was.
    """

    _name = "helpdesk.api.key"
    _description = "API Key"
    _order = "id desc"

    name = fields.Char(
        required=True, help="What it is for, such as the name of the program."
    )
    kind = fields.Selection(KINDS, string="Whose", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Acts as",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    client_id = fields.Many2one(
        "res.partner",
        string="Client",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    apikey_id = fields.Many2one(
        "res.users.apikeys", readonly=True, ondelete="set null", copy=False
    )
    expiry_date = fields.Datetime(string="Runs out on", readonly=True)
    rate = fields.Integer(
        string="Calls a minute",
        default=120,
        help="Who calls more often is asked to wait.",
    )
    state = fields.Selection(STATES, compute="_compute_state", search="_search_state")
    use_ids = fields.One2many("helpdesk.api.use", "key_id")
    last_use = fields.Datetime(
        string="Last used on", compute="_compute_last_use", compute_sudo=True
    )

    @api.depends("apikey_id", "client_id", "expiry_date", "user_id")
    def _compute_state(self):
        now = fields.Datetime.now()
        # sudo: only whether Odoo still has them, and who its users are, is asked.
        keys = self.sudo()
        known = keys.apikey_id.exists()
        # Of all at once, what is asked of each.
        people = keys.user_id.partner_id | keys.client_id
        people.fetch(["active", "commercial_partner_id"])
        here = keys.user_id.filtered(lambda one: one.active and one.partner_id.active)
        for key in keys:
            if not key.apikey_id & known:
                key.state = "revoked"
            elif key.expiry_date and key.expiry_date <= now:
                key.state = "expired"
            else:
                is_here = key.user_id in here
                key.state = "valid" if is_here and key._is_valid() else "left"

    def _search_state(self, operator, value):
        if operator not in ("=", "!=", "in", "not in"):
            raise NotImplementedError
        states = value if operator in ("in", "not in") else [value]
        is_asked = operator in ("=", "in")
        # Each is asked: whether a key is still good is no matter of its own row.
        found = self.search([]).filtered(lambda one: (one.state in states) == is_asked)
        return [("id", "in", found.ids)]

    @api.depends("use_ids.last_use")
    def _compute_last_use(self):
        for key in self:
            key.last_use = key.use_ids[:1].last_use

    def action_revoke(self):
        """Take these keys away: the next call with one of them is refused.

        :raises AccessError: for who may not read them, and whose clients they are not
        """
        self.read(["name"])
        self._check_may_keep()
        # sudo: nobody writes keys, and Odoo's own are deleted by their users alone.
        keys = self.sudo()
        keys.apikey_id.exists().unlink()
        keys.write({"apikey_id": False})
        return True

    @api.model
    def _make(self, values, days):
        """Make a key. Whoever calls this has checked that the user may.

        :param dict values: ``name``, ``kind``, ``user_id`` and ``client_id``
        :param int days: how long it is valid
        :return: the record, and the key itself, which is kept nowhere
        """
        until = fields.Datetime.now() + timedelta(days=days)
        # sudo: nobody writes keys.
        key = self.sudo().create({**values, "expiry_date": until})
        # sudo: the rights of its owner say nothing of how long it is valid.
        apikeys = self.env["res.users.apikeys"].with_user(key.user_id).sudo()
        secret = generate_key(apikeys, SCOPE, key.name, until)
        key.flush_recordset()
        # SQL: Odoo says the secret alone, and reads no index.
        self.env.cr.execute(
            """
            UPDATE helpdesk_api_key
               SET apikey_id = (SELECT max(id) FROM res_users_apikeys
                                 WHERE user_id = %s AND scope = %s)
             WHERE id = %s
            """,
            [key.user_id.id, SCOPE, key.id],
        )
        key.invalidate_recordset(["apikey_id"])
        return key.with_env(self.env), secret

    def _check_may_keep(self):
        """Check that the present user may make and revoke these keys: a manager, and
        for its own clients and itself who works for a reseller.

        :raises AccessError: for everybody else
        """
        user = self.env.user
        if user.has_group(MANAGER_GROUP):
            return
        # sudo: who works for which reseller decides, no matter who may read teams.
        for key in self.sudo():
            team = key.client_id.reseller_team_id
            is_own = {
                "client": user in team.user_ids,
                "reseller": key.user_id == user,
            }.get(key.kind)
            if not is_own or not user._is_reseller_only():
                raise AccessError(
                    _(
                        "You keep keys of your own clients, and your own, alone. Ask a "
                        "helpdesk manager."
                    )
                )
