from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..models.selections import AUDIENCES, REQUIREMENTS
from ..policies.text import is_blank
from ..policies.transitions import combine
from .helpdesk_cancel_reason import HelpdeskCancelReason

# Requirement -> the fields that answer it, in the order they are posted.
_FIELDS_OF = {
    "nothing": (),
    "client_note": ("body",),
    "message": ("body",),
    "evidence": ("tests_performed", "observed"),
    "reason": ("body",),
}


class HelpdeskTicketMove(models.TransientModel):
    """Write what a move asks for, once for one or many tickets, and move them."""

    _name = "helpdesk.ticket.move"
    _inherit = HelpdeskCancelReason._name
    _description = "Move Tickets"

    ticket_ids = fields.Many2many("helpdesk.ticket", required=True, readonly=True)
    stage_id = fields.Many2one("helpdesk.ticket.stage", required=True, readonly=True)
    then_ids = fields.Many2many(
        "helpdesk.ticket",
        "helpdesk_ticket_move_then_rel",
        string="Afterwards",
        readonly=True,
        help="The tickets that ask for a text of their own, and follow one by one.",
    )
    requires = fields.Selection(REQUIREMENTS, compute="_compute_requires")
    audience = fields.Selection(
        AUDIENCES, string="Readers", compute="_compute_requires"
    )
    offers_note = fields.Boolean(compute="_compute_requires")
    meant_for = fields.Char(compute="_compute_requires")
    body = fields.Html(string="Text")
    tests_performed = fields.Html(
        string="Tests performed",
        help="What you tried, step by step, so that nobody has to try it again.",
    )
    observed = fields.Html(
        string="What was observed", help="What happened, with messages and screenshots."
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Attachments")

    @api.depends("ticket_ids", "stage_id")
    def _compute_requires(self):
        for wizard in self:
            moves = [
                move
                for move in wizard.ticket_ids._find_moves(wizard.stage_id).values()
                if move
            ]
            wizard.requires = combine(move.requires for move in moves)
            # sudo: the table decides, no matter who moves.
            rows = self.env["helpdesk.ticket.stage.transition"].sudo()
            rows = rows.browse([move.id for move in moves if move.id])
            # A move that no row describes is a manager's; only the vendor reads why.
            wizard.audience = rows[:1].audience or "vendor"
            wizard.offers_note = (
                wizard.requires == "nothing"
                and wizard.ticket_ids._origin._offers_note(wizard.stage_id._origin)
            )
            if wizard.offers_note:
                wizard.audience = "client"
            tickets = wizard.ticket_ids._origin
            asks = wizard.offers_note or wizard.requires != "nothing"
            wizard.meant_for = len(tickets) > 1 and asks and tickets._say_meant_for()

    @api.model
    def default_get(self, fields_list):
        """Begin with the checks that evidence is asked for, and with what support
        proposed, where the client of one ticket may be told what has solved it.
        """
        values = super().default_get(fields_list)
        asked = {name: values.get(name) for name in ("ticket_ids", "stage_id")}
        if not all(asked.values()):
            return values
        wizard = self.new(asked)
        if "check_ids" in fields_list and not values.get("check_ids"):
            values["check_ids"] = wizard._propose_checks()
        if "body" in fields_list and not values.get("body"):
            tickets = wizard.ticket_ids._origin
            if len(tickets) == 1 and wizard.offers_note:
                values["body"] = tickets._get_proposal()
        return values

    def action_apply(self):
        """Post the text on each ticket and move them all, or none.

        :return: the action that closes the wizard, or leads to the next ticket
        :raises UserError: for blank text, for tickets that ask for different texts,
            and for tickets that can no longer make the move
        """
        self.ensure_one()
        # A direct team moves its tickets freely.
        line = self.ticket_ids.filtered(lambda t: t.pipeline == "escalation")
        line._check_moves_open(self.stage_id)
        self._check_written()
        if self.requires != "nothing" or self._has_note() or self._has_reason():
            messages = self.env["mail.message"].union(
                *(self._post(ticket) for ticket in self.ticket_ids)
            )
            # sudo: what a message answers is sealed; no chat line passes for evidence.
            answered = "client_note" if self.offers_note else self.requires
            messages.sudo().write({"requirement": answered})
        self._keep_verdict()
        self.ticket_ids.write(self._prepare_move())
        if self._prepare_duplicate():
            self.ticket_ids._link_to_original(self.duplicate_id)
        return self._after_move() or self.then_ids._get_next_move_wizard(self.stage_id)

    def _has_note(self):
        return self.offers_note and not is_blank(self.body)

    def _prepare_move(self):
        """Return the values that the tickets are moved with."""
        return {"stage_id": self.stage_id.id}

    def _check_written(self):
        if not self.requires:
            raise UserError(
                _(
                    "These tickets ask for different texts: %s. Move them one after "
                    "the other.",
                    ", ".join(self.ticket_ids.mapped("number")),
                )
            )
        self._check_why()
        blank = [name for name in _FIELDS_OF[self.requires] if is_blank(self[name])]
        if blank and not self._says_why():
            labels = self._get_labels()
            raise UserError(
                _(
                    "Nothing is written yet under: %s. Write it, and press the button "
                    "again.",
                    ", ".join(labels[name] for name in blank),
                )
            )
        self._check_answers()

    def _get_labels(self):
        """Return the labels of the texts as the form shows them."""
        fields_get = self.fields_get(["tests_performed", "observed", "requires"])
        labels = {
            name: description["string"] for name, description in fields_get.items()
        }
        labels["body"] = dict(fields_get["requires"]["selection"])[self.requires]
        return labels

    def _post(self, ticket):
        """Post the text on one ticket, for the readers of the move.

        Who receives the ticket is told; a text within a tier is a note, unless the
        other side reads it.
        """
        # sudo: who hands a ticket over may not see the stage it goes to.
        receiving = self.stage_id.sudo().tier
        crosses = receiving != ticket.tier and self.audience != "client"
        is_message = crosses or self.audience == "reseller"
        told = ticket._get_holding_partners(receiving) if crosses else None
        return ticket.message_post(
            body=self._get_text(ticket),
            audience=self.audience,
            message_type="comment",
            subtype_xmlid="mail.mt_comment" if is_message else "mail.mt_note",
            partner_ids=told.ids if told else [],
            attachment_ids=self._get_attachments(ticket).ids,
        )

    def _get_text(self, ticket):
        if self.requires == "evidence":
            return self._get_evidence(ticket)
        return self._get_reason_text(self.body)

    def _get_attachments(self, ticket):
        """Return a ticket its files: the first has those uploaded, others a copy."""
        if ticket == self.ticket_ids.sorted("id")[0]:
            values = {"res_model": ticket._name, "res_id": ticket.id}
            self.attachment_ids.write(values)
            return self.attachment_ids
        copies = self.env["ir.attachment"]
        for attachment in self.attachment_ids:
            copies |= attachment.copy({"res_model": ticket._name, "res_id": ticket.id})
        return copies
