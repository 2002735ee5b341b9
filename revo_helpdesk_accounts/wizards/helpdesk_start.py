from odoo import _, api, models

from odoo.addons.revo_helpdesk_stages.wizards.helpdesk_start_lines import StartLine

_REASONS = "revo_helpdesk_accounts.helpdesk_immediate_reason_action"


class HelpdeskStart(models.TransientModel):
    """What makes a ticket Immediate is set up with the rest."""

    _inherit = "helpdesk.start"

    @api.model
    def _get_lines(self):
        reasons = self.env["helpdesk.immediate.reason"].search([])
        return [
            *super()._get_lines(),
            StartLine(
                "reasons",
                _("Reasons for Immediate"),
                _("What stops a shop's orders: for these alone a ticket is Immediate."),
                _("See the reasons"),
                bool(reasons),
                ", ".join(reasons[:3].mapped("name")),
            ),
        ]

    @api.model
    def _get_openings(self):
        actions = self.env["ir.actions.actions"]
        return {
            **super()._get_openings(),
            "reasons": lambda: actions._for_xml_id(_REASONS),
        }
