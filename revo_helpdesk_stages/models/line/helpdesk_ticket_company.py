from functools import cached_property

from odoo import api, models

from ...compat import users_of
from ..groups import MANAGER_GROUP

ASTRAY = "revo_helpdesk_stages.mail_activity_type_astray"


class DefaultTeams:
    """Which teams work for a company, each looked up when somebody asks for it."""

    def __init__(self, teams, company):
        """Take helpdesk.ticket.team, whichever, and a res.company record."""
        self._teams = teams
        self._company = company

    @cached_property
    def reseller(self):
        return self._teams._get_default_team("reseller", self._company)

    @cached_property
    def support(self):
        return self._teams._get_default_team("support", self._company)

    @cached_property
    def development(self):
        return self._teams._get_default_team("development", self._company)

    @cached_property
    def direct(self):
        """Who else serves clients; their tickets are for people to take."""
        return self._teams._get_first_team("direct", self._company)

    def leaves_no_choice(self):
        """Return whether all clients go into the line: nobody else serves them, or
        there is a reseller for all.
        """
        return bool(self.reseller or (self.support and not self.direct))

    def takes_clients(self):
        """Return whether a client's ticket goes into the line that has no reseller."""
        return bool(self.reseller or self.support)

    def are_there(self):
        """Return whether any team works for the company."""
        return bool(self.reseller or self.support or self.direct)


class HelpdeskTicket(models.Model):
    """Each company has its own teams: where a ticket goes that is of another one than
    who opens it, and who is told where none is there.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_companies(self, vals_list):
        """Return the company of each new ticket.

        :param list vals_list: values as given to ``create``
        :return: list of res.company records
        """
        companies = self.env["res.company"]
        proposed = self.default_get(["company_id"]).get("company_id")
        return [
            companies.browse(vals.get("company_id") or proposed or self.env.company.id)
            for vals in vals_list
        ]

    @api.model
    def _get_default_teams(self, companies):
        """Return the teams that tickets of companies start with.

        :param companies: iterable of res.company records
        :return: ``{company: DefaultTeams}``
        """
        teams = self.env["helpdesk.ticket.team"]
        return {company: DefaultTeams(teams, company) for company in set(companies)}

    @api.model
    def _get_astray(self, vals_list, starts):
        """Return which new tickets no team is there for, whoever opens them.

        Those outside of the line are people's to take, as in helpdesk_mgmt, unless
        their company has nobody who could.

        :param list starts: as of ``_get_starts``
        :return: ``{index: res.company}``
        """
        without = {
            index: start
            for index, start in enumerate(starts)
            if not (start.get("team_id") if start else vals_list[index].get("team_id"))
        }
        if not without:
            return {}
        companies = self._get_companies(vals_list)
        defaults = self._get_default_teams(companies[index] for index in without)
        astray = {
            index: companies[index]
            for index, start in without.items()
            if start or not defaults[companies[index]].are_there()
        }
        # sudo: where there is no line, nobody expects to be told.
        teams = self.env["helpdesk.ticket.team"].sudo()
        in_line = astray and teams.search_count([("pipeline", "=", "escalation")])
        return astray if in_line else {}

    def _tell_astray(self, plan):
        """Tell the managers of its company of each new ticket that no team is there
        for: it stays where it is until they set one.

        :param plan: CreatePlan
        """
        if not plan.astray:
            return
        # sudo: who opens a ticket need not see who manages.
        managers = users_of(self.env.ref(MANAGER_GROUP).sudo()).filtered("active")
        self._plan_activities(
            ASTRAY,
            {
                self[index]: managers.filtered(
                    lambda user, of=company: of in user.company_ids
                )
                for index, company in plan.astray.items()
            },
        )
