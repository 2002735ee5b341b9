from odoo import models

from odoo.addons.revo_helpdesk_stages.policies.transitions import allowed_moves


class HelpdeskTicketStage(models.Model):
    """Where the system may take tickets, for releases and known problems."""

    _inherit = "helpdesk.ticket.stage"

    def _get_system_target(self, field, value):
        """Return the stage where the system may move tickets from this one.

        :param str field: of the stage to move to
        :param str value: of this field
        :return: the stage, empty where the table of moves has none
        """
        self.ensure_one()
        table = self.env["helpdesk.ticket.stage.transition"]._get_table()
        rows = allowed_moves(table, self.id, ["system"], True)
        targets = self.browse([row.to_stage for row in rows])
        return targets.filtered(lambda found: found[field] == value)[:1]
