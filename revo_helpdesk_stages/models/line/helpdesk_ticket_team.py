from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...compat import check_access
from ..groups import GROUP_OF_TIER
from ..selections import PIPELINES, TIERS


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    pipeline = fields.Selection(
        PIPELINES,
        required=True,
        default="direct",
        help="Escalation: the team is part of the line between clients, resellers, "
        "support and development. Direct: the team serves its clients itself.",
    )
    tier = fields.Selection(
        TIERS,
        compute="_compute_tier",
        store=True,
        readonly=False,
        required=True,
        default="direct",
        help="Where the team stands in the line.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Company of the reseller",
        domain="[('is_company', '=', True)]",
        index="btree_not_null",
    )
    client_ids = fields.Many2many(
        "res.partner",
        string="Client companies",
        compute="_compute_client_ids",
        inverse="_inverse_client_ids",
        domain="[('is_company', '=', True), ('parent_id', '=', False)]",
        help="Tickets of these companies start in this team's backlog.",
    )
    support_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        compute="_compute_support_team_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        domain="[('tier', '=', 'support')]",
        help="Escalated tickets go to this team.",
    )
    development_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        compute="_compute_development_team_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        domain="[('tier', '=', 'development')]",
        help="Tickets that need development go to this team.",
    )
    is_default = fields.Boolean(
        compute="_compute_is_default",
        help="New teams hand over to this team, and tickets without a team of this "
        "tier go to it.",
    )

    @api.depends("pipeline")
    def _compute_tier(self):
        for team in self:
            if team.pipeline == "direct":
                team.tier = "direct"
            elif team.tier in (False, "direct"):
                team.tier = "reseller"

    def _compute_client_ids(self):
        clients = self.env["res.partner"].search([("reseller_team_id", "in", self.ids)])
        for team in self:
            team.client_ids = clients.filtered(
                lambda p, of=team: p.reseller_team_id == of
            )

    def _inverse_client_ids(self):
        # sudo: who edits teams need not be allowed to edit contacts; only the reseller
        # of a client is written.
        partners = self.env["res.partner"].sudo()
        clients = partners.search([("reseller_team_id", "in", self.ids)])
        for team in self:
            before = clients.filtered(lambda p, of=team: p.reseller_team_id == of)
            after = team.client_ids.sudo()
            (before - after).reseller_team_id = False
            (after - before).reseller_team_id = team

    @api.depends("tier", "company_id")
    def _compute_support_team_id(self):
        for team in self:
            if team.tier != "reseller":
                team.support_team_id = False
            elif not team.support_team_id:
                team.support_team_id = team._get_default_team("support")

    @api.depends("tier", "company_id")
    def _compute_development_team_id(self):
        for team in self:
            if team.tier != "support":
                team.development_team_id = False
            elif not team.development_team_id:
                team.development_team_id = team._get_default_team("development")

    @api.depends_context("company")
    def _compute_is_default(self):
        for team in self:
            team.is_default = bool(team) and team == team._get_default_team(team.tier)

    @api.constrains("pipeline", "tier")
    def _check_tier(self):
        for team in self:
            if (team.pipeline == "direct") != (team.tier == "direct"):
                raise ValidationError(
                    _(
                        "The team %(team)s mixes two pipelines: choose the tier "
                        "Direct for a direct team, and another tier for a team of the "
                        "escalation pipeline.",
                        team=team.name,
                    )
                )
        stranded = self.env["helpdesk.ticket"].search(
            [("team_id", "in", self.ids), ("closed", "=", False)]
        )
        stranded = stranded.filtered(lambda t: t.stage_id.tier != t.team_id.tier)
        if stranded:
            raise ValidationError(
                _(
                    "The team %(team)s still has open tickets that stand with its "
                    "present tier: %(tickets)s. Move or close them first, then change "
                    "the team.",
                    team=stranded[0].team_id.name,
                    tickets=", ".join(stranded[:5].mapped("number")),
                )
            )

    def write(self, vals):
        self._check_cleared(vals)
        with self._counting_again(), self._handing_over_lists(vals):
            result = super().write(vals)
        if "active" in vals:
            # Which stages are theirs alone is kept in memory.
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def action_make_default(self):
        """Make this the default of its tier, for new teams and unclaimed tickets."""
        self.ensure_one()
        check_access(self, "write")
        company = self.company_id or self.env.company
        # sudo: helpdesk managers configure teams but may not write companies; only this
        # one field is touched.
        company = company.sudo()
        company[self._get_default_team_field(self.tier)] = self
        if self.tier == "reseller":
            company.helpdesk_support_serves_clients = False
        return True

    def _get_applicable_stages(self):
        pipeline = self.pipeline or "direct"
        return (
            super()
            ._get_applicable_stages()
            .filtered(lambda stage: stage.pipeline == pipeline)
        )

    @api.model
    def _get_default_team_field(self, tier):
        return f"helpdesk_default_{tier}_team_id"

    def _get_default_team(self, tier, company=None):
        """Return the default team of a tier, empty for the direct tier.

        Where a company has named none, its own first team counts, else the first that
        all companies share. No reseller is found so: two resellers are competitors.

        :param company: res.company, by default that of the team, else the present one
        """
        if tier not in GROUP_OF_TIER:
            return self.browse()
        company = company or self.company_id[:1] or self.env.company
        # sudo: a reseller's user may not see the vendor's teams.
        team = company.sudo()[self._get_default_team_field(tier)].filtered("active")
        if not team and tier != "reseller":
            team = self._get_first_team(tier, company)
        return team.with_env(self.env)

    @api.model
    def _get_first_team(self, tier, company):
        """Return the first team of a tier that works for a company: one of its own,
        before those that all companies share.
        """
        # sudo: who opens a ticket need not see the teams.
        teams = self.sudo().search(
            [("tier", "=", tier), ("company_id", "in", [company.id, False])]
        )
        return (teams.filtered("company_id") or teams)[:1].with_env(self.env)
