from odoo import models

from odoo.addons.revo_helpdesk_stages.models.plan import CROSSING
from odoo.addons.revo_helpdesk_stages.policies.roles import STAFF_WRITERS

from ...policies.webhook_events import NOWHERE, Standing

#: Where a transaction keeps what webhooks are to be told of.
WATCHED = "revo_helpdesk_api.webhooks"

# What changes where a ticket stands, as far as it is told.
_DECIDING = CROSSING | {
    "closed_date",
    "development_item_id",
    "partner_id",
    "product_id",
    "release_id",
    "solved_release_id",
    "version",
}
_GIVING_AWAY = {"partner_id", "reseller_team_id"}
_READ = ("client", "reseller")


class HelpdeskTicket(models.Model):
    """What happens to tickets that somebody has subscribed to.

    It is looked at when the transaction ends: what it comes to is told, once.
    """

    _inherit = "helpdesk.ticket"

    def _watch(self, names):
        """Remember where these tickets stand, before they change.

        :param names: the fields that are going to be written
        """
        if _DECIDING.isdisjoint(names):
            return
        # sudo: whoever changes a ticket need not read all of it.
        tickets = self.sudo()
        if _GIVING_AWAY.isdisjoint(names):
            tickets = tickets._filter_subscribed()
        elif not self.env["helpdesk.webhook"]._get_subscriptions():
            return
        tickets._remember_standings()

    def _remember_standings(self):
        """Remember where these tickets stand, with sudo, unless it is known."""
        for ticket in self:
            standings, _messages = self._get_watched()
            if ticket.id not in standings:
                standings[ticket.id] = ticket._get_told_standing()

    def _watch_new(self):
        """Remember that these tickets have just come."""
        # sudo: as before a change.
        for ticket in self.sudo()._filter_subscribed():
            standings, _messages = self._get_watched()
            standings[ticket.id] = NOWHERE

    def _watch_word(self, message, kwargs):
        """Remember what the staff has written for others to read, before anything
        follows from it: with the first answer, a ticket is begun.

        :param message: mail.message record
        :param dict kwargs: as given to ``message_post``, with what was settled
        """
        if (
            kwargs["author_tier"] not in STAFF_WRITERS
            or kwargs["audience"] not in _READ
        ):
            return
        # sudo: as before a change.
        tickets = self.sudo()._filter_subscribed()
        if tickets:
            tickets._remember_standings()
            _standings, messages = self._get_watched()
            messages.append(message.id)

    def _filter_subscribed(self):
        """Keep those of these tickets that somebody has subscribed to."""
        subscriptions = self.env["helpdesk.webhook"]._get_subscriptions()
        if not subscriptions:
            return self.browse()
        return self.filtered(
            lambda ticket: any(one.is_of(ticket) for one in subscriptions)
        )

    def _get_watched(self):
        """Return what this transaction has to look at in the end.

        :return: ``({ticket id: Standing}, [message id, …])``
        """
        precommit = self.env.cr.precommit
        if WATCHED not in precommit.data:
            precommit.data[WATCHED] = ({}, [])
            precommit.add(self.browse()._tell_watched)
        return precommit.data[WATCHED]

    def _get_told_standing(self):
        """Return where this ticket stands, as far as it is told.

        To be called with sudo.
        """
        self.ensure_one()
        # Whoever changes it, the words before and after are to be comparable.
        ticket = self.with_context(lang="en_US", tz="UTC")
        steps = ticket._get_client_steps()
        return Standing(
            next(step["name"] for step in steps if step["state"] == "current"),
            ticket.client_status,
            ticket._get_release_news(),
            ticket.tier or "",
            ticket.phase or "",
            ticket.reseller_team_id.id or 0,
            ticket.stage_message_id or 0,
        )
