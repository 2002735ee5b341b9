from odoo import _, api, models

from ...compat import users_of
from ..groups import MANAGER_GROUP


class HelpdeskTicketTeam(models.Model):
    """The vendor's two teams, without which no ticket of the line goes anywhere."""

    _inherit = "helpdesk.ticket.team"

    @api.model
    def _create_vendor_teams(self, members):
        """Create the support team and the development team, where there is none that
        works for the present company, not even an archived one.

        All companies share them, so that the next company begins with a line, too.

        :param members: res.users recordset
        :return: the new teams
        """
        names = {"development": _("Development"), "support": _("Support")}
        missing = names.keys() - self._get_vendor_tiers()
        return self.create(
            [
                {
                    "name": name,
                    "pipeline": "escalation",
                    "tier": tier,
                    "company_id": False,
                    "user_ids": [(6, 0, members.ids)],
                    "show_in_portal": False,
                }
                for tier, name in names.items()
                if tier in missing
            ]
        )

    @api.model
    def _get_vendor_tiers(self):
        """Return the tiers of the vendor that the present company has, or had, a team
        of.
        """
        teams = self.with_context(active_test=False).search(
            [
                ("tier", "in", ["support", "development"]),
                ("company_id", "in", [self.env.company.id, False]),
            ]
        )
        return set(teams.mapped("tier"))

    @api.model
    def _get_first_people(self):
        """Return who begins with the line: the administrator, where that one manages
        the helpdesk, else all who do.
        """
        managers = users_of(self.env.ref(MANAGER_GROUP))
        managers = managers.filtered(lambda user: user.active and not user.share)
        # The superuser is nobody.
        managers -= self.env.ref("base.user_root")
        admin = self.env.ref("base.user_admin", raise_if_not_found=False)
        return managers & admin if admin and admin in managers else managers
