from collections import Counter

from odoo import api, models

from ..line.helpdesk_ticket_unclaimed import UNCLAIMED
from .helpdesk_ticket_overdue import UNANSWERED


class HelpdeskTicket(models.Model):
    """What a team has to do, planned once, with one of its people: it goes to who takes
    the ticket, and is gone when it is done, whoever did it.
    """

    _inherit = "helpdesk.ticket"

    def _plan_for_one(self, type_xmlid, owners):
        """Plan one activity on each ticket, with one of those who could do it: who is
        there, and has the fewest of the same type. Earlier ones of the type go.

        :param str type_xmlid: of the mail.activity.type; a to-do if it was deleted
        :param dict owners: ``{ticket: res.users}``
        """
        self._end_activities(type_xmlid)
        people = self.env["res.users"].union(*owners.values())
        if len(people) > 1:
            owners = self._pick_one_each(type_xmlid, owners, people)
        self._plan_activities(type_xmlid, owners)

    @api.model
    def _pick_one_each(self, type_xmlid, owners, people):
        """Return one of the people of each ticket: ``{ticket: res.users}``."""
        absent = people._get_absent()
        # sudo: what is planned for somebody is theirs alone to see.
        rows = (
            self.env["mail.activity"]
            .sudo()
            ._read_group(
                [
                    ("user_id", "in", people.ids),
                    ("activity_type_id", "=", self._get_activity_type(type_xmlid).id),
                ],
                ["user_id"],
                ["__count"],
            )
        )
        loads = Counter({user.id: count for user, count in rows})
        picked = {}
        for ticket, users in owners.items():
            there = users - absent or users
            one = there.sorted(lambda user: (loads[user.id], user.id))[:1]
            loads.update(one.ids)
            picked[ticket] = one
        return picked

    @api.model
    def _get_activity_type(self, xmlid):
        """Return an activity type of ours, empty where somebody has deleted it."""
        # sudo: planned by the server, whoever may read the types.
        types = self.env["mail.activity.type"].sudo()
        return self.env.ref(xmlid, raise_if_not_found=False) or types

    def _get_planned(self, type_xmlid):
        """Return the activities of a type on these tickets, whosever they are."""
        # sudo: what is planned for somebody is theirs alone to see.
        activities = self.env["mail.activity"].sudo()
        # Most moves concern none, and ask nothing.
        kind = self and self._get_activity_type(type_xmlid)
        if not kind:
            return activities
        return activities.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", kind.id),
            ]
        )

    def _end_activities(self, type_xmlid):
        """Take an activity off these tickets that nobody has to do any more."""
        self._get_planned(type_xmlid).unlink()

    def _plan_team_activities(self, plan):
        """Remember which tickets may have something planned for a team.

        :param plan: WritePlan
        """
        # sudo: who moves a ticket need not see what is planned on it.
        tickets = self.sudo()
        plan.memo["alerted"] = tickets.filtered("last_alert_date")
        plan.memo["unclaimed"] = tickets.filtered(
            lambda ticket: ticket.pipeline == "escalation"
            and not plan.before[ticket].reseller
        )

    def _settle_team_activities(self, plan):
        """Take off what a change of stage, team or reseller has done, and give what is
        planned to who takes a ticket.

        :param plan: WritePlan
        """
        alerted, unclaimed = plan.memo["alerted"], plan.memo["unclaimed"]
        left = alerted.filtered(
            lambda ticket: ticket.closed or ticket._has_left_client_team(plan)
        )
        claimed = unclaimed.filtered(lambda t: t.reseller_team_id or t.closed)
        left._end_activities(UNANSWERED)
        claimed._end_activities(UNCLAIMED)
        for kind, waiting in (
            (UNANSWERED, alerted - left),
            (UNCLAIMED, unclaimed - claimed),
        ):
            taken = waiting.filtered(
                lambda ticket: ticket.user_id
                and ticket.user_id != plan.before[ticket].user
                and ticket.team_id == ticket._get_client_team()
            )
            for user, of_user in taken.grouped("user_id").items():
                of_user._get_planned(kind)._give_to(user)

    def _has_left_client_team(self, plan):
        """Return whether the team that answers the client has handed a ticket on."""
        before = plan.before[self]
        return before.tier in ("reseller", "direct") and before.team != self.team_id
