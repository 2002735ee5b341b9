from odoo import models

RESOLVED = "revo_helpdesk_stages.mail_template_resolved"
# What helpdesk_mgmt sends of its closed stages: that the ticket has been closed.
CLOSED = "helpdesk_mgmt.closed_ticket_template"


class HelpdeskTicket(models.Model):
    """A client is told that its ticket is resolved, and until when it can reopen it."""

    _inherit = "helpdesk.ticket"

    def _settle_entered(self):
        result = super()._settle_entered()
        if not self.env.user.share and not self.env.context.get("helpdesk_by_client"):
            self.filtered(
                lambda ticket: ticket._is_a_clients() and ticket.resolved_date
            )._mail_clients(RESOLVED)
        return result

    def _track_template(self, tracking):
        """Leave out that a ticket has been closed which is only resolved."""
        templates = super()._track_template(tracking)
        if "stage_id" in templates and self[:1].phase == "resolved":
            closed = self.env["ir.model.data"]._xmlid_to_res_id(CLOSED)
            if templates["stage_id"][0].id == closed:
                del templates["stage_id"]
        return templates
