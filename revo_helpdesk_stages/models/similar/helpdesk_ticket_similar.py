from odoo import api, models

from ...compat import check_rights
from ...policies.form_input import to_text
from .similar_texts import SimilarTexts
from .text_index import ALL_TICKETS, RESELLERS_TICKETS

_LONGEST = 8_000


class HelpdeskTicket(models.Model):
    """Tickets that are like one, beside it and while it is being opened.

    Source: issue 19, "Similar".
    """

    _inherit = "helpdesk.ticket"

    def get_similar(self, title="", text=""):
        """Return what is like a ticket, or like one that is just being written.

        Nothing that the present user may not read has a part in it: it is not found,
        and neither the order nor the time tells of it.

        :param str title: of the new ticket
        :param str text: of the new ticket, HTML
        :return: dict of ``tickets``, a list of ``{"id", "number", "name", "stage",
            "is_closed", "may_be_original"}``, the most similar first
        :raises AccessError: for a ticket that the user may not read
        """
        title, text = to_text(title), to_text(text)[:_LONGEST]
        if self:
            self.ensure_one()
            check_rights(self, "read")
            title, text = self.name, (self.description or "")[:_LONGEST]
        return self._get_similar(title, text)

    def action_cancel_as_duplicate(self, original_id):
        """Ask why this ticket is canceled, with the ticket in which it goes on chosen.

        :param int original_id: which is looked at as if a person had chosen it
        :return: the action of the wizard
        :raises UserError: for a ticket that cannot be canceled from where it stands
        """
        self.ensure_one()
        action = self.action_cancel()
        action["context"] = {
            **action["context"],
            "default_why": "duplicate",
            "default_duplicate_id": original_id,
        }
        return action

    def _get_similar(self, title, text):
        """Return what is like a text. A hook for addons that know of more than tickets.

        :return: as of ``get_similar``
        """
        return {"tickets": self._get_similar_tickets(title, text)}

    def _get_similar_tickets(self, title, text):
        """Return the tickets that are like a text, as far as the user may read them."""
        if self.env.user.share:
            # What its own people have written a client sees on its list.
            return []
        found = self.browse(self._find_similar(title, text))
        originals = self._find_possible_originals(found)
        return [
            {
                "id": ticket.id,
                "number": ticket.number,
                "name": ticket.name,
                "stage": ticket.stage_id.display_name,
                "is_closed": bool(ticket.closed),
                "may_be_original": ticket in originals,
            }
            for ticket in found
        ]

    def _find_similar(self, title, text):
        self.flush_model(["description", "name", "reseller_team_id"])
        index, parties = self._get_similar_index()
        return SimilarTexts(self, index, self._search_others, parties).find(title, text)

    def _search_others(self):
        """Return a query of all other tickets that the user may read."""
        return self._search([("id", "not in", self.ids)])

    @api.model
    def _get_similar_index(self):
        """Return where the words of the tickets are that the user may read, and whose:
        a reseller's among its own alone.
        """
        user = self.env.user
        if not user._is_reseller_only():
            return ALL_TICKETS, None
        # sudo: of which teams somebody is a member, who need not read teams.
        teams = user.sudo().with_context(active_test=False).helpdesk_team_ids
        # No team has the number 0.
        return RESELLERS_TICKETS, teams.ids or [0]

    def _find_possible_originals(self, found):
        """Return which of some tickets this one may be a duplicate of, where the user
        may cancel it.
        """
        if not self or not found or self.env.user._is_reseller_only():
            return found.browse()
        if not any(stage.phase == "canceled" for stage in self.selectable_stage_ids):
            return found.browse()
        return found.search([("id", "in", found.ids), *self._get_duplicate_domain()])
