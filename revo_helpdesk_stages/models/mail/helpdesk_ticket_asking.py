from odoo import models

from ...policies.roles import STAFF_WRITERS
from ...policies.text import is_blank

ASKED = "revo_helpdesk_stages.mail_template_asked"


class HelpdeskTicket(models.Model):
    """A client is told that an answer is awaited, with what the staff asks."""

    _inherit = "helpdesk.ticket"

    def _mail_asked(self, plan):
        """Notify the clients of tickets that have just begun to wait for them.

        :param plan: WritePlan
        """
        # sudo: who asks need not read all of the ticket's line.
        asking = self.sudo().filtered(
            lambda ticket: ticket.pipeline == "escalation"
            and ticket.waiting_on == "client"
            and plan.before[ticket].stage != ticket.stage_id
            and plan.before[ticket].stage.waiting_on != "client"
            and ticket._is_a_clients()
            and ticket.reseller_team_id.asks_by_mail
        )
        if asking:
            asking._mail_clients(ASKED, asking._get_client_words(plan))

    def _get_client_words(self, plan):
        """Return what the staff has written to each client before a move, since the
        ticket had entered the stage that it comes from.

        :param plan: WritePlan
        :return: ``{ticket id: html}``, the last text of each
        """
        marks = plan.memo.get("stage_messages", {})
        # sudo: the texts are the client's to read.
        messages = self.env["mail.message"].sudo()
        if not marks:
            return {}
        written = messages.search(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("id", ">", min(marks.values())),
                ("audience", "=", "client"),
                ("author_tier", "in", list(STAFF_WRITERS)),
            ],
            order="id",
        )
        return {
            message.res_id: message.body
            for message in written
            if message.id > marks.get(message.res_id, 0) and not is_blank(message.body)
        }
