import re

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.base.models.res_users import INDEX_SIZE

from ...contract import SCOPE, SECRET
from .helpdesk_api_key import HelpdeskApiKey as DefinedHelpdeskApiKey

# What each call asks of its key.
_ASKED = ["user_id", "kind", "client_id", "expiry_date", "rate", "name"]


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
        # SQL: Odoo says whose it is, and not which one; and no domain sees its index.
        of_secret = SQL(
            """(
            SELECT known.id
              FROM helpdesk_api_key known
              JOIN res_users_apikeys secret ON secret.id = known.apikey_id
              JOIN res_users owner ON owner.id = known.user_id
              JOIN res_partner person ON person.id = owner.partner_id
             WHERE secret.user_id = %s
               AND secret.scope = %s
               AND secret.index = %s
               AND owner.id = secret.user_id
               AND owner.active
               AND person.active
            )""",
            *(user_id, SCOPE, secret[:INDEX_SIZE]),
        )
        found = keys.search_fetch([("id", "in", of_secret)], _ASKED)
        # Two with the same beginning cannot be told from each other.
        return found if len(found) == 1 and found._is_valid() else keys

    def _is_valid(self):
        """Return whether this key has not run out, and its user is who it was. That the
        user is still there is asked apart.
        """
        self.ensure_one()
        if not self.expiry_date or self.expiry_date <= fields.Datetime.now():
            return False
        user = self.user_id
        if self.kind == "client":
            person, client = user.partner_id, self.client_id
            # Both at once.
            (person | client).fetch(["active", "commercial_partner_id"])
            is_of_client = client.active and person.commercial_partner_id == client
            return user.share and not user._is_public() and is_of_client
        if self.kind == "reseller":
            return user._is_reseller_only()
        return user._is_vendor()
