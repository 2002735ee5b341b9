from odoo import models

from ...compat import check_rights
from .helpdesk_place import HelpdeskPlace


class HelpdeskTicketTeam(models.Model):
    """A team goes when it has no open tickets any more."""

    _name = "helpdesk.ticket.team"
    _inherit = ["helpdesk.ticket.team", HelpdeskPlace._name]

    def _check_cleared(self, vals):
        """Check that no open ticket stands with teams, or belongs to them, that are to
        be archived.

        :param dict vals: as given to ``write``
        :raises PlaceMissing: with the wizard that asks which team takes them
        """
        leaving = self.filtered("active")
        if vals.get("active", True) or not leaving:
            return
        if not self.env.su:
            # Who may not archive them learns nothing of their tickets.
            check_rights(leaving, "write")
        for team in leaving:
            tickets = team._get_open_tickets()
            if tickets:
                team._ask_for_place(tickets, team_id=team.id)

    def _get_open_tickets(self):
        """Return the open tickets that stand with the team, or are its clients'."""
        # sudo: they count, no matter who may see them.
        tickets = self.env["helpdesk.ticket"].sudo()
        return tickets.search(
            [
                # What is resolved its client may still reopen.
                ("closed_date", "=", False),
                "|",
                ("team_id", "=", self.id),
                ("reseller_team_id", "=", self.id),
            ]
        )
