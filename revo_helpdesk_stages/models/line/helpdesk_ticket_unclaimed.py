from odoo import api, fields, models

from ..context import IMPORTED, says
from ..groups import MANAGER_GROUP

UNCLAIMED = "revo_helpdesk_stages.mail_activity_type_unclaimed"


class HelpdeskTicket(models.Model):
    """Cases of clients whom no reseller looks after: support has them, is asked to find
    the reseller, and they start there as soon as there is one.

    Source: architecture, section 3, "Where a case starts".
    """

    _inherit = "helpdesk.ticket"

    is_unclaimed = fields.Boolean(
        string="Waits for a reseller",
        compute="_compute_is_unclaimed",
        groups=f"revo_helpdesk_stages.group_support_agent,{MANAGER_GROUP}",
        help="No reseller looks after the client, and support does not serve it "
        "either.",
    )

    @api.depends("pipeline", "origin", "reseller_team_id", "closed", "company_id")
    def _compute_is_unclaimed(self):
        for ticket in self:
            # sudo: a setting of the company, which an agent need not read.
            ticket.is_unclaimed = (
                ticket.pipeline == "escalation"
                and ticket.origin == "client"
                and not ticket.reseller_team_id
                and not ticket.closed
                and not ticket.company_id.sudo().helpdesk_support_serves_clients
            )

    @api.model
    def _get_unclaimed_domain(self):
        """Return the domain of the open cases that wait for a reseller to be set."""
        return [
            ("pipeline", "=", "escalation"),
            ("origin", "=", "client"),
            ("reseller_team_id", "=", False),
            ("closed", "=", False),
            ("company_id.helpdesk_support_serves_clients", "=", False),
        ]

    def _tell_unclaimed(self, plan):
        """Ask one of the team that has each of these new cases to set its reseller.

        :param plan: CreatePlan
        """
        if says(self, IMPORTED):
            return
        # sudo: who opens a ticket need not see where it goes.
        unclaimed = self.browse(self[index].id for index in plan.line).sudo()
        unclaimed = unclaimed.filtered(
            lambda ticket: ticket.is_unclaimed and ticket.team_id
        )
        if unclaimed:
            unclaimed._plan_for_one(UNCLAIMED, unclaimed._get_responsibles())

    def _pick_claimed(self, vals):
        """Return the tickets that get their first reseller and start there now: nobody
        at the vendor's has begun with them.

        :param dict vals: what is written, with nothing of stage or team
        """
        if not vals.get("reseller_team_id") or {"stage_id", "team_id"} & vals.keys():
            return self.browse()
        # sudo: whose a ticket is decides, no matter who may see it.
        return self.filtered(
            lambda ticket: ticket.sudo().origin == "client"
            and not ticket.sudo().reseller_team_id
            and ticket.tier == "support"
            and ticket.phase == "backlog"
        )

    def _plan_claim(self, plan):
        """Settle that tickets start with the reseller that they get, as a client's case
        does: they have not been escalated.

        :param plan: WritePlan
        """
        # sudo: where a ticket goes decides, no matter who sees the team or the stage.
        team = self.env["helpdesk.ticket.team"].sudo()
        team = team.browse(plan.vals["reseller_team_id"])
        stage = self.env["helpdesk.ticket.stage"].sudo()
        self._plan_entries(plan, stage._get_starting_stage("reseller", team), team)
        for ticket in self:
            plan.settled[ticket]["escalated_date"] = False

    def action_set_reseller(self):
        """Ask which reseller looks after the client from now on.

        :return: the action of the wizard
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_reseller_choice_action"
        )
        action["context"] = {"default_ticket_id": self.id}
        return action
