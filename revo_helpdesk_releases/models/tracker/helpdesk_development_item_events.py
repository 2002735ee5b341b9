from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from odoo.addons.revo_helpdesk_stages.policies.transitions import applies, find_way

from ...exceptions import EventRefused
from .helpdesk_development_item import (
    HelpdeskDevelopmentItem as DefinedHelpdeskDevelopmentItem,
)


class HelpdeskDevelopmentItem(models.Model):
    """What the tracker reports of an item moves the tickets that wait for it."""

    _inherit = DefinedHelpdeskDevelopmentItem._name

    @api.model
    def _take_event(self, event):
        """Do what the tracker reports of an item.

        :param event: :class:`..policies.tracker_events.TrackerEvent`
        :return: the tickets that moved, and those of the item that were left
        :raises EventRefused: where it cannot be done
        """
        item = self._find_reported(event)
        if not event.status:
            return item.ticket_ids.browse(), item.ticket_ids
        status = self.env["helpdesk.tracker.status"]._find(event.status)
        if not status:
            known = self.env["helpdesk.tracker.status"].search([]).mapped("name")
            raise EventRefused(
                "unknown_status",
                f"Odoo does not know the status “{event.status}”. It knows: "
                f"{', '.join(known)}. A helpdesk manager can add it.",
            )
        if item.status != event.status:
            item.write({"status": event.status, "status_date": fields.Datetime.now()})
        moved = item._move(status.stage_id, event)
        return moved, item.ticket_ids - moved

    @api.model
    def _find_reported(self, event):
        """Return the item that is reported on, with the ticket that it names linked."""
        if event.ticket:
            ticket = self.env["helpdesk.ticket"].search(
                [("number", "=", event.ticket), ("development_date", "!=", False)]
            )
            if not ticket:
                raise EventRefused(
                    "unknown_ticket",
                    f"No ticket with the number {event.ticket} came to development. "
                    "Check the number.",
                )
            return self._link(ticket, event.reference, event.url)
        item = self.search([("reference", "=", event.reference)])
        if not item:
            raise EventRefused(
                "unknown_reference",
                f"No ticket waits for {event.reference}. Name the ticket, too, and it "
                "will.",
            )
        if event.url and event.url != item.url:
            item.url = event.url
        return item

    def _move(self, stage, event):
        """Move the tickets that stand with development to where a status puts them.

        One that joined the item later goes through the stages before; one that has no
        way there is left.

        :return: the tickets that moved
        :raises EventRefused: where none has a way, or where something is missing
        """
        ways = self._find_ways(stage)
        moving = self.ticket_ids.filtered(ways.get)
        if not moving:
            self._check_open(self.ticket_ids.filtered(lambda t: t in ways), stage)
        release = self._find_release(event)
        for way, tickets in moving.grouped(ways.get).items():
            for passed in way[:-1]:
                self._apply(tickets, stage.browse(passed))
        groups = moving.grouped(
            lambda ticket: release or self._get_own_release(ticket, stage)
        )
        for release_of_group, tickets in groups.items():
            self._apply(tickets, stage, event.text, release_of_group)
        return moving

    def _find_ways(self, stage):
        """Return the ids of the stages through which each ticket comes to a stage.

        :return: ``{ticket: (stage id, …)}``, ``None`` for who has no way; only tickets
            that stand with development, and elsewhere
        """
        if not stage:
            return {}
        stages = self.env["helpdesk.ticket.stage"].search(
            [("tier", "=", "development"), ("waiting_on", "=", "development")]
        )
        table = self.env["helpdesk.ticket.stage.transition"]._get_table()
        rows = [row for row in table if applies(row, ("development",), True)]
        return {
            ticket: find_way(rows, ticket.stage_id.id, stage.id, set(stages.ids))
            for ticket in self.ticket_ids
            if ticket.tier == "development" and ticket.stage_id != stage
        }

    @api.model
    def _get_own_release(self, ticket, stage):
        """Return the release that a ticket names already, where a stage asks for
        one.
        """
        return ticket.release_id.filtered(
            lambda release: stage.waiting_on == "release" and release.state == "planned"
        )

    @api.model
    def _check_open(self, tickets, stage):
        """Return, of tickets that have no way to a stage what is open to them.

        :raises EventRefused: where there are any
        """
        try:
            self._as_tool(tickets)._check_moves_open(stage)
        except UserError as error:
            raise EventRefused("illegal_move", str(error)) from error

    @api.model
    def _as_tool(self, records):
        # sudo: the tool may make development's moves and looks at nothing else.
        return records.with_user(self.env["res.users"]._get_development_tool()).sudo()

    @api.model
    def _apply(self, tickets, stage, text=None, release=None):
        """Move tickets in the name of the tool, with what the move asks for.

        :raises EventRefused: for a move that is not open, or that lacks something
        """
        values = {
            "ticket_ids": tickets.ids,
            "stage_id": stage.id,
            "body": plaintext2html(text or ""),
        }
        if release:
            values["release_id"] = release.id
        move = self._as_tool(self.env["helpdesk.ticket.move"]).create(values)
        named = ", ".join(tickets.mapped("number"))
        if move.requires != "nothing" and not text:
            raise EventRefused(
                "missing_text",
                f"To go to {stage.name}, these need a text, which support and the "
                f"reseller read: {named}. Send it as “text”.",
            )
        if move.asks_release and not move.release_id:
            raise EventRefused(
                "missing_release",
                f"These wait for a release, and none is named: {named}. Send its "
                "version as “release”.",
            )
        try:
            move.action_apply()
        except UserError as error:
            raise EventRefused("illegal_move", str(error)) from error

    @api.model
    def _find_release(self, event):
        """Return the planned release that an event names, empty where it names none."""
        if not event.release:
            return self.env["helpdesk.release"]
        releases = self.env["helpdesk.release"].search(
            [("name", "=", event.release), ("state", "=", "planned")]
        )
        if event.product:
            releases = releases.filtered(lambda r: r.product_id.code == event.product)
        if len(releases) == 1:
            return releases
        product = f" of {event.product}" if event.product else ""
        raise EventRefused(
            "unknown_release",
            f"No release {event.release}{product} is planned. Plan it in Odoo first, "
            "or check the version."
            if not releases
            else f"Several products have a release {event.release}. Name the product, "
            "too.",
        )
