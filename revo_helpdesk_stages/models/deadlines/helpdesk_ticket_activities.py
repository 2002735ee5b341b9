from odoo import api, fields, models

from ..context import FOLLOWING, saying


class HelpdeskTicket(models.Model):
    """Whose turn it is, and what is planned for them, for many tickets at once."""

    _inherit = "helpdesk.ticket"

    def _get_responsibles(self):
        """Return who works on each ticket, else the leader of its team, else the team.

        :return: ``{ticket: res.users}``
        """
        holders = self._get_holders()
        teams = self._map_own_teams()
        others = self._get_of_teams(teams[t] for t, user in holders.items() if not user)
        return {t: user or others[teams[t]] for t, user in holders.items()}

    @api.model
    def _get_of_teams(self, teams):
        """Return whom to ask in each of some teams: ``{team: res.users}``."""
        return {team: team._get_responsibles() for team in set(teams)}

    def _get_client_responsibles(self):
        """Return who has to answer each client: of the team that does, who works on the
        ticket or did last, else its leader, else the team.

        :return: ``{ticket: res.users}``
        """
        # sudo: asked by the server; a team may be another one's.
        tickets = self.sudo()
        teams = tickets._map_client_teams()
        elsewhere = tickets.filtered(lambda ticket: ticket.team_id != teams[ticket])
        holders = self.env["helpdesk.ticket.assignment"]._get_last_holders(
            elsewhere, elsewhere.reseller_team_id
        )
        found = (tickets - elsewhere)._get_holders()
        for ticket in elsewhere:
            found[ticket] = holders.get((ticket.id, teams[ticket].id))
        others = self._get_of_teams(teams[t] for t, user in found.items() if not user)
        return {t: found[t] or others[team] for t, team in teams.items()}

    def _plan_activities(self, type_xmlid, owners, note=""):
        """Plan an activity for today, with a constant number of queries.

        Who has one of the same type on the ticket already gets no other.

        :param str type_xmlid: of the mail.activity.type; a to-do if it was deleted
        :param dict owners: ``{ticket: res.users}``
        :param note: html
        :return: mail.activity recordset: the new ones and those that were there
        """
        # sudo: activities are planned by the server for the person who has to act.
        activities = self.env["mail.activity"].sudo()
        if not any(owners.values()):
            return activities
        kind = (
            self.env.ref(type_xmlid, raise_if_not_found=False)
            or self.env.ref("mail.mail_activity_data_todo")
        ).sudo()
        pairs = {(t.id, user.id) for t, users in owners.items() for user in users}
        planned = activities.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", [ticket_id for ticket_id, _user_id in pairs]),
                ("activity_type_id", "=", kind.id),
            ]
        ).filtered(lambda activity: (activity.res_id, activity.user_id.id) in pairs)
        pairs -= {(activity.res_id, activity.user_id.id) for activity in planned}
        self._follow(pairs)
        name_of = {ticket.id: ticket.display_name for ticket in owners}
        model_id = self.env["ir.model"]._get_id(self._name)
        # Nobody is told by e-mail, and all follow already.
        quiet = saying(activities, FOLLOWING).with_context(
            mail_activity_quick_update=True
        )
        return planned + quiet.create(
            [
                {
                    "activity_type_id": kind.id,
                    "date_deadline": fields.Date.context_today(self),
                    "note": note,
                    "res_id": ticket_id,
                    "res_model_id": model_id,
                    # As Odoo computes it, which would be an UPDATE for each.
                    "res_name": name_of[ticket_id],
                    "user_id": user_id,
                }
                for ticket_id, user_id in sorted(pairs)
            ]
        )

    @api.model
    def _follow(self, pairs):
        """Subscribe users to tickets.

        :param pairs: set of ``(ticket id, user id)``
        """
        # sudo: activities are planned by the server for who has to act.
        followers = self.env["mail.followers"].sudo()
        partner_of = {
            user.id: user.partner_id.id
            for user in self.env["res.users"]
            .sudo()
            .browse({user for _t, user in pairs})
        }
        wanted = {(ticket_id, partner_of[user_id]) for ticket_id, user_id in pairs}
        present = followers.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", [ticket_id for ticket_id, _user_id in pairs]),
                ("partner_id", "in", list(partner_of.values())),
            ]
        )
        wanted -= {(follower.res_id, follower.partner_id.id) for follower in present}
        subtypes, _internal, _external = self.env[
            "mail.message.subtype"
        ].default_subtypes(self._name)
        followers.create(
            [
                {
                    "res_model": self._name,
                    "res_id": ticket_id,
                    "partner_id": partner_id,
                    "subtype_ids": [(6, 0, subtypes.ids)],
                }
                for ticket_id, partner_id in sorted(wanted)
            ]
        )
