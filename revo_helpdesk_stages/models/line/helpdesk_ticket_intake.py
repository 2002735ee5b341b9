from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...policies import intake
from ..context import IMPORTED, says
from ..groups import TEAM_USERS


class HelpdeskTicket(models.Model):
    """Where a ticket starts, by whichever way it comes in."""

    _inherit = "helpdesk.ticket"

    @api.model
    def default_get(self, fields_list):
        """Leave the assignee open, unless the team leaves it to helpdesk_mgmt: its
        option would assign the opener, be it the mail gateway.
        """
        defaults = self._propose(super().default_get, fields_list)
        team_id = defaults.get("team_id")
        if defaults.get("user_id") and not self._assigns_opener(team_id):
            del defaults["user_id"]
        return defaults

    @api.model
    def _assigns_opener(self, team_id):
        """Return whether helpdesk_mgmt may assign a new ticket to who opens it.

        :param team_id: of the team where it starts; without one those of the person
        """
        if self.env.context.get("default_user_id"):
            return True
        if says(self, IMPORTED):
            return False
        user = self.env.user
        if self._get_opener() not in ("staff", "manager"):
            return False
        if not user.has_group(TEAM_USERS):
            # Whose own tickets alone are shown could open none that is nobody's.
            return True
        # sudo: the method of a team, which its members may not see.
        teams = self.env["helpdesk.ticket.team"].sudo().browse(team_id or [])
        teams = teams or user.sudo().helpdesk_team_ids
        return all(team.assignment_method == "opener" for team in teams)

    @api.model
    def _plan_starts(self, plan):
        """Settle where each new ticket starts.

        What the context proposes counts like what is given.
        """
        proposed = self.default_get(["stage_id", "team_id", "user_id"])
        given = [{**self._fit(proposed, vals), **vals} for vals in plan.vals_list]
        starts = self._get_starts(given)
        plan.line = {index for index, start in enumerate(starts) if start}
        plan.astray = self._get_astray(given, starts)
        plan.vals_list = [
            {**vals, **start} for vals, start in zip(given, starts, strict=True)
        ]
        # sudo: helpdesk_mgmt asks for the company of a team that the opener may not
        # see, and finds it read.
        teams = self.env["helpdesk.ticket.team"].sudo()
        ids = {vals["team_id"] for vals in plan.vals_list if vals.get("team_id")}
        teams.browse(ids).mapped("company_id")

    @api.model
    def _fit(self, proposed, vals):
        """Return what is proposed for a new ticket, without the opener where the team
        in its values does not assign them.
        """
        if vals.get("team_id") and not self._assigns_opener(vals["team_id"]):
            return {name: proposed[name] for name in proposed.keys() - {"user_id"}}
        return proposed

    @api.model
    def _get_starts(self, vals_list):
        """Return where each new ticket starts: team, stage, origin, reseller and
        assignee.

        :param list vals_list: values as given to ``create``
        :return: a list of dicts of values; empty for a ticket outside of the line
        """
        opener = self._get_opener()
        partners = self.env["res.partner"].browse(
            {vals["partner_id"] for vals in vals_list if vals.get("partner_id")}
        )
        teams = self.env["helpdesk.ticket.team"].browse(
            {vals["team_id"] for vals in vals_list if vals.get("team_id")}
        )
        kinds = self._get_contact_kinds(partners)
        opener_teams = self._get_reseller_teams(self.env.user)
        stages = self.env["helpdesk.ticket.stage"]
        companies = self._get_companies(vals_list)
        default_teams = self._get_default_teams(companies)
        starts = []
        for vals, company in zip(vals_list, companies, strict=True):
            # sudo: the contact's reseller decides, no matter who may read it.
            contact = partners.browse(vals.get("partner_id") or []).sudo()
            team = teams.browse(vals.get("team_id") or []).sudo()
            defaults = default_teams[company]
            # sudo: where a ticket goes decides, no matter who sees the stage.
            asked = stages.sudo().browse(vals.get("stage_id") or [])
            is_clients = self._is_opened_for_client(
                opener, kinds.get(contact.id), vals.get("user_id")
            )
            if not self._is_for_the_line(
                opener, contact, team, is_clients and defaults, asked
            ):
                starts.append({})
                continue
            origin = intake.origin_of(opener, kinds.get(contact.id), vals.get("origin"))
            starts.append(
                self._get_start(
                    vals,
                    origin,
                    opener_teams,
                    contact,
                    # A team that has gone gets nothing new.
                    team.filtered("active"),
                    defaults,
                )
            )
        return starts

    @api.model
    def _is_for_the_line(self, opener, contact, team, defaults, asked=None):
        """Return whether a new ticket belongs to the escalation pipeline.

        :param defaults: DefaultTeams, which take a client's ticket; ``False`` where
            the ticket is not opened as a client's
        :param asked: the stage that is asked for, which counts where it is imported
        """
        if team or (asked and says(self, IMPORTED)):
            return (team or asked).pipeline == "escalation"
        if opener in ("reseller", "support", "development"):
            return True
        return bool(
            self._get_contact_team(contact) or (defaults and defaults.takes_clients())
        )

    @api.model
    def _get_contact_team(self, contact):
        """Return the reseller of the contact, as a client or as one of its people."""
        client_of = contact.commercial_partner_id.reseller_team_id.filtered("active")
        return (client_of or self._get_reseller_teams(contact.user_ids))[:1]

    @api.model
    def _get_start(self, vals, origin, opener_teams, contact, team, defaults):
        reseller = self._get_start_reseller(
            vals, origin, opener_teams, contact, team, defaults
        )
        tier = intake.starting_tier(origin, bool(reseller))
        if tier == "reseller":
            starting_team = reseller
        elif team.tier == "support":
            starting_team = team
        else:
            support = reseller.support_team_id.filtered("active")
            starting_team = support or defaults.support
        # sudo: where a ticket goes decides, no matter who sees the stage.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        stage = stages._get_starting_stage(tier, starting_team)
        stage = self._get_start_stage(vals, stage)
        if says(self, IMPORTED):
            starting_team = self._get_imported_team(
                vals, stage, team, reseller, defaults
            )
        now = fields.Datetime.now()
        assignee = self.env["res.users"].browse(vals.get("user_id") or [])
        keeps_assignee = (
            assignee and starting_team and starting_team._is_member(assignee)
        )
        return {
            "origin": origin,
            "reseller_team_id": reseller.id,
            "team_id": starting_team.id,
            "stage_id": stage.id,
            "user_id": assignee.id if keeps_assignee else False,
            "escalated_date": now if tier == "support" else vals.get("escalated_date"),
        }

    @api.model
    def _get_start_reseller(self, vals, origin, opener_teams, contact, team, defaults):
        """Return the reseller team that a new ticket belongs to, empty for none."""
        given = team if team.tier == "reseller" else team.browse()
        picked = intake.pick_reseller(
            opener_teams.ids,
            self._get_contact_team(contact).id,
            vals.get("reseller_team_id") or given.id,
            lambda: defaults.reseller.id,
            origin,
        )
        return team.browse(picked or [])

    @api.model
    def _get_start_stage(self, vals, start):
        """Return the stage a ticket starts in; refuse another one of the line.

        A stage of the direct pipeline is no wish: OCA's portal names its default one.
        """
        asked = start.browse(vals.get("stage_id") or [])
        if asked and says(self, IMPORTED):
            return asked
        if asked != start and asked.pipeline == "escalation":
            raise UserError(
                _(
                    "The ticket %(ticket)s cannot start in %(asked)s: it starts in "
                    "%(start)s. Leave the stage empty, and move the ticket from there.",
                    ticket=vals.get("name") or "",
                    asked=asked.name,
                    start=start.name,
                )
            )
        return start

    @api.model
    def _get_reseller_teams(self, users):
        """Return the reseller teams that users work in, in the teams' order."""
        # sudo: read of the team list only, to route a ticket.
        return (
            users.sudo()
            .helpdesk_team_ids.filtered(lambda team: team.tier == "reseller")
            # With a key: without one, Odoo searches for the order.
            .sorted(lambda team: (team.sequence, team.id))
        )
