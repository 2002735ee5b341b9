from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...compat import check_rights
from ..groups import MANAGER_GROUP
from ..selections import VERDICTS


class HelpdeskTicketEscalation(models.Model):
    """What support says of the evidence that a ticket came with, once for each.

    It is written by the window of a move; a reseller contests it, a manager corrects
    it. Its reader is who reads the ticket, a reseller only of what it has sent itself,
    see :mod:`..isolation.ir_rule`.

    Source: issue 19, "Evidence by a list".
    """

    _name = "helpdesk.ticket.escalation"
    _description = "Escalation of a Ticket"
    _order = "date desc, id desc"
    _rec_name = "ticket_id"
    _sql_constraints = [
        (
            "message_unique",
            "UNIQUE(message_id)",
            "Support has said already what this escalation was.",
        )
    ]

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade", readonly=True
    )
    message_id = fields.Many2one(
        "mail.message", string="Evidence", ondelete="set null", readonly=True
    )
    party_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        index=True,
        ondelete="set null",
        readonly=True,
        help="Whose the ticket was when it was escalated.",
    )
    category_id = fields.Many2one(
        "helpdesk.ticket.category", ondelete="set null", readonly=True
    )
    user_id = fields.Many2one("res.users", string="Escalated by", readonly=True)
    date = fields.Datetime(string="Escalated on", readonly=True)
    verdict = fields.Selection(
        VERDICTS,
        string="It was",
        required=True,
        help="What support found when it returned or solved the case.",
    )
    verdict_user_id = fields.Many2one("res.users", string="Says", readonly=True)
    verdict_date = fields.Datetime(string="Said on", readonly=True)
    accepted = fields.Float(
        string="Accepted at first (%)",
        compute="_compute_accepted",
        store=True,
        group_operator="avg",
        help="The share of escalations that were complete when they came.",
    )
    contest = fields.Text(
        string="The reseller contests",
        help="Why it was something else. Support and helpdesk managers read it.",
    )
    contest_user_id = fields.Many2one("res.users", string="Contested by", readonly=True)
    contest_date = fields.Datetime(string="Contested on", readonly=True)

    @api.depends("verdict")
    def _compute_accepted(self):
        for escalation in self:
            escalation.accepted = 100 if escalation.verdict == "complete" else 0

    def write(self, vals):
        """Let a reseller contest once, a manager correct, and note who did.

        :raises AccessError: for everything else, also where it was contested already
        """
        if self.env.su:
            return super().write(vals)
        name = "verdict" if self.env.user.has_group(MANAGER_GROUP) else "contest"
        if vals.keys() - {name}:
            raise AccessError(
                _(
                    "What an escalation was follows from what happened. A reseller may "
                    "contest it, and a helpdesk manager correct it."
                )
            )
        # Who may not write it learns nothing of it.
        check_rights(self, "write")
        if name == "contest" and any(self.mapped("contest")):
            raise AccessError(
                _(
                    "This was contested already, and stays as it was written. Write "
                    "what is to be added as a message on the ticket."
                )
            )
        result = super().write(vals)
        # sudo: nobody writes these by themselves.
        self.sudo().write(
            {
                f"{name}_user_id": self.env.uid,
                f"{name}_date": fields.Datetime.now(),
            }
        )
        return result

    def action_contest(self):
        """Ask a reseller's person why it was something else.

        :return: the action of the window
        """
        self.ensure_one()
        view = self.env["ir.model.data"]._xmlid_to_res_id(
            "revo_helpdesk_stages.helpdesk_ticket_escalation_view_form_contest"
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Contest"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view, "form")],
            "target": "new",
        }

    @api.model
    def _judge(self, unjudged, verdict):
        """Keep what evidence was.

        :param dict unjudged: as of ``helpdesk.ticket._get_unjudged``
        :param str verdict: one of ``VERDICTS``
        """
        now = fields.Datetime.now()
        # sudo: the window of a move keeps it, and nobody else may.
        self.sudo().create(
            [
                {
                    "ticket_id": ticket.id,
                    "message_id": message.id,
                    "party_team_id": message.party_team_id.id,
                    "category_id": ticket.sudo().category_id.id,
                    "user_id": message.create_uid.id,
                    "date": message.date,
                    "verdict": verdict,
                    "verdict_user_id": self.env.uid,
                    "verdict_date": now,
                }
                for ticket, message in unjudged.items()
            ]
        )
