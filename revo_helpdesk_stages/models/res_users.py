from odoo import models

from .helpdesk_ticket_team import GROUP_OF_TIER

# Where somebody has several roles, the first one speaks: a support agent who also helps
# development out writes as support.
_TIERS = ("support", "development", "reseller")


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_helpdesk_tiers(self):
        """Give the tiers of the support line that a user works in, in speaking order.

        :return: list of reseller, support and development; empty for everybody else
        """
        self.ensure_one()
        return [tier for tier in _TIERS if self.has_group(GROUP_OF_TIER[tier])]
