from odoo import models
from odoo.tools import html2plaintext

from ...problems import Problem

_WRITTEN = ("comment", "email", "email_outgoing")


class HelpdeskTicket(models.Model):
    """What a reseller's program is told of a ticket: what the board and the form show.

    To be called as the reseller's user: access, rules and audiences are its own.
    """

    _inherit = "helpdesk.ticket"

    def _describe_card(self):
        """Return where this ticket stands, as ``schemas.BoardTicket`` has it."""
        self.ensure_one()
        # sudo: names that the card shows to who sees the ticket.
        shown = self.sudo()
        client = shown.commercial_partner_id
        return {
            "number": self.number,
            "title": self.name,
            "stage": shown.stage_id.code or "",
            "stage_label": shown.stage_id.name or "",
            "waiting_on": self.waiting_on or None,
            "origin": self.origin or None,
            "client": client.name or None,
            "client_reference": client.ref or None,
            "opened": self._tell_moment(self.create_date),
            "stage_since": self._tell_moment(self.last_stage_update),
            "closed": bool(self.closed),
        }

    def _describe_whole_on_board(self):
        """Return all that the reseller reads of it, as ``schemas.BoardTicketWhole``."""
        self.ensure_one()
        messages = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "in", _WRITTEN),
            ],
            order="id",
        )
        files = self._get_board_files()
        authors = messages._get_shown_authors()
        texts = []
        for message in messages:
            # sudo: which files a message has; only those are told that are read.
            attached = message.sudo().attachment_ids & files.sudo()
            name, side = authors[message.id]
            text = self._describe_text(
                {
                    "id": message.id,
                    "date": message.date,
                    "author": name,
                    "side": side,
                    "body": message.body,
                    "files": attached,
                }
            )
            texts.append({**text, "audience": message.audience or ""})
        # sudo: as above.
        in_texts = messages.sudo().attachment_ids
        # sudo: two sets of what was found under the rules are told apart.
        return {
            **self._describe_card(),
            "description": html2plaintext(self.description or ""),
            "description_html": str(self.description or ""),
            "moves": self._describe_moves(),
            "messages": texts,
            "files": self._describe_files(files.sudo() - in_texts),
        }

    def _describe_moves(self):
        """Return the moves that are open from here to the present user."""
        # sudo: a move names the stage it leads to, which its maker may not see.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        labels = {row.id: row.name for row in self.move_ids.sudo()}
        actors = self._get_actors()[self.id]
        asked = self.env["helpdesk.check"]._get_asked(self)[self]
        checks = [
            {"id": check.id, "name": check.name, "is_required": check.is_required}
            for check in asked
        ]
        return [
            {
                "checks": checks if move.requires == "evidence" else [],
                "to": stages.browse(move.to_stage).code or "",
                "label": labels.get(move.id) or stages.browse(move.to_stage).name,
                "requires": move.requires,
            }
            for move in self._get_allowed_moves(actors)
        ]

    def _get_board_files(self):
        """Return the files that the present user reads on this ticket."""
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("res_field", "=", False),
            ],
            order="id",
        )

    def _get_file_on_board(self, file_id):
        """Return a file that the present user reads on this ticket.

        :raises Problem: for every other one
        """
        file = self._get_board_files().filtered(lambda one: one.id == file_id)
        if not file:
            raise Problem("not-found")
        return file
