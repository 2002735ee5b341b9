from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import plaintext2html

from .canned_answer import TICKET


class MailComposeMessage(models.TransientModel):
    """Canned answers in Odoo's full composer, with which direct teams write."""

    _inherit = "mail.compose.message"

    helpdesk_answer_ids = fields.Many2many(
        "mail.shortcode", compute="_compute_helpdesk_answer_ids"
    )
    helpdesk_answer_id = fields.Many2one(
        "mail.shortcode",
        string="Insert an answer",
        store=False,
        domain="[('id', 'in', helpdesk_answer_ids)]",
    )

    @api.depends("model", "res_ids", "composition_mode", "subtype_id")
    def _compute_helpdesk_answer_ids(self):
        for wizard in self:
            wizard.helpdesk_answer_ids = [row["id"] for row in wizard._find_answers()]

    @api.onchange("helpdesk_answer_id")
    def _onchange_helpdesk_answer_id(self):
        """Write the answer below what is there, and offer the next one."""
        for row in self._find_answers():
            if row["id"] == self.helpdesk_answer_id.id:
                text = plaintext2html(row["substitution"])
                self.body = Markup(self.body or "") + text
        self.helpdesk_answer_id = False

    def _find_answers(self):
        """Return the answers for the one ticket that is written on."""
        self.ensure_one()
        if self.model != TICKET or self.composition_mode != "comment":
            return []
        ids = self._evaluate_res_ids()
        if len(ids) != 1:
            return []
        kind = "note" if self.subtype_is_log else "message"
        return self.env[TICKET].browse(ids).get_answers(kind)
