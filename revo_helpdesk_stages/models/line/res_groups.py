from odoo import api, models

from ...compat import names_users, users_of
from ..groups import TICKET_USERS
from .res_users_role import GROUP_OF_ROLE


class ResGroups(models.Model):
    """Who is taken out of a group hands over what they had in the teams of its role.

    On the user form one choice says the role in the support line
    (``res.users.helpdesk_role``): the groups behind it are not offered beside it, where
    they would contradict it. Odoo 17.0 asks the first method, 19.0 the second one.
    """

    _inherit = "res.groups"

    def write(self, vals):
        if not names_users(vals):
            return super().write(vals)
        # sudo: who manages groups need not see who is in them.
        users = users_of(self.sudo()) & users_of(self.env.ref(TICKET_USERS).sudo())
        with self.env["helpdesk.ticket.team"]._handing_over(users):
            return super().write(vals)

    @api.model
    def _get_known(self, *xmlids):
        """Return groups by their external ids, which are there: ``env.ref`` asks the
        database each time whether they are.
        """
        known = self.env["ir.model.data"]._xmlid_to_res_id
        return self.browse(known(xmlid) for xmlid in xmlids)

    @api.model
    def _get_helpdesk_role_groups(self):
        """Return the groups behind the roles; while they are being installed, those
        that are there.
        """
        groups = (self.env.ref(xmlid, False) for xmlid in GROUP_OF_ROLE.values())
        return self.browse().union(*(group for group in groups if group))

    @api.model
    def get_application_groups(self, domain):
        hidden = self._get_helpdesk_role_groups()
        return super().get_application_groups([*domain, ("id", "not in", hidden.ids)])

    @api.model
    def _get_view_group_hierarchy(self):
        """Offer the groups where Odoo keeps those of no application: in developer mode.

        They stay in the answer, as the form removes a group that it does not know.
        """
        hierarchy = super()._get_view_group_hierarchy()
        hidden = set(self._get_helpdesk_role_groups().ids)
        # Copies: Odoo keeps what it has answered.
        groups = {
            key: {**group, "privilege_id": False} if key in hidden else group
            for key, group in hierarchy["groups"].items()
        }
        privileges = {
            key: privilege
            for key, privilege in hierarchy["privileges"].items()
            if not hidden.issuperset(privilege["group_ids"])
        }
        categories = [
            {**category, "privilege_ids": offered}
            for category in hierarchy["categories"]
            if (
                offered := [
                    key for key in category["privilege_ids"] if key in privileges
                ]
            )
        ]
        return {
            **hierarchy,
            "groups": groups,
            "privileges": privileges,
            "categories": categories,
        }
