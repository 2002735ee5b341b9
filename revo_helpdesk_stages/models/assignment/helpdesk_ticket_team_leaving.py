from contextlib import contextmanager, nullcontext

from markupsafe import Markup

from odoo import _, api, models

_LINE = Markup('<li><a href="%s">%s</a>: %s</li>')


class HelpdeskTicketTeam(models.Model):
    """When somebody leaves a team, what they had goes to the others at once."""

    _inherit = "helpdesk.ticket.team"

    @api.model
    @contextmanager
    def _handing_over(self, users=None):
        """Hand over what people leave behind whom something takes out of teams.

        ``with self.env["helpdesk.ticket.team"]._handing_over(users): …``

        :param users: res.users of whom all teams are looked at; without it, all members
            of the teams that it is called on
        """
        before = self._get_all_members() if users is None else self._get_teams_of(users)
        yield
        left = {
            team: gone
            for team, were in before.items()
            if (gone := were - team._pick_members(were))
        }
        if left:
            self._tell_of_left(left, self._hand_over(left))

    def _handing_over_lists(self, vals):
        """Return the context in which values are written that may take people off the
        lists of these teams.
        """
        if {"pipeline", "tier", "user_ids"}.isdisjoint(vals):
            return nullcontext()
        return self._handing_over()

    def _get_all_members(self):
        """Return who works in each team: ``{team: res.users}``."""
        # sudo: who changes a team need not see who works in it.
        return {team: team._get_members() for team in self.sudo()}

    @api.model
    def _get_teams_of(self, users):
        """Return in which teams users work: ``{team: res.users}``."""
        # sudo: who manages users need not see the teams.
        teams = self.sudo().with_context(active_test=False).search([])
        found = {team: team._pick_members(users.sudo()) for team in teams}
        return {team: members for team, members in found.items() if members}

    @api.model
    def _hand_over(self, left, leaving=None):
        """Hand over what people who leave teams have and shall do there.

        :param dict left: ``{team: res.users}``
        :param leaving: res.users who are still there, and get nothing all the same
        :return: ``{ticket: res.users}`` of those handed over: who had them
        """
        tickets = self.env["helpdesk.ticket"]
        held = tickets._get_held(left)
        had = {ticket: ticket.user_id for ticket in held}
        held._redistribute(leaving)
        tickets._move_planned(left)
        tickets._stop_following(left)
        return had

    @api.model
    def _tell_of_left(self, left, had):
        """Tell the leader of each team, else its members, once of all tickets that
        people who left had there.

        :param dict left: ``{team: res.users}``
        :param dict had: ``{ticket: res.users}``
        """
        for team, users in left.items():
            tickets = [t for t, user in had.items() if t.team_id == team]
            told = (team._get_responsibles() - users) if tickets else users.browse()
            gone = users.browse().union(*(had[ticket] for ticket in tickets))
            for lang, readers in told.grouped("lang").items():
                team.with_context(lang=lang)._tell_of_handover(readers, gone, tickets)

    def _tell_of_handover(self, readers, users, tickets):
        nobody = _("nobody yet")
        lines = Markup().join(
            _LINE
            % (
                ticket._notify_get_action_link("view"),
                ticket.display_name,
                ticket.user_id.name or nobody,
            )
            for ticket in tickets
        )
        text = _(
            "Their open tickets have been handed out again. Who has them now:",
        )
        # sudo: who lets somebody go need not see who is told.
        self.env["mail.thread"].sudo().message_notify(
            partner_ids=readers.partner_id.ids,
            subject=_(
                "No longer in %(team)s: %(users)s",
                team=self.name,
                users=", ".join(users.mapped("name")),
            ),
            body=Markup("<p>%s</p><ul>%s</ul>") % (text, lines),
        )
