from collections import Counter, defaultdict

from markupsafe import Markup

from odoo import _, api, models

from ..plan import Assignment

_LINK = Markup('<li><a href="%s">%s</a></li>')
NOBODY_THERE = "revo_helpdesk_stages.mail_activity_type_nobody_there"


class HelpdeskTicket(models.Model):
    """Which member of its team a ticket goes to, by the team's method.

    Where everybody is away, it stays unassigned and the team's leader gets an activity.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _plan_first_assignment(self, plan):
        """Settle who gets each new ticket that starts in a team and has nobody.

        :param plan: CreatePlan
        """
        # sudo: a ticket goes to teams that the person who opens it may not see.
        teams = self.env["helpdesk.ticket.team"].sudo()
        stages = self.env["helpdesk.ticket.stage"].sudo()
        waiting = {
            index: teams.browse(vals["team_id"])
            for index, vals in enumerate(plan.vals_list)
            if vals.get("team_id")
            and not vals.get("user_id")
            and not stages.browse(vals.get("stage_id") or []).closed
        }
        preferred = self._get_preferred_of_new(
            {index: plan.vals_list[index] for index in waiting}
        )
        plan.assigned, plan.forlorn = self._deal(waiting, preferred)
        for index, assigned in plan.assigned.items():
            plan.vals_list[index]["user_id"] = assigned.user.id
        for index in plan.forlorn:
            plan.vals_list[index]["waits_for_member"] = True

    def _plan_assignment(self, plan):
        """Settle who gets each ticket that enters a team and has nobody, or whose
        holder has left.

        :param plan: WritePlan
        """
        # sudo: a ticket goes to teams that the person who hands it over may not see.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        teams = self.env["helpdesk.ticket.team"].sudo()
        waiting = {}
        for ticket, before in plan.before.items():
            team = teams.browse(plan.get(ticket, "team_id", before.team.id) or [])
            user_id = plan.get(ticket, "user_id", before.user.id)
            stage = stages.browse(plan.get(ticket, "stage_id", before.stage.id) or [])
            left = ticket in plan.left and not ticket._is_picked(plan)
            enters = team != before.team or left
            if team and enters and not (user_id or stage.closed):
                waiting[ticket] = team
        preferred = self.browse().union(*waiting)._get_preferred_assignees()
        dealt, plan.forlorn = self._deal(waiting, preferred)
        plan.assigned.update(dealt)
        for ticket, assigned in dealt.items():
            plan.settled[ticket]["user_id"] = assigned.user.id

    @api.model
    def _deal(self, waiting, preferred, leaving=None):
        """Return who takes each of some tickets, by the methods of their teams.

        :param dict waiting: ``{ticket or its index: helpdesk.ticket.team}``, the team
            with sudo
        :param dict preferred: ``{ticket or its index: res.users}``; who does not work
            in the team, or is away, is passed over
        :param leaving: res.users who are to get none
        :return: ``({ticket or index: Assignment}, {ticket or index: res.users})``: who
            was found, and where all are away the leader of the team, if it has one
        """
        of_team = defaultdict(list)
        for key, team in waiting.items():
            if team._deals():
                of_team[team].append(key)
        dealt, forlorn = {}, {}
        # In the order of their ids: of two that take the same locks, none waits for
        # the other for ever.
        for team in sorted(of_team, key=lambda team: team.id):
            keys = of_team[team]
            members = team._get_present_members() - (leaving or self.env["res.users"])
            if members:
                dealt.update(self._deal_in_team(team, members, keys, preferred))
            else:
                forlorn.update(dict.fromkeys(keys, team._get_leader()))
        return dealt, forlorn

    @api.model
    def _deal_in_team(self, team, members, keys, preferred):
        """Return who of the present members of a team takes each ticket."""
        dealt = {
            key: Assignment(preferred[key], "preferred")
            for key in keys
            if preferred.get(key) and preferred[key] in members
        }
        others = [key for key in keys if key not in dealt]
        taken = [assigned.user for assigned in dealt.values()]
        turns = team._deal_turns(members, len(others), taken)
        for key, (user, round_number) in zip(others, turns, strict=True):
            dealt[key] = Assignment(user, team.assignment_method, round_number)
        return dealt

    def _get_preferred_assignees(self):
        """Name whom tickets should go to before the method of their team is asked.

        A hook for other addons.

        :return: ``{ticket: res.users}``
        """
        return {}

    @api.model
    def _get_preferred_of_new(self, values):
        """Name whom new tickets should go to, likewise. A hook for other addons.

        :param dict values: ``{index: values as for create}``
        :return: ``{index: res.users}``
        """
        return {}

    def _hush(self, plan):
        """Return tickets that tell nobody of each, where somebody gets many at once.

        :param plan: CreatePlan
        """
        takers = Counter(assigned.user for assigned in plan.assigned.values())
        takers.pop(self.env["res.users"], None)
        plan.is_hushed = any(count > 1 for count in takers.values())
        return self._quietly() if plan.is_hushed else self

    def _quietly(self):
        """Return the tickets without Odoo telling whoever is written as assignee, also
        who had them before.
        """
        return self.with_context(mail_auto_subscribe_no_notify=True)

    def _subscribe_assignees(self, plan):
        """Let who gets new tickets follow them: all of a person's at once, where Odoo
        would subscribe them one by one.

        :param plan: CreatePlan
        """
        for user, tickets in self._hush(plan).grouped("user_id").items():
            if user:
                tickets._message_auto_subscribe({"user_id": user.id})

    def _tell_new_assignees(self, plan):
        """Notify who gets these new tickets, and the leader where nobody is there.

        :param plan: CreatePlan
        """
        if plan.is_hushed:
            self._tell_each_assignee()
        self._tell_leaders(
            {self[index]: leader for index, leader in plan.forlorn.items()}
        )

    def _tell_assignees(self, plan):
        """Notify who gets tickets of a write, and the leader where nobody is there.

        Who keeps a ticket that moves on is told nothing.

        :param plan: WritePlan
        """
        taken = self.filtered(lambda t: t.user_id != plan.before[t].user)
        taken._tell_each_assignee()
        self._tell_leaders(plan.forlorn)

    def _tell_leaders(self, forlorn):
        self._plan_activities(NOBODY_THERE, forlorn)

    def _tell_each_assignee(self):
        """Notify each person once of new tickets, in one message, as Odoo does of one.

        Nobody is told where the person who moves the tickets tells them otherwise.
        """
        if self.env.context.get("mail_auto_subscribe_no_notify"):
            return
        for user, tickets in self.grouped("user_id").items():
            if not user or user == self.env.user:
                continue
            if len(tickets) == 1:
                # sudo: who hands it over may not read who receives it.
                tickets.sudo().with_context(
                    lang=user.lang
                )._message_auto_subscribe_notify(
                    user.partner_id.ids, "mail.message_user_assigned"
                )
            else:
                tickets._tell_assignee_of_many(user)

    def _tell_assignee_of_many(self, user):
        # In the reader's language: "_" takes it from self.
        self._tell_person_of_many(
            user, self.with_context(lang=user.lang)._get_many_subject()
        )

    def _tell_person_of_many(self, user, subject):
        """Notify somebody of these tickets in one message, which lists them."""
        tickets = self.with_context(lang=user.lang)
        # sudo: who hands them over need not see who is told.
        self.env["mail.thread"].sudo().message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=Markup("<ul>%s</ul>")
            % Markup().join(
                _LINK % (ticket._notify_get_action_link("view"), ticket.display_name)
                for ticket in tickets.sudo()
            ),
        )

    def _get_many_subject(self):
        return _("%s tickets have been assigned to you", len(self))
