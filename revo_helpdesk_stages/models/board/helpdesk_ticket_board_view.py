import json

from lxml import etree

from odoo import api, models

from ..groups import MANAGER_GROUP

BOARD_CLASS = "helpdesk_board"
# Who sees the tickets of the line without working in it.
_ALL_TICKETS = "helpdesk_mgmt.group_helpdesk_user"


class HelpdeskTicket(models.Model):
    """Where a day begins, and what the board says while a card is moved on it."""

    _inherit = "helpdesk.ticket"

    @api.model
    def action_board(self):
        """Open the board of the present user: that of the line, or the one of direct
        teams for whoever works in these alone.

        Source: "Accessing the tickets" of the reseller manual: all tickets are there.
        """
        user = self.env.user
        in_line = user._get_helpdesk_tiers() or user.has_group(MANAGER_GROUP)
        if not in_line:
            # sudo: of teams only whether the user is in one of them.
            in_direct = bool(user.sudo().helpdesk_team_ids)
            in_line = user.has_group(_ALL_TICKETS) and not in_direct
        name = "pipeline" if in_line else "direct"
        actions = self.env["ir.actions.act_window"]
        return actions._for_xml_id(
            f"revo_helpdesk_stages.helpdesk_ticket_action_{name}"
        )

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        """Give the board what it says of moves with its view: no card is asked."""
        result = super().get_view(view_id, view_type, **options)
        if view_type == "kanban" and BOARD_CLASS in result["arch"]:
            root = etree.fromstring(result["arch"])
            if root.get("js_class") == BOARD_CLASS:
                root.set("data-board", json.dumps(self._get_board_facts()))
                result["arch"] = etree.tostring(root, encoding="unicode")
        return result

    @api.model
    def _get_board_facts(self):
        """Return what the board says of moves to the present user.

        It is a hint: whether a case may be moved is asked of the server, which knows of
        the case, too.

        :return: dict of ``moves``, rows of the table of moves as lists (from, to, what
            is asked for, when), ``everywhere``, what is asked for where no row leads,
            ``asks``, the labels of what is asked for, and ``client``, by which of the
            chatter's buttons the user writes to a client
        """
        user = self.env.user
        is_manager = user.has_group(MANAGER_GROUP)
        actors = user._get_helpdesk_tiers()
        transitions = self.env["helpdesk.ticket.stage.transition"]
        requires = transitions._fields["requires"]
        return {
            "moves": [
                [row.from_stage, row.to_stage, row.requires, row.condition]
                # Who has two roles uses the first that fits.
                for actor in actors
                for row in transitions._get_table()
                if row.actor == actor
            ],
            "everywhere": "reason" if is_manager else False,
            "asks": dict(requires._description_selection(self.env)),
            "client": "note" if user._is_reseller_only() else "message",
            "user": user.id,
        }
