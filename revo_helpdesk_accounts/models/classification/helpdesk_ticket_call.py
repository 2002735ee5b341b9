from odoo import api, models


class HelpdeskTicket(models.Model):
    """A call becomes a ticket: who, what about, and what was said.

    Source: 002, "Tichet vs. Telefon/Email/WhatsApp": what one person has heard, the
    whole team sees in a ticket.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def default_get(self, fields_list):
        """Propose the team of the person who takes the call, where it serves clients
        itself.

        What is for a reseller's client goes where the line leads it.
        """
        defaults = super().default_get(fields_list)
        if self.env.context.get("helpdesk_call") and "team_id" in fields_list:
            teams = self.env.user.helpdesk_team_ids
            direct = teams.filtered(lambda team: team.pipeline == "direct")
            defaults.setdefault("team_id", direct[:1].id)
        return defaults

    def action_open_entered(self):
        """Open the ticket that has just been entered.

        :return: the action of its form
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "current",
        }
