from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError


class HelpdeskAbsenceEntry(models.TransientModel):
    """Enter that a member of a team is away."""

    _name = "helpdesk.absence.entry"
    _description = "Enter an Absence"

    team_id = fields.Many2one("helpdesk.ticket.team", required=True, readonly=True)
    member_ids = fields.Many2many("res.users", compute="_compute_member_ids")
    user_id = fields.Many2one(
        "res.users",
        string="Who is away",
        required=True,
        domain="[('id', 'in', member_ids)]",
    )
    date_from = fields.Datetime(
        string="From", required=True, default=fields.Datetime.now
    )
    date_to = fields.Datetime(string="Until", required=True)

    @api.depends("team_id")
    def _compute_member_ids(self):
        for wizard in self:
            # Names of a team are for who keeps its absences.
            team = wizard.team_id.filtered("keeps_absences")
            wizard.member_ids = team._get_kept_members() if team else False

    def action_apply(self):
        """Enter the absence as a leave of the person.

        :return: the action that closes the wizard
        :raises AccessError: for anybody but a manager or the team's leader
        :raises UserError: for somebody else's people, for an end before the start, and
            for what is entered already
        """
        self.ensure_one()
        if not self.team_id.keeps_absences:
            raise AccessError(
                _(
                    "Absences in %s are entered by its leader and by helpdesk "
                    "managers. Ask one of them.",
                    self.team_id.name,
                )
            )
        self._check_entry()
        # sudo: Odoo lets everybody enter only their own.
        leaves = self.env["resource.calendar.leaves"].sudo()
        resource = self._get_resource()
        leaves.create(
            {
                "name": _("Absence"),
                "resource_id": resource.id,
                "calendar_id": resource.calendar_id.id,
                "date_from": self.date_from,
                "date_to": self.date_to,
                "time_type": "leave",
            }
        )
        return {"type": "ir.actions.act_window_close"}

    def _check_entry(self):
        if self.user_id not in self.team_id._get_kept_members():
            raise UserError(
                _(
                    "%(user)s does not work in %(team)s. Choose one of its members.",
                    user=self.user_id.name,
                    team=self.team_id.name,
                )
            )
        if self.date_to <= self.date_from:
            raise UserError(
                _("The absence ends before it begins. Correct one of the dates.")
            )
        known = self.env["helpdesk.absence"].search(
            [
                ("user_id", "=", self.user_id.id),
                ("date_from", "<", self.date_to),
                ("date_to", ">", self.date_from),
            ]
        )
        if known:
            raise UserError(
                _(
                    "%s is away then already. Choose other dates, or remove the other "
                    "absence first.",
                    self.user_id.name,
                )
            )

    def _get_resource(self):
        """Return what a person's leaves are entered for; whoever is no employee gets
        one.
        """
        # sudo: nobody but the system may create resources.
        resources = self.env["resource.resource"].sudo()
        user = self.user_id.sudo()
        known = resources.search([("user_id", "=", user.id)])
        company = self.team_id.company_id or user.company_id
        own = known.filtered(lambda resource: resource.company_id == company)
        return (own or known)[:1] or resources.create(
            {
                "name": user.name,
                "user_id": user.id,
                "company_id": user.company_id.id,
                "tz": user.tz or "UTC",
            }
        )
