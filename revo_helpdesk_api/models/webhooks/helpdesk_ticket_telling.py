from typing import NamedTuple

from odoo import SUPERUSER_ID, models
from odoo.tools import html2plaintext

from odoo.addons.revo_helpdesk_stages.policies.roles import (
    STAFF_WRITERS,
    VENDOR_WRITERS,
)
from odoo.addons.revo_helpdesk_stages.policies.text import is_blank

from ...policies.webhook_events import WITH_TEXT, find_events
from ...policies.webhook_payload import cut
from .helpdesk_ticket_watching import WATCHED

_WRITERS = {"client": STAFF_WRITERS, "reseller": VENDOR_WRITERS}
# What Odoo notes by itself is told to nobody.
_WRITTEN = ("comment", "email", "email_outgoing")
_TEXT_FOR = {"client": "ticket.note", "reseller": "ticket.message"}


class Event(NamedTuple):
    """One thing to tell of a ticket."""

    ticket: object
    audience: str
    kind: str
    #: What was written, an empty record for nothing.
    message: object


class HelpdeskTicket(models.Model):
    """What there is to tell of tickets, in the words of whoever is told."""

    _inherit = "helpdesk.ticket"

    def _tell_watched(self):
        """Record what there is to tell of the tickets of this transaction, with it."""
        standings, message_ids = self.env.cr.precommit.data.pop(WATCHED)
        # As the house: whoever changes a ticket need not see who is told, and what
        # their context says is meant for what they do.
        env = self.env(user=SUPERUSER_ID, context={})
        messages = env["mail.message"]
        if message_ids:
            # Searched, as they may be gone again.
            messages = messages.search([("id", "in", message_ids)], order="id")
        ids = {*standings, *messages.mapped("res_id")}
        tickets = env[self._name].browse(ids).exists()
        interested = env["helpdesk.webhook"]._find_interested(tickets)
        events = tickets.browse().concat(*interested)._get_events(standings, messages)
        env["helpdesk.webhook.delivery"]._record(events, interested)
        # Nothing is written after this otherwise.
        env.flush_all()

    def _get_events(self, standings, messages):
        """Return what there is to tell of these tickets.

        :param dict standings: where they stood before, by their ids
        :param messages: what the staff has written on any ticket meanwhile
        :return: list of Event
        """
        nothing = messages.browse()
        events = [
            Event(ticket, audience, kind, nothing)
            for ticket in self
            if ticket.id in standings
            for audience, kind in find_events(
                standings[ticket.id],
                ticket._get_told_standing(),
                ticket.origin == "reseller",
            )
        ]
        events = self._add_texts(events, standings)
        # What is told with a move is not told again.
        told = {(event.audience, event.message.id) for event in events}
        events += [
            Event(self.browse(message.res_id), audience, kind, message)
            for message in messages
            if message.res_id in self._ids
            for audience, kind in _TEXT_FOR.items()
            if _is_for(message, audience) and (audience, message.id) not in told
        ]
        return events

    def _add_texts(self, events, standings):
        """Return events with what was written for them before the tickets moved."""
        asking = [event for event in events if event.kind in WITH_TEXT]
        if not asking:
            return events
        texts = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "in", [event.ticket.id for event in asking]),
                ("id", ">", min(standings[event.ticket.id].mark for event in asking)),
                ("audience", "in", list(_WRITERS)),
                ("author_tier", "in", list(STAFF_WRITERS)),
            ],
            order="id",
        )
        texts_of = texts.grouped("res_id")

        def add(event):
            if event.kind not in WITH_TEXT:
                return event
            written = texts_of.get(event.ticket.id, texts.browse())
            mark = standings[event.ticket.id].mark
            own = written.filtered(
                lambda text: text.id > mark and _is_for(text, event.audience)
            )
            return event._replace(message=own[-1:])

        return list(map(add, events))

    def _get_told_data(self, kind, message):
        """Return what is told of this ticket, in the language of the context.

        Nobody of the staff is named, and nothing by its number in the database.

        :param str kind: of the event
        :param message: what was written, perhaps empty
        """
        self.ensure_one()
        client = self.commercial_partner_id
        data = {
            "ticket": self.number,
            "title": self.name,
            "client": {"name": client.name, "reference": client.ref or None}
            if client
            else None,
        }
        if message:
            data["text"] = cut(html2plaintext(message.body))
            data["files"] = message.attachment_ids.mapped("name")
        if kind in ("ticket.question", "ticket.stage"):
            data |= self._get_told_place()
        if kind == "ticket.version":
            data |= self._get_told_version()
        return data

    def _get_told_place(self):
        """Return where this ticket stands, as its client reads it."""
        view = self._get_client_view()
        step = next(one for one in view["steps"] if one["state"] == "current")
        return {
            "step": step["name"],
            "step_label": step["label"],
            "status": view["status"],
            "status_label": view["label"],
            "next_step": view["next_step"],
        }

    def _get_told_version(self):
        """Return which version solves this ticket, as its client reads it."""
        release = self._get_missed_release() or self.release_id
        return {
            "product": release.product_id.name,
            "version": release.name,
            "is_out": release.state == "published",
            "news": self._get_release_news(),
        }


def _is_for(message, audience):
    """Return whether a text of the staff is one that somebody is told of."""
    return (
        message.audience in ("client", audience)
        and message.author_tier in _WRITERS[audience]
        and message.message_type in _WRITTEN
        and bool(message.attachment_ids or not is_blank(message.body))
    )
