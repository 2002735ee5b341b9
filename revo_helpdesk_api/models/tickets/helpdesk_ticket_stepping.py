from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text
from odoo.addons.revo_helpdesk_stages.policies.text import is_blank

from ...problems import Problem

_SUBTYPES = {"note": "mail.mt_note", "message": "mail.mt_comment"}


class HelpdeskTicket(models.Model):
    """What a reseller's program does: what its user does on the board and the form.

    To be called as the reseller's user.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _open_on_board(self, said):
        """Open a ticket for a client, or for the reseller itself.

        :param dict said: as ``schemas.NewBoardTicket`` has it
        :return: the ticket
        """
        vals = {
            "name": to_text(said["title"]),
            "description": plaintext2html(to_text(said["description"])),
        }
        if said.get("client"):
            partners = self.env["res.partner"]
            client = partners._find_api_client(to_text(said["client"]), self.env.user)
            if not client:
                raise Problem("unknown-client")
            vals["partner_id"] = client.id
        return self.create(vals)

    def _write_on_board(self, kind, text, files=()):
        """Write a note, which the client reads, or a message to the vendor.

        :param str kind: note or message
        :param str text: plain text
        :param files: list of ``(name, content)``
        :raises UserError: where nothing is written
        """
        self.ensure_one()
        text = to_text(text)
        if is_blank(text) and not files:
            raise UserError(_("Nothing is written. Write something, and send it."))
        return self.message_post(
            body=plaintext2html(text) if text else "",
            attachments=list(files),
            message_type="comment",
            subtype_xmlid=_SUBTYPES[kind],
        )

    def _move_on_board(self, said):
        """Move this ticket as the button of its form does, with what the move asks for.

        :param dict said: as ``schemas.NewMove`` has it
        :raises UserError: for a move that is not open, or lacks its text
        """
        self.ensure_one()
        # sudo: who names a stage need not see it; which moves are open is asked next.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        stage = stages.search([("code", "=", to_text(said["to"]))], limit=1)
        if not stage:
            raise UserError(_("There is no such stage. See which moves are open."))
        stage = stage.sudo(False)
        texts = {
            "body": said["text"],
            "tests_performed": said["tests_performed"],
            "observed": said["observed"],
        }
        given = {
            name: plaintext2html(text) for name, text in texts.items() if to_text(text)
        }
        action = self.action_move(stage.id)
        if not action:
            return
        wizards = self.env["helpdesk.ticket.move"].with_context(**action["context"])
        wizards.create(given).action_apply()
