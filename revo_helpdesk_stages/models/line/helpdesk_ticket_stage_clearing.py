from odoo import api, models

from .helpdesk_place import HelpdeskPlace


class HelpdeskTicketStage(models.Model):
    """A stage goes when no ticket stands in it any more."""

    _name = "helpdesk.ticket.stage"
    _inherit = ["helpdesk.ticket.stage", HelpdeskPlace._name]

    @api.model_create_multi
    def create(self, vals_list):
        stages = super().create(vals_list)
        # Where tickets start is kept in memory.
        self.env.registry.clear_cache()
        return stages

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        if not {"active", "team_ids"}.isdisjoint(vals):
            for stage in self:
                stage._check_cleared()
        return result

    def _check_cleared(self):
        """Check that no ticket stands in the stage which may no longer.

        :raises PlaceMissing: with the wizard that asks where they go
        """
        tickets = self._get_stranded()
        if tickets:
            archived = not self.active
            self._ask_for_place(
                tickets,
                stage_id=self.id,
                is_archived=archived,
                team_ids=[] if archived else self.team_ids.ids,
            )

    def _get_stranded(self):
        """Return the tickets in the stage that may stand there no longer."""
        # sudo: they count, no matter who may see them.
        tickets = self.env["helpdesk.ticket"].sudo()
        domain = [("stage_id", "=", self.id)]
        if self.active:
            if not self.team_ids:
                return tickets
            domain.append(("team_id", "not in", self.sudo().team_ids.ids))
        return tickets.search(domain)
