from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...compat import app_of, groups_of, with_implied
from .res_users_role import GROUP_OF_ROLE

# What says how somebody works, and opens nothing.
_HARMLESS = (
    "base.group_multi_company",
    "base.group_no_one",
    "mail.group_mail_notification_type_inbox",
)
# Who administers the database would take it from the vendor.
_ADMINISTRATORS = "base.group_erp_manager"


class ResUsers(models.Model):
    """Which rights somebody has besides the role in the support line: a reseller's
    people keep none, and whoever chooses a role reads before what it means.
    """

    _inherit = "res.users"

    helpdesk_role_note = fields.Text(
        string="What the role means for other rights",
        compute="_compute_helpdesk_role_note",
        groups="base.group_erp_manager",
    )

    @api.depends("helpdesk_role", "groups_id")
    def _compute_helpdesk_role_note(self):
        for user in self:
            user.helpdesk_role_note = not user.share and user._get_role_note(
                user.helpdesk_role
            )

    def _get_role_note(self, role):
        """Return in words what a role means for the other rights of a user, ``False``
        where it means nothing for them.
        """
        self.ensure_one()
        if role != "reseller":
            rights = self._get_top_rights(self._get_other_rights(role))
            return bool(role and rights) and _(
                "The role leaves other rights as they are. This person administers: "
                "%s. Take off below what is not meant.",
                self._name_rights(rights),
            )
        if self._administers():
            return self._get_administrator_refusal()
        rights = self._get_other_rights(role)
        if not rights:
            return False
        if self._origin.helpdesk_role == role:
            return _(
                "Who works for a reseller has no other rights in this database. Take "
                "off below: %s.",
                self._name_rights(rights),
            )
        return _(
            "Who works for a reseller has no other rights in this database. When you "
            "save, this person loses: %s.",
            self._name_rights(rights),
        )

    def _get_other_rights(self, role):
        """Return the groups of these users that neither being an employee nor a role
        brings, the other roles left out.
        """
        groups = self.env["res.groups"]
        brought = self.env.ref("base.group_user")
        if role:
            brought |= self.env.ref(GROUP_OF_ROLE[role])
        harmless = groups.union(
            *filter(None, (self.env.ref(name, False) for name in _HARMLESS))
        )
        roles = groups._get_helpdesk_role_groups()
        return groups_of(self)._origin - with_implied(brought) - harmless - roles

    @api.model
    def _get_top_rights(self, groups):
        """Return those groups that are the highest level of an application."""
        return groups.filtered(
            lambda group: group.implied_ids.filtered(
                lambda lower: app_of(lower) and app_of(lower) == app_of(group)
            )
        )

    @api.model
    def _name_rights(self, groups):
        """Return the names of groups, without the lower levels of an application."""
        lower = groups.browse()
        for group in groups:
            implied = with_implied(group) - group
            lower |= implied.filtered(
                lambda other, above=group: not app_of(other)
                or app_of(other) == app_of(above)
            )
        return ", ".join(sorted((groups - lower).mapped("full_name")))

    def _administers(self):
        return self.env.ref(_ADMINISTRATORS) in groups_of(self)._origin

    def _get_administrator_refusal(self):
        return _(
            "%s administers this database and cannot work for a reseller, who would "
            "see everything. Take the administration off first: the role can be chosen "
            "then.",
            self.name,
        )

    def _check_no_administrator(self, role):
        """Check that nobody who administers the database is made a reseller's.

        :raises UserError: for one who does
        """
        for user in self:
            if role == "reseller" and user._administers():
                raise UserError(user._get_administrator_refusal())
