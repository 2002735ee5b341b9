from odoo import models

# What clients are told of a version.
_TOLD = {"date_planned", "name", "state"}


class HelpdeskRelease(models.Model):
    """What becomes of a version is told to those whose tickets it solves."""

    _inherit = "helpdesk.release"

    def write(self, vals):
        is_told = not _TOLD.isdisjoint(vals)
        if is_told and self.env["helpdesk.webhook"]._get_subscriptions():
            # sudo: whoever plans a version need not see all of its tickets.
            self.sudo().ticket_ids._watch(["release_id"])
        return super().write(vals)
