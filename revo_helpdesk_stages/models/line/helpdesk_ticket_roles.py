from odoo import SUPERUSER_ID, _, models
from odoo.exceptions import UserError

from ..groups import MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """In which role somebody acts on a ticket, and who decides who works on it."""

    _inherit = "helpdesk.ticket"

    def _check_ownership(self, vals):
        """Check who changes assignee, team and reseller.

        :raises UserError: where the ticket stands with others
        """
        actors = self._get_actors()
        given_team = self._get_given_team(vals)
        targets = self._group_by_target(vals, given_team)
        staying = targets.get(self.env["helpdesk.ticket.stage"], self.browse())
        for ticket in self:
            roles = actors[ticket.id]
            new_reseller = (
                "reseller_team_id" in vals
                and ticket.reseller_team_id
                and vals["reseller_team_id"] != ticket.reseller_team_id.id
            )
            if new_reseller and "manager" not in roles:
                raise UserError(
                    _(
                        "%s keeps its reseller while others work on it. Ask a "
                        "helpdesk manager to give it to another one.",
                        ticket.number,
                    )
                )
            changes_holder = ticket in staying and any(
                name in vals and (vals[name] or False) != ticket[name].id
                for name in ("user_id", "team_id")
            )
            if changes_holder and not {ticket.tier, "manager"} & set(roles):
                raise UserError(
                    _(
                        "%(ticket)s stands with %(team)s: only they decide who works "
                        "on it. Write them a message instead.",
                        ticket=ticket.number,
                        team=ticket.sudo().team_id.name,
                    )
                )
            if changes_holder and "team_id" in vals and not given_team:
                raise UserError(
                    _(
                        "%s would stand with nobody. Choose the team that works on it.",
                        ticket.number,
                    )
                )

    def _get_actors(self):
        """Return in which roles the present user acts on each ticket.

        :return: ``{ticket id: [role, …]}``, the role that counts first in front
        """
        user = self.env.user
        if user.share:
            # sudo: only whose ticket it is, is read.
            return {
                ticket.id: ["client"]
                if ticket.sudo()._is_shown_to(user.partner_id)
                else []
                for ticket in self
            }
        tiers = user._get_helpdesk_tiers()
        everywhere = [tier for tier in tiers if tier != "reseller"]
        if user.id == SUPERUSER_ID:
            everywhere.append("system")
        last = ["manager"] if user.has_group(MANAGER_GROUP) else []
        # sudo: only the membership of the present user is read, and which reseller a
        # ticket is of.
        own = user.sudo().with_context(active_test=False).helpdesk_team_ids
        return {
            ticket.id: everywhere
            + (["reseller"] if ticket.sudo().reseller_team_id in own else [])
            + last
            for ticket in self
        }
