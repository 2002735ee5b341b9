from odoo import Command, _, api, models
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
        # What is not said is empty, and not what the window of the move proposes.
        given = {
            name: plaintext2html(to_text(text)) if to_text(text) else False
            for name, text in texts.items()
        }
        action = self.action_move(stage.id)
        if action:
            given["check_ids"] = self._prepare_checks(said["checks"])
            wizards = self.env["helpdesk.ticket.move"]
            wizards.with_context(**action["context"]).create(given).action_apply()
        elif any(given.values()):
            raise UserError(
                _("This move takes no text. Send it as a note or a message, and move.")
            )

    def _prepare_checks(self, answers):
        """Return the commands for what came of the checks that this ticket asks for.

        :param answers: dicts of ``id``, ``outcome`` and ``result``
        """
        asked = self.env["helpdesk.check"]._get_asked(self)[self].ids
        return [
            Command.create(
                {
                    "check_id": answer["id"],
                    "outcome": answer["outcome"],
                    "result": to_text(answer["result"]),
                }
            )
            for answer in answers
            if answer["id"] in asked
        ]
