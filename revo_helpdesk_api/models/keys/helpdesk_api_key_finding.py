import re

from odoo import api, fields, models

from odoo.addons.base.models.res_users import INDEX_SIZE

from ...contract import SCOPE, SECRET
from .helpdesk_api_key import HelpdeskApiKey as DefinedHelpdeskApiKey


class HelpdeskApiKey(models.Model):
    """Whose key a call brings."""

    _inherit = DefinedHelpdeskApiKey._name

    @api.model
    def _find(self, secret):
        """Return the key that a secret is of, with sudo; empty for a secret that is
        unknown, revoked or has run out, and where its user is no longer who it was.

        :param str secret: as the caller says it
        """
        # sudo: nobody is known yet.
        keys = self.sudo()
        if not re.match(SECRET, secret or ""):
            return keys
        apikeys = self.env["res.users.apikeys"].sudo()
        user_id = apikeys._check_credentials(scope=SCOPE, key=secret)
        if not user_id:
            return keys
        # SQL: Odoo says whose it is, and not which one.
        self.env.cr.execute(
            """
            SELECT known.id
              FROM helpdesk_api_key known
              JOIN res_users_apikeys secret ON secret.id = known.apikey_id
             WHERE secret.user_id = %s
               AND secret.scope = %s
               AND secret.index = %s
               AND known.user_id = secret.user_id
            """,
            [user_id, SCOPE, secret[:INDEX_SIZE]],
        )
        found = self.env.cr.fetchall()
        # Two with the same beginning cannot be told from each other.
        key = keys.browse(found[0][0]) if len(found) == 1 else keys
        return key if key and key._is_valid() else keys

    def _is_valid(self):
        """Return whether this key has not run out, and its user is who it was."""
        self.ensure_one()
        if not self.expiry_date or self.expiry_date <= fields.Datetime.now():
            return False
        user = self.user_id
        if not (user.active and user.partner_id.active):
            return False
        if self.kind == "client":
            company = user.partner_id.commercial_partner_id
            is_of_client = company == self.client_id and self.client_id.active
            return user.share and not user._is_public() and is_of_client
        if self.kind == "reseller":
            return user._is_reseller_only()
        return user._is_vendor()
