from odoo import models, tools

from ...policies.audience import AUDIENCES, may_read
from ..groups import GROUP_OF_TIER, MANAGER_GROUP, TICKET_USERS, VENDOR_GROUPS

# Where somebody has several roles, the first one speaks: a support agent who also helps
# development out writes as support.
_TIERS = ("support", "development", "reseller")
_STAFF = (
    TICKET_USERS,
    GROUP_OF_TIER["support"],
    GROUP_OF_TIER["development"],
    MANAGER_GROUP,
)


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_helpdesk_tiers(self):
        """Return the tiers of the support line that a user works in, in speaking order.

        :return: list of reseller, support and development; empty for everybody else
        """
        self.ensure_one()
        return [tier for tier in _TIERS if self.has_group(GROUP_OF_TIER[tier])]

    def _is_reseller_only(self):
        """Return whether a user works for a reseller and not for the vendor."""
        self.ensure_one()
        # sudo: 19.0 tells nobody on the portal of the groups of others, whose role
        # decides what is sent to them.
        user = self.sudo()
        return user.has_group(GROUP_OF_TIER["reseller"]) and not any(
            user.has_group(group) for group in VENDOR_GROUPS
        )

    def _is_vendor(self):
        """Return whether a user works for the vendor."""
        return self._get_audience() == "vendor"

    def _get_audience(self):
        """Return the audience that a user belongs to: client, reseller or vendor."""
        self.ensure_one()
        if self.share:
            return "client"
        return "reseller" if self._is_reseller_only() else "vendor"

    @tools.ormcache("self.id")
    def _get_line_role(self):
        """Return what a user is in the line: all others notice nothing of its walls.

        Kept, as everything asks for it, until a group changes, a contact goes to
        another company, or a company becomes a client of the line.

        :return: ``"client"``, whose company has a reseller or a ticket, ``"reseller"``,
            ``"staff"``, or ``None`` for everybody else
        """
        self.ensure_one()
        if self.share:
            return "client" if self._is_client() else None
        if self._is_reseller_only():
            return "reseller"
        return "staff" if any(self.has_group(group) for group in _STAFF) else None

    def _is_client(self):
        """Return whether a user of the portal is of the clients of the line."""
        # sudo: who a company belongs to is nothing that its people may look up.
        partner = self.sudo().partner_id
        return not self._is_public() and (
            partner.is_helpdesk_client
            or partner.commercial_partner_id.is_helpdesk_client
        )

    def _is_party(self):
        """Return whether somebody is of the parties that are kept apart, resellers and
        clients, to whom everything is closed that is not opened.
        """
        return self._get_line_role() in ("client", "reseller")

    def _get_readable_audiences(self):
        """Return the audiences whose texts and files a user may read.

        The rules of access ask for it: groups decide, and Odoo forgets what it knows of
        a rule when groups change.
        """
        own = self._get_audience()
        return [audience for audience in AUDIENCES if may_read(own, audience)]

    def _get_party_domain(self):
        """Return the domain of what is of the party of a user, on whichever ticket.

        A reseller reads what was of its team when it was written, a client what was of
        its company; the vendor reads of all parties. Relations, as Odoo caches the
        evaluated domain.
        """
        self.ensure_one()
        return {
            "client": [
                ("party_client_id.commercial_contact_ids.user_ids", "in", self.ids)
            ],
            "reseller": [("party_team_id.user_ids", "in", self.ids)],
            "vendor": [(1, "=", 1)],
        }[self._get_audience()]

    def _get_line_domain(self):
        """Return the domain of the line's tickets that one of the vendor's people
        knows.

        Support knows what stands or once stood with the vendor, development what stands
        or once stood with development. Who works in neither knows none, unless the
        group shows all tickets: following one opens nothing.
        """
        self.ensure_one()
        tiers = self._get_helpdesk_tiers()
        sees_all = self.has_group("helpdesk_mgmt.group_helpdesk_user")
        if "support" in tiers or (sees_all and not tiers):
            return [("escalated_date", "!=", False)]
        if "development" in tiers:
            return [("development_date", "!=", False)]
        return [(0, "=", 1)]
