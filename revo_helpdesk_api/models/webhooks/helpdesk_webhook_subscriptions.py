from typing import NamedTuple

from odoo import api, models, tools

from .helpdesk_webhook import HelpdeskWebhook as DefinedHelpdeskWebhook

# What decides whether a webhook tells of a ticket, and how.
_DECIDING = ["active", "audience", "lang", "partner_id", "team_id", "url"]


class Subscription(NamedTuple):
    """Of which tickets a webhook tells, as far as the ticket alone says it."""

    webhook_id: int
    team_id: int
    partner_id: int

    def is_of(self, ticket):
        """Return whether a ticket, with sudo, is of its reseller and its client."""
        return self.team_id in (0, ticket.reseller_team_id.id) and (
            self.partner_id in (0, ticket.commercial_partner_id.id)
        )


class HelpdeskWebhook(models.Model):
    """Which webhooks tell of a ticket."""

    _inherit = DefinedHelpdeskWebhook._name

    @api.model
    @tools.ormcache()
    def _get_subscriptions(self):
        """Return what is subscribed to, with no query once it is known.

        Kept until a webhook changes: each change of a ticket asks for it.

        :return: tuple of Subscription
        """
        # sudo: it is asked whoever changes a ticket.
        webhooks = self.sudo().search([("active", "=", True), ("url", "!=", False)])
        return tuple(
            Subscription(one.id, one.team_id.id or 0, one.partner_id.id or 0)
            for one in webhooks
        )

    @api.model
    def _forget_subscriptions(self):
        # All processes fill their memory anew.
        self.env.registry.clear_cache()

    @api.model
    def _find_interested(self, tickets):
        """Return the webhooks that tell of some tickets.

        :param tickets: helpdesk.ticket records, with sudo
        :return: ``{ticket: webhooks}`` of those that some tell of
        """
        ids_of = {
            ticket: {
                one.webhook_id for one in self._get_subscriptions() if one.is_of(ticket)
            }
            for ticket in tickets
        }
        ids = set().union(*ids_of.values())
        if not ids:
            return {}
        # sudo: whoever changes a ticket need not see who is told. Searched, as one may
        # be gone with its client.
        webhooks = self.sudo().search_fetch([("id", "in", list(ids))], _DECIDING)
        found = {
            ticket: webhooks.filtered(
                lambda one, of=ticket: one.id in ids_of[of] and one._takes(of)
            )
            for ticket in tickets
        }
        return {ticket: some for ticket, some in found.items() if some}

    def _takes(self, ticket):
        """Return whether this webhook may be told of a ticket at this moment.

        To be called with sudo. Whoever is archived, or whose client has gone to another
        reseller, is told no more, also of what waits already.
        """
        self.ensure_one()
        team, client = self.team_id, ticket.commercial_partner_id
        if not self.active or not self.url:
            return False
        if team and (not team.active or ticket.reseller_team_id != team):
            return False
        if self.audience == "reseller":
            return ticket.pipeline == "escalation"
        is_theirs = not self.partner_id or self.partner_id == client
        # Whom no reseller looks after is with the one who takes all such clients.
        is_kept = not team or not client.reseller_team_id - team
        return bool(client) and client.active and is_theirs and is_kept
