from odoo import api, fields, models

from ..groups import EMPLOYEES
from .helpdesk_ticket_distribution import NOBODY_THERE


class HelpdeskTicket(models.Model):
    """Tickets that came while all of their team were away."""

    _inherit = "helpdesk.ticket"

    # Who takes a ticket from somebody on purpose leaves it to people.
    waits_for_member = fields.Boolean(
        string="Waits until somebody is back",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="It came while everybody of the team was away, and is assigned as soon as "
        "somebody is back.",
    )

    def _plan_waiting(self, plan):
        """Settle which tickets wait until somebody is back.

        :param plan: WritePlan
        """
        # sudo: the server notes it, no matter who moves the ticket.
        for ticket in self.sudo():
            waits = ticket in plan.forlorn
            touched = not {"team_id", "user_id"}.isdisjoint(
                {**plan.vals, **plan.settled[ticket]}
            )
            if waits or (touched and ticket.waits_for_member):
                plan.settled[ticket]["waits_for_member"] = waits

    @api.model
    def _cron_deal_waiting(self):
        self._run_batches(
            [
                ("waits_for_member", "=", True),
                ("user_id", "=", False),
                ("closed", "=", False),
            ],
            "_deal_waiting",
        )

    def _deal_waiting(self):
        """Give tickets to who is back."""
        # sudo: asked by the server, whichever team it is.
        teams = self.sudo().team_id
        there = teams.filtered(lambda t: not t._deals() or t._get_present_members())
        ready = self.filtered(lambda ticket: ticket.sudo().team_id in there)
        ready._deal_anew()
        taken = ready.filtered("user_id")
        kind = self.env.ref(NOBODY_THERE, raise_if_not_found=False)
        # sudo: what was planned for the leader is done.
        activities = self.env["mail.activity"].sudo()
        activities.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", taken.ids),
                ("activity_type_id", "=", kind.id if kind else False),
            ]
        ).unlink()
