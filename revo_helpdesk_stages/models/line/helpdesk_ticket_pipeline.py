from odoo import _, api, fields, models

from ...policies.intake import origin_of
from ..selections import ORIGINS


class HelpdeskTicket(models.Model):
    """Where a ticket stands in the support line."""

    _inherit = "helpdesk.ticket"

    _sql_constraints = [
        (
            "number_uniq",
            "unique(number)",
            "Another ticket has this number. Leave it empty, and it gets the next one.",
        ),
    ]

    pipeline = fields.Selection(related="stage_id.pipeline", store=True)
    tier = fields.Selection(related="stage_id.tier", store=True)
    phase = fields.Selection(related="stage_id.phase", store=True)
    waiting_on = fields.Selection(
        related="stage_id.waiting_on", string="Waiting on", store=True
    )
    # Stored, so that the person who does not see the stage can still search for open
    # tickets.
    closed = fields.Boolean(store=True)
    waiting_since = fields.Datetime(
        string="Waiting since",
        default=fields.Datetime.now,
        readonly=True,
        copy=False,
        help="Since when it is this party's move.",
    )
    origin = fields.Selection(
        ORIGINS,
        string="Opened by",
        compute="_compute_origin",
        store=True,
        readonly=False,
        help="Tickets of clients are orange and start with their reseller. Tickets of "
        "resellers are white and start in the backlog of support.",
    )
    reseller_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        index=True,
        tracking=True,
        ondelete="restrict",
        domain="[('tier', '=', 'reseller')]",
        help="The team that owns the relation with the client, also while another "
        "team works on the ticket.",
    )
    escalated_date = fields.Datetime(string="Escalated on", readonly=True, copy=False)
    development_date = fields.Datetime(
        string="Handed to development on",
        readonly=True,
        copy=False,
    )
    assignment_ids = fields.One2many(
        "helpdesk.ticket.assignment", "ticket_id", string="Assignments", readonly=True
    )

    @api.depends("name", "number")
    def _compute_display_name(self):
        """Name a ticket that is being entered before it has a number and a title."""
        entered = self.filtered(lambda ticket: not ticket._origin.id)
        entered.display_name = _("New ticket")
        return super(HelpdeskTicket, self - entered)._compute_display_name()

    @api.depends("team_id")
    def _compute_stage_id(self):
        """Keep the stage where it suits the team, else start where its tier does."""
        escalation = self.filtered(
            lambda ticket: ticket.team_id.pipeline == "escalation"
        )
        for ticket in escalation:
            if ticket.stage_id.tier != ticket.team_id.tier:
                ticket.stage_id = ticket.stage_id._get_starting_stage(
                    ticket.team_id.tier, ticket.team_id
                )
        return super(HelpdeskTicket, self - escalation)._compute_stage_id()

    @api.depends("user_id")
    def _compute_team_id(self):
        """A ticket without a team serves nobody's tier: it only joins direct teams."""
        for ticket in self:
            teams = ticket.user_id.helpdesk_team_ids
            if not ticket.team_id and teams:
                ticket.team_id = teams.filtered(lambda team: team.pipeline == "direct")[
                    :1
                ]

    @api.depends("partner_id")
    def _compute_origin(self):
        """Propose who opened the ticket while it is being entered; then it stays."""
        entered = self.filtered(
            lambda ticket: not (ticket._origin.id and ticket.origin)
        )
        if entered:
            opener = self._get_opener()
            kinds = self._get_contact_kinds(entered.partner_id)
            for ticket in entered:
                ticket.origin = origin_of(opener, kinds.get(ticket.partner_id.id))

    @api.model
    def _read_group_stage_ids(self, stages, domain, order=None):
        """Show all columns of the board's pipeline, and no other pipeline's."""
        team = self.env["helpdesk.ticket.team"].browse(
            self.env.context.get("default_team_id") or []
        )
        pipelines = {self.env.context.get("helpdesk_pipeline") or team.pipeline}
        if pipelines == {False}:
            # sudo: tickets may stand where the user no longer sees the stage.
            pipelines = set(stages.sudo().mapped("pipeline")) or {"direct"}
        columns = [("pipeline", "in", list(pipelines))]
        if team:
            columns += ["|", ("team_ids", "=", False), ("team_ids", "in", team.ids)]
        seen = stages.search(columns)
        # sudo: a column whose tickets somebody sees has its name, no matter who sees
        # the stage, or whether it is still in use.
        known = stages.sudo().with_context(active_test=False)
        found = known.search([("id", "in", (stages | seen).ids)], order=order)
        return found.with_env(stages.sudo().env)
