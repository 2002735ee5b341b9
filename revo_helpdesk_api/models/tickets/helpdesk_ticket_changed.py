from datetime import datetime, timedelta, timezone

from odoo import api, fields, models

# What others have not stored yet may be dated before what one has seen.
_OVERLAP = timedelta(seconds=30)


class HelpdeskTicket(models.Model):
    """What has happened on a client's tickets, for programs that ask again and again.

    A change is what the client can see: a new ticket, another stage, the end, and a
    text or file for it.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_changed(self, since, limit):
        """Return the tickets on which something has happened. To be called as the
        client.

        :param list since: where to go on: three pairs of a time and an id
        :param int limit: how many of each kind are looked at
        :return: the tickets with sudo, where to go on next, and whether there is more
        """
        messages = self._get_client_message_domain()
        # sudo: clients read texts on the page alone; the tickets they are on are looked
        # at with the rules of the client below.
        texts = self.env["mail.message"].sudo()
        company = self.env.user.sudo().commercial_partner_id
        own = [("commercial_partner_id", "=", company.id)]
        streams = (
            (self, "last_stage_update", own),
            (self, "closed_date", own),
            (texts, "date", [*messages, ("party_client_id", "=", company.id)]),
        )
        changed, positions, more = self.browse(), [], False
        for (model, name, domain), position in zip(
            streams, zip(since[::2], since[1::2], strict=True), strict=True
        ):
            found, position, is_more = self._read_stream(
                model.search, name, domain, position, limit
            )
            positions += position
            more = more or is_more
            if model._name == self._name:
                changed |= found
            else:
                changed |= self.search([("id", "in", found.mapped("res_id"))])
        # sudo: what the client is told is decided by the client's methods.
        return changed.sorted("id").sudo(), positions, more

    @api.model
    def _read_stream(self, search, name, domain, position, limit):
        """Return what comes after a position in the order of a date.

        :return: the records, the next position, and whether there is more
        """
        seconds, last_id = position
        since = datetime.fromtimestamp(seconds, timezone.utc).replace(tzinfo=None)
        found = search(
            [
                *domain,
                "|",
                (name, ">", since),
                "&",
                (name, "=", since),
                ("id", ">", last_id),
            ],
            order=f"{name}, id",
            limit=limit + 1,
        )
        page = found[:limit]
        if len(found) > limit:
            return page, [self._to_seconds(page[-1][name]), page[-1].id], True
        settled = fields.Datetime.now() - _OVERLAP
        newest = page[-1:][name] if page else False
        if newest and newest < settled:
            return page, [self._to_seconds(newest), page[-1].id], False
        if not newest and since < settled:
            # Nothing that is stored later is dated before.
            return page, [self._to_seconds(settled), 0], False
        return page, [max(seconds, self._to_seconds(settled)), 0], False

    @api.model
    def _to_seconds(self, moment):
        return int(moment.replace(tzinfo=timezone.utc).timestamp())
