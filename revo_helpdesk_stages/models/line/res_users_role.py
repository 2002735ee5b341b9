from odoo import _, fields, models
from odoo.exceptions import UserError

from ...compat import groups_of, names_groups
from ..selections import ROLES

# The group that each role is. Where somebody has several, the first one is shown.
GROUP_OF_ROLE = {
    "manager": "helpdesk_mgmt.group_helpdesk_manager",
    "support": "revo_helpdesk_stages.group_support_agent",
    "development": "revo_helpdesk_stages.group_development_agent",
    "reseller": "revo_helpdesk_stages.group_reseller_user",
    "all": "helpdesk_mgmt.group_helpdesk_user",
    "direct": "helpdesk_mgmt.group_helpdesk_user_team",
    "own": "helpdesk_mgmt.group_helpdesk_user_own",
}

# The tiers in whose teams somebody of a role may be listed; without an entry: none.
_TIERS_OF_ROLE = {
    "manager": {"reseller", "support", "development", "direct"},
    "support": {"support", "direct"},
    "development": {"development", "direct"},
    "reseller": {"reseller"},
    "all": {"direct"},
    "direct": {"direct"},
    "own": {"direct"},
}


class ResUsers(models.Model):
    """What somebody does in the support line, as one choice."""

    _inherit = "res.users"

    # It does not depend on the groups: the choice made in a form would be lost with the
    # next group that is ticked there. Writing groups drops it from the cache instead.
    helpdesk_role = fields.Selection(
        ROLES,
        string="Role in the support line",
        compute="_compute_helpdesk_role",
        inverse="_inverse_helpdesk_role",
        groups="base.group_erp_manager",
        help="One role a person: it decides which tickets, menus and settings they "
        "see.",
    )

    def _compute_helpdesk_role(self):
        roles = {role: self.env.ref(group) for role, group in GROUP_OF_ROLE.items()}
        for user in self:
            groups = groups_of(user)._origin
            user.helpdesk_role = next(
                (role for role, group in roles.items() if group in groups), False
            )

    def _inverse_helpdesk_role(self):
        """Leave each user with exactly the groups of the role.

        A reseller's people keep no other rights, which would show them what is not
        their reseller's. And in the lists of those teams only in which the role works:
        a support agent who goes to a reseller is no longer listed with support.

        :raises UserError: for a client, who logs in on the portal, and for a reseller
            who administers the database
        """
        groups = self.env["res.groups"]._get_helpdesk_role_groups()
        for role, users in self.grouped("helpdesk_role").items():
            users._check_can_have_role(role)
            users -= users.filtered("share")
            users._check_no_administrator(role)
            # One by one, as what a group implies stays behind in 17.0; in 19.0 nothing
            # stays, being an employee included.
            commands = [(3, group.id) for group in groups]
            commands.append((4, self.env.ref("base.group_user").id))
            if role:
                commands.append((4, self.env.ref(GROUP_OF_ROLE[role]).id))
            if role == "reseller":
                # The form has said so before.
                others = users._get_other_rights(role)
                commands += [(3, group.id) for group in others]
            users.write({"groups_id": commands})
            users._leave_helpdesk_teams(role)

    def write(self, vals):
        # Before Odoo goes on as the superuser with what people may write of themselves.
        self._check_text_sizes([vals])
        self.partner_id._check_identity(vals)
        with self._handing_over(vals):
            result = super(ResUsers, self._as_leader(vals)).write(vals)
        if "partner_id" in vals:
            # Another contact may be another company's.
            self.env.registry.clear_cache()
        if names_groups(vals):
            self._check_line_address()
            self.invalidate_recordset(["helpdesk_role"])
            self._leave_visibility_lists()
            self.filtered("share")._leave_helpdesk_teams(None)
        return result

    def action_archive(self):
        # Odoo deletes what is planned for them.
        self._leave_for_good()
        return super().action_archive()

    def unlink(self):
        self._leave_for_good()
        return super().unlink()

    def _check_can_have_role(self, role):
        portal = self.filtered("share")
        if role and portal:
            raise UserError(
                _(
                    "%s logs in on the portal, as clients do, and has no role in the "
                    "support line. Make it an internal user first, then choose the "
                    "role.",
                    ", ".join(portal.mapped("name")),
                )
            )

    def _leave_helpdesk_teams(self, role):
        """Take users off the lists of the teams in whose tiers a role does not work."""
        tiers = list(_TIERS_OF_ROLE.get(role, ()))
        # sudo: who manages users need not see the teams.
        teams = self.env["helpdesk.ticket.team"].sudo().with_context(active_test=False)
        teams = teams.search([("user_ids", "in", self.ids), ("tier", "not in", tiers)])
        teams.write({"user_ids": [(3, user.id) for user in self]})

    def _leave_visibility_lists(self):
        """Take resellers' people and clients off the lists of who sees tickets."""
        leaving = self.filtered(lambda user: user.share or user._is_reseller_only())
        # sudo: who manages users need not see the teams.
        teams = self.env["helpdesk.ticket.team"].sudo().with_context(active_test=False)
        teams = teams.search([("visibility_user_ids", "in", leaving.ids)])
        teams.write({"visibility_user_ids": [(3, user.id) for user in leaving]})
