from odoo import models

from ..context import BY_CLIENT, says

RESOLVED = "revo_helpdesk_stages.mail_template_resolved"
# What helpdesk_mgmt sends of its closed stages: that the ticket has been closed.
CLOSED = "helpdesk_mgmt.closed_ticket_template"


class HelpdeskTicket(models.Model):
    """A client is told that its ticket is resolved, and until when it can reopen it."""

    _inherit = "helpdesk.ticket"

    def _mail_resolved(self, plan):
        """Notify the clients of tickets that have just been resolved by others."""
        if self.env.user.share or says(self, BY_CLIENT):
            return
        # sudo: who gives a ticket away may see it no longer.
        plan.entered.sudo().filtered(
            lambda ticket: ticket._is_a_clients() and ticket.resolved_date
        )._mail_clients(RESOLVED)

    def _track_template(self, tracking):
        """Leave out that a ticket has been closed which is only resolved."""
        # sudo: helpdesk_mgmt looks the stage up for its e-mail, which who hands the
        # ticket over may not see.
        templates = super(HelpdeskTicket, self.sudo())._track_template(tracking)
        if "stage_id" in templates and self[:1].phase == "resolved":
            closed = self.env["ir.model.data"]._xmlid_to_res_id(CLOSED)
            if templates["stage_id"][0].id == closed:
                del templates["stage_id"]
        return templates
