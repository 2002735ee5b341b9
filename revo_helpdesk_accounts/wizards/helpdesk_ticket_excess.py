from markupsafe import Markup

from odoo import _, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.policies.text import is_blank


class HelpdeskTicketExcess(models.TransientModel):
    """Start tickets beyond the limit of their account, for a reason that is noted."""

    _name = "helpdesk.ticket.excess"
    _description = "Start Beyond the Limit"

    ticket_ids = fields.Many2many("helpdesk.ticket", required=True, readonly=True)
    stage_id = fields.Many2one("helpdesk.ticket.stage", readonly=True)
    reason = fields.Text(required=True)

    def action_apply(self):
        """Note the reason on each ticket, for the vendor's people, and start it.

        :raises UserError: where no reason is written
        """
        self.ensure_one()
        if is_blank(self.reason):
            raise UserError(
                _("Nothing is written yet. Say why it cannot wait, and press again.")
            )
        self.ticket_ids.write(
            {"exceeded_by_id": self.env.uid, "excess_reason": self.reason.strip()}
        )
        for ticket in self.ticket_ids:
            ticket.message_post(
                body=self._get_note(),
                audience="vendor",
                message_type="comment",
                subtype_xmlid="mail.mt_note",
            )
        if self.stage_id:
            self.ticket_ids.write({"stage_id": self.stage_id.id})
        self.ticket_ids.action_start()
        # The dialog of the refusal shows nothing anew by itself.
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _get_note(self):
        return Markup("<p><strong>%s</strong></p><p>%s</p>") % (
            _("Started beyond the limit of the account"),
            self.reason,
        )
