from odoo import api, fields, models

UNANSWERED = "revo_helpdesk_stages.mail_activity_type_unanswered"


class HelpdeskTicket(models.Model):
    """Tell who has to answer a client that the answer is overdue."""

    _inherit = "helpdesk.ticket"

    last_alert_date = fields.Datetime(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When somebody was last told that an answer is overdue.",
    )
    alert_date = fields.Datetime(
        compute="_compute_alert_date",
        store=True,
        index="btree_not_null",
        groups="base.group_user",
        help="When somebody is told that the answer is overdue.",
    )

    @api.depends("answer_deadline", "answer_since", "last_alert_date")
    def _compute_alert_date(self):
        """Tell once about what a client waits for, whatever becomes of the deadline."""
        for ticket in self:
            told, since = ticket.last_alert_date, ticket.answer_since
            is_told = told and since and told > since
            ticket.alert_date = not is_told and ticket.answer_deadline

    @api.model
    def _cron_alert_unanswered(self):
        self._run_due("alert_date", "_alert_unanswered")

    def _alert_unanswered(self):
        self._plan_activities(UNANSWERED, self._get_client_responsibles())
        self.write({"last_alert_date": fields.Datetime.now()})
