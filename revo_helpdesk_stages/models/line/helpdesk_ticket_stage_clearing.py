from odoo import _, api, models

from ...exceptions import PlaceMissing
from .uses import check_unused

_CLEARING = "revo_helpdesk_stages.helpdesk_ticket_clearing_action"


def ask_for_place(records, tickets, **defaults):
    """Ask where the tickets go that stand with what is to go.

    :param records: the stage or the team
    :param tickets: helpdesk.ticket recordset, not empty
    :param defaults: values of the wizard
    :raises PlaceMissing: with the wizard that asks for it
    """
    action = records.env["ir.actions.act_window"]._for_xml_id(_CLEARING)
    action["context"] = {f"default_{name}": value for name, value in defaults.items()}
    raise PlaceMissing(
        _(
            "%(name)s is in use: %(count)s tickets stand there, as %(tickets)s. Choose "
            "first where they go.",
            name=records.display_name,
            count=len(tickets),
            tickets=", ".join(tickets[:3].mapped("number")),
        ),
        action,
        _("Choose where they go"),
    )


class HelpdeskTicketStage(models.Model):
    """A stage goes when no ticket stands in it any more."""

    _inherit = "helpdesk.ticket.stage"

    def write(self, vals):
        result = super().write(vals)
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
            ask_for_place(
                self,
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

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        check_unused(self)
