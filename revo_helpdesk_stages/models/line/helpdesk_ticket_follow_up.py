from odoo import api, fields, models

from ...policies.incoming import is_answer
from ..groups import EMPLOYEES, MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """A new ticket about one that is closed for good."""

    _inherit = "helpdesk.ticket"

    # Its title would be told to the person who reads the new ticket: others see it only
    # as far as they may read the old one.
    follows_id = fields.Many2one(
        "helpdesk.ticket",
        string="Previous ticket",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=MANAGER_GROUP,
    )
    previous_id = fields.Many2one(
        "helpdesk.ticket",
        string="Follows",
        compute="_compute_follow_ups",
        groups=EMPLOYEES,
        help="The closed ticket that its client came back to.",
    )
    followed_by_ids = fields.Many2many(
        "helpdesk.ticket",
        string="Followed by",
        compute="_compute_follow_ups",
        groups=EMPLOYEES,
    )

    @api.depends_context("uid")
    def _compute_follow_ups(self):
        """Find what comes before and after, as far as the present user may read it."""
        for ticket, (earlier, later) in self._get_linked("follows_id").items():
            ticket.previous_id = earlier
            ticket.followed_by_ids = later

    def _get_linked(self, name):
        """Return which tickets stand before and after these, as far as the present user
        may read them.

        :param str name: the field of a ticket that names the one before
        :return: ``{ticket: (the one before, those after)}``
        """
        # sudo: what the user may read of it is searched for below.
        known = self.sudo()
        later = known.search_fetch([(name, "in", self.ids)], [name], order="id")
        ids = (known[name] | later).ids
        # Not as the superuser, also where the page of the client is shown.
        readable = self.sudo(False).search([("id", "in", ids)]).sudo()
        after = later.grouped(name)
        nothing = self.browse()
        return {
            ticket: (
                ticket.sudo()[name] & readable,
                after.get(ticket, nothing) & readable,
            )
            for ticket in self
        }

    def _route_mail(self, values, route):
        """Lead a client's reply to a closed ticket to what follows it.

        :param dict values: what Odoo has read from the e-mail
        :param tuple route: where Odoo leads it: model, id, values, user id, alias
        """
        self.ensure_one()
        # sudo: the gateway decides by what it may not read as the user it runs for.
        ticket = self.sudo()
        if not ticket.closed_date or values["is_automatic_mail"]:
            return route
        author = self.env["res.partner"].sudo().browse(values["author_id"] or [])
        tier = ticket._get_author_tier(author.id, values["email_from"])
        if tier != "client" or ticket._wants_nothing(values["body"], author.name or ""):
            return route
        values["is_internal"] = False
        follow_up, author = ticket._get_open_follow_up(values)
        if follow_up:
            values["author_id"] = author.id
            return (route[0], follow_up.id, *route[2:])
        begun = ticket._prepare_follow_up()
        if is_answer(values.get("subject")):
            # Else it would be named like the e-mail that is answered.
            begun["name"] = ticket.name
        return (route[0], False, begun, route[3], None)

    def _get_open_follow_up(self, values):
        """Return the open ticket that this one is a duplicate of, or that follows it,
        directly or not, where the writer of an e-mail takes part in it.

        :param dict values: what Odoo has read from the e-mail
        :return: ``(ticket, author)``, both empty for none
        """
        email_from, guess = values["email_from"], values["author_id"]
        later, seen = self, self
        while later := later._find_later() - seen:
            seen |= later
            for ticket in later.filtered(lambda ticket: not ticket.closed_date):
                author = ticket._find_author(email_from, guess)
                if author or ticket._is_opened_from(email_from):
                    return ticket, author
        return self.browse(), self.env["res.partner"]

    def _find_later(self):
        """Return in which tickets these go on, with sudo."""
        # sudo: the links alone; who asks looks at whose they are.
        tickets = self.sudo()
        return tickets.duplicate_of_id | tickets.search(
            [("follows_id", "in", self.ids)]
        )

    def _prepare_follow_up(self):
        """Return the values of a new ticket about this one."""
        self.ensure_one()
        team = self._get_client_team()
        return {
            "follows_id": self.id,
            "category_id": self.category_id.id,
            **({"team_id": team.id} if team.active else {}),
        }
