from datetime import timezone

from odoo import api, models

from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

from ...problems import Problem


class HelpdeskTicket(models.Model):
    """Tickets as programs name and list them: by their numbers, the newest first."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _find_for_client(self, number):
        """Return the ticket of a number as its client acts on it, with sudo.

        :param str number: as the caller says it
        :raises Problem: where the present user sees no such ticket
        """
        found = self.search([("number", "=", to_text(number))], limit=1)
        # sudo: what is shown and done is decided by the client's methods of the ticket.
        ticket = found.sudo()
        ticket._read_whole()
        if not ticket or ticket._is_closed_to(self.env.user.partner_id):
            raise Problem("not-found")
        return ticket

    @api.model
    def _find_on_board(self, number):
        """Return the ticket of a number as who works on it sees it.

        :param str number: as the caller says it
        :raises Problem: where the present user sees no such ticket
        """
        ticket = self.search([("number", "=", to_text(number))], limit=1)
        if not ticket:
            raise Problem("not-found")
        return ticket

    @api.model
    def _list_newest(self, domain, before, limit):
        """Return a page of the tickets that the present user sees, the newest first.

        :param int before: the id of the last one of the page before, 0 for none
        :return: the tickets, and the id that the next page goes on from, 0 for none
        """
        if before:
            domain = [*domain, ("id", "<", before)]
        found = self.search(domain, order="id desc", limit=limit + 1)
        page = found[:limit]
        return page, page[-1:].id if len(found) > limit else 0

    @api.model
    def _tell_moment(self, moment):
        """Return a moment as programs read it, ``None`` for none."""
        if not moment:
            return None
        told = moment.replace(tzinfo=timezone.utc).isoformat(timespec="seconds")
        return told.replace("+00:00", "Z")

    @api.model
    def _describe_files(self, files):
        """Return what is told of files, those with sudo."""
        return [
            {
                "id": file.id,
                "name": file.name,
                "type": file.mimetype or "application/octet-stream",
                "size": file.file_size,
            }
            for file in files
        ]
