from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..models.selections import BULK_CHANGES, REQUIREMENTS
from ..policies.text import is_blank
from .helpdesk_cancel_reason import HelpdeskCancelReason


class HelpdeskTicketBulk(models.TransientModel):
    """Move, assign or tag several tickets: those that can go, and name the others."""

    _name = "helpdesk.ticket.bulk"
    _inherit = HelpdeskCancelReason._name
    _description = "Change Several Tickets"

    ticket_ids = fields.Many2many(
        "helpdesk.ticket", "helpdesk_ticket_bulk_rel", required=True, readonly=True
    )
    kind = fields.Selection(BULK_CHANGES, required=True, readonly=True, default="move")
    stage_ids = fields.Many2many("helpdesk.ticket.stage", compute="_compute_offered")
    stage_id = fields.Many2one(
        "helpdesk.ticket.stage",
        string="Move to",
        domain="[('id', 'in', stage_ids)]",
    )
    user_ids = fields.Many2many("res.users", compute="_compute_offered")
    user_id = fields.Many2one(
        "res.users",
        string="Assign to",
        domain="user_ids and [('id', 'in', user_ids)] or [('share', '=', False)]",
    )
    tag_ids = fields.Many2many(
        "helpdesk.ticket.tag", "helpdesk_ticket_bulk_tag_rel", string="Add tags"
    )
    untag_ids = fields.Many2many(
        "helpdesk.ticket.tag", "helpdesk_ticket_bulk_untag_rel", string="Take off tags"
    )
    requires = fields.Selection(REQUIREMENTS, compute="_compute_going")
    body = fields.Html(string="Text")
    going_count = fields.Integer(string="Tickets that go", compute="_compute_going")
    staying = fields.Text(string="Who stays", compute="_compute_going")
    one_by_one = fields.Text(compute="_compute_going")
    meant_for = fields.Char(compute="_compute_going")
    is_done = fields.Boolean(readonly=True)
    result = fields.Text(readonly=True)
    apart_ids = fields.Many2many(
        "helpdesk.ticket", "helpdesk_ticket_bulk_apart_rel", readonly=True
    )

    @api.depends("ticket_ids", "kind")
    def _compute_offered(self):
        for wizard in self:
            tickets = wizard.ticket_ids._origin
            moves = wizard.kind == "move"
            # Where all of them stand, none has to go.
            common = tickets.stage_id if len(tickets.stage_id) == 1 else None
            wizard.stage_ids = moves and tickets.selectable_stage_ids.filtered(
                lambda stage, of=common: stage != of
            )
            wizard.user_ids = wizard.kind == "assign" and tickets.user_ids

    @api.depends("ticket_ids", "kind", "stage_id")
    def _compute_going(self):
        for wizard in self:
            tickets = wizard.ticket_ids._origin
            wizard.requires = "nothing"
            wizard.going_count = len(tickets)
            wizard.staying = wizard.one_by_one = wizard.meant_for = False
            if wizard.kind == "move" and wizard.stage_id:
                going, requires, texted, apart, refused = tickets._sort_for_move(
                    wizard.stage_id._origin
                )
                wizard.requires = requires
                if requires != "nothing":
                    wizard.meant_for = texted._say_meant_for()
                wizard.going_count = len(going)
                wizard.staying = "\n".join(refused.values())
                wizard.one_by_one = ", ".join(apart.mapped("number"))

    def action_apply(self):
        """Change those of the tickets that can be changed.

        :return: the action that closes the wizard, shows who stays, and why, or leads
            through those that go one by one where that is all there is
        :raises UserError: where nothing is chosen or written
        """
        self.ensure_one()
        self._check_chosen()
        changed, apart, refused = getattr(self, f"_{self.kind}")()
        if not apart and not refused:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": self._get_summary(changed),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        self.apart_ids = apart
        if not changed and not refused:
            return self.action_next()
        lines = [self._get_summary(changed)]
        if refused:
            lines += ["", _("These stay as they are:"), *refused.values()]
        if apart:
            numbers = ", ".join(apart.mapped("number"))
            lines += ["", _("These ask for a text of their own: %s.", numbers)]
        self.write({"is_done": True, "result": "\n".join(lines)})
        return {
            "type": "ir.actions.act_window",
            "name": self._get_label(),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_next(self):
        """Lead through the tickets that ask for a text of their own, one by one."""
        self.ensure_one()
        return self.apart_ids._get_next_move_wizard(self.stage_id)

    def _check_chosen(self):
        chosen = {
            "move": self.stage_id,
            "assign": self.user_id,
            "tag": self.tag_ids | self.untag_ids,
        }[self.kind]
        if not chosen:
            raise UserError(
                _("Nothing is chosen yet. Choose it, and press the button again.")
            )
        self._check_why()
        lacks_text = self.kind == "move" and self.requires != "nothing"
        lacks_text = lacks_text and not self._says_why()
        if lacks_text and is_blank(self.body):
            labels = dict(self._fields["requires"]._description_selection(self.env))
            raise UserError(
                _(
                    "Nothing is written yet under: %s. Write it, and press the button "
                    "again.",
                    labels[self.requires],
                )
            )

    def _move(self):
        wizards = self.env["helpdesk.ticket.move"]

        def post_and_move(tickets):
            wizards.create(
                {
                    "ticket_ids": [fields.Command.set(tickets.ids)],
                    "stage_id": self.stage_id.id,
                    "body": self.body,
                    "why": self.why,
                    **self._prepare_duplicate(),
                }
            ).action_apply()

        return self.ticket_ids._move_together(self.stage_id, post_and_move)

    def _assign(self):
        return self._write_together({"user_id": self.user_id.id})

    def _tag(self):
        added = [fields.Command.link(tag.id) for tag in self.tag_ids]
        removed = [fields.Command.unlink(tag.id) for tag in self.untag_ids]
        return self._write_together({"tag_ids": added + removed})

    def _write_together(self, values):
        tickets = self.ticket_ids
        errors = tickets._change_together(lambda some: some.write(values))
        changed = tickets.filtered(lambda ticket: ticket not in errors)
        refused = {
            ticket: ticket._name_refusal(error) for ticket, error in errors.items()
        }
        return changed, tickets.browse(), refused

    def _get_summary(self, changed):
        count = len(changed)
        if self.kind == "move":
            return _(
                "Moved to %(stage)s: %(count)s", stage=self.stage_id.name, count=count
            )
        if self.kind == "assign":
            return _(
                "Assigned to %(user)s: %(count)s", user=self.user_id.name, count=count
            )
        return _("Tagged: %s", count)

    def _get_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]
