from odoo import _, models

from .helpdesk_release import HelpdeskRelease as DefinedHelpdeskRelease


class HelpdeskRelease(models.Model):
    """What is told of a release that was published or withdrawn."""

    _inherit = DefinedHelpdeskRelease._name

    def _get_report(self, text, moved, untold):
        """Return what became of the tickets, naming those that have been left."""
        lines = [text]
        left = (self._get_all_tickets() - moved).filtered(lambda t: not t.closed)
        if self.state == "withdrawn":
            left |= self._get_resolved()
        if left:
            lines.append(
                _(
                    "Left where they are: %s.",
                    ", ".join(f"{t.number} ({t.stage_id.name})" for t in left),
                )
            )
        if untold:
            lines.append(
                _(
                    "Nobody has an e-mail address in: %s. Tell them yourself.",
                    ", ".join(untold.mapped("name")),
                )
            )
        gone = moved.reseller_team_id.filtered(lambda team: not team.active)
        if gone:
            lines.append(
                _(
                    "Archived, and nobody may look at their tickets: %s. Give the "
                    "tickets to another reseller.",
                    ", ".join(gone.mapped("name")),
                )
            )
        return "\n".join(lines)
