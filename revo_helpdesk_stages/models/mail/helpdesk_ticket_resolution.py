from odoo import models

from ...policies.roles import VENDOR_WRITERS
from ...policies.text import is_blank
from ..context import BY_CLIENT, says

RESOLVED = "revo_helpdesk_stages.mail_template_resolved"
# What helpdesk_mgmt sends of its closed stages: that the ticket has been closed.
CLOSED = "helpdesk_mgmt.closed_ticket_template"

# Of so many texts the newest that says something is what was proposed.
_LOOKED_AT = 5


class HelpdeskTicket(models.Model):
    """A client is told that its ticket is resolved, and until when it can reopen it."""

    _inherit = "helpdesk.ticket"

    def _mail_resolved(self, plan):
        """Notify the clients of tickets that have just been resolved by others, and
        those of their duplicates.
        """
        # sudo: who gives a ticket away may see it no longer.
        resolved = plan.entered.sudo().filtered(
            lambda ticket: ticket._is_a_clients() and ticket.resolved_date
        )
        if not resolved:
            return
        words = resolved._get_client_words(plan)
        if not self.env.user.share and not says(self, BY_CLIENT):
            resolved._mail_clients(RESOLVED, words)
        resolved._mail_duplicates(words)

    def _offers_note(self, stage):
        """Return whether who moves these tickets may say to their clients what has
        solved them: what support proposed was confirmed.

        :param stage: helpdesk.ticket.stage to move to
        """
        # sudo: who moves them need not see the stage.
        return (
            bool(self)
            and not self.env.user.share
            and stage.sudo().phase == "resolved"
            and all(
                ticket.pipeline == "escalation"
                and ticket.phase == "confirmation"
                and ticket._is_a_clients()
                for ticket in self
            )
        )

    def _get_proposal(self):
        """Return what the vendor last wrote to the reseller or the client of the
        ticket, as far as the present user may read it.

        :return: html, empty where there is nothing
        """
        self.ensure_one()
        messages = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("audience", "in", ["client", "reseller"]),
                ("author_tier", "in", list(VENDOR_WRITERS)),
                ("message_type", "!=", "notification"),
            ],
            order="id desc",
            limit=_LOOKED_AT,
        )
        written = (message.body for message in messages)
        return next((body for body in written if not is_blank(body)), "")

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
