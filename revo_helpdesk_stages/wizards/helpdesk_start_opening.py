from odoo import api, models

from ..compat import check_access
from .helpdesk_start import HelpdeskStart as DefinedHelpdeskStart

_OURS = "revo_helpdesk_stages"


class HelpdeskStart(models.TransientModel):
    """What each line of the page is set up with."""

    _inherit = DefinedHelpdeskStart._name

    @api.model
    def _get_openings(self):
        """Return what the button of each line does: ``{code: function}``, which returns
        an action, or nothing where it is done at once.

        A hook for other addons.
        """
        return {
            "teams": self._open_teams,
            "reseller": lambda: self._open_wizard("helpdesk_reseller_setup_action"),
            "unclaimed": lambda: self._open_wizard("helpdesk_start_unclaimed_action"),
            "client": lambda: self._open_wizard("helpdesk_client_setup_action"),
            "people": lambda: self._open("helpdesk_invitation_action"),
            "address": lambda: self._open("helpdesk_start_action_addresses"),
            "holidays": lambda: self._open("helpdesk_start_action_holidays"),
        }

    @api.model
    def _open(self, name):
        return self.env["ir.actions.actions"]._for_xml_id(f"{_OURS}.{name}")

    @api.model
    def _open_wizard(self, name):
        """Open a wizard that comes back to the page."""
        action = self._open(name)
        return {**action, "context": {"helpdesk_begins": True}}

    @api.model
    def _open_teams(self):
        teams = self.env["helpdesk.ticket.team"]
        if {"support", "development"} <= teams._get_vendor_tiers():
            return self._open("helpdesk_start_action_teams")
        check_access(teams, "create")
        teams._create_vendor_teams(self.env.user)
        return False
