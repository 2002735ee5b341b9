from collections import defaultdict

from markupsafe import Markup

from odoo import _, models

from ...policies.audience import AUDIENCE_OF_TIER

_LINK = Markup('<li><a href="%s">%s</a></li>')
NOBODY_THERE = "revo_helpdesk_stages.mail_activity_type_nobody_there"


class HelpdeskTicket(models.Model):
    """Which member of its team a ticket goes to, by the team's method."""

    _inherit = "helpdesk.ticket"

    def _distribute(self, leaving=None):
        """Assign the open tickets among these that nobody has, by their teams' methods.

        Where everybody is away, a ticket stays unassigned and the team's leader gets an
        activity.

        :param leaving: res.users who are to get none
        :return: ``{ticket id: (method, round)}`` of what has been assigned
        """
        waiting = self.filtered(lambda ticket: not (ticket.user_id or ticket.closed))
        takers, dealt, forlorn = defaultdict(list), {}, {}
        # sudo: a case goes to teams that whoever hands it over may not see.
        teams = waiting.sudo().team_id.filtered(
            lambda t: t.assignment_method != "manual"
        )
        # In the order of their ids: of two that take the same locks, none waits for
        # the other for ever.
        for team in teams.sorted("id"):
            tickets = waiting.filtered(lambda ticket, of=team: ticket.team_id == of)
            members = team._get_present_members() - (leaving or self.env["res.users"])
            if not members:
                forlorn.update(dict.fromkeys(tickets, team.user_id))
                continue
            for ticket, (user, *how) in tickets._deal(team, members).items():
                takers[user].append(ticket.id)
                dealt[ticket.id] = how
        self._hand_out(takers)
        self._plan_activities(
            NOBODY_THERE, {ticket: user for ticket, user in forlorn.items() if user}
        )
        return dealt

    def _deal(self, team, members):
        """Say who takes each of these tickets of a team.

        :return: ``{ticket: (res.users, method, round)}``
        """
        preferred = {
            ticket: user
            for ticket, user in self._get_preferred_assignees().items()
            if user in members
        }
        others = self.filtered(lambda ticket: ticket not in preferred)
        turns = team._deal_turns(members, len(others), [*preferred.values()])
        method = team.assignment_method
        dealt = {ticket: (user, "preferred", 0) for ticket, user in preferred.items()}
        for ticket, (user, round_number) in zip(others, turns, strict=True):
            dealt[ticket] = (user, method, round_number)
        return dealt

    def _get_preferred_assignees(self):
        """Name whom tickets should go to before the method of their team is asked.

        A hook for other addons. Who does not work in the team, or is away, is passed
        over.

        :return: ``{ticket: res.users}``
        """
        return {}

    def _hand_out(self, takers):
        """Write who takes what, and tell each of them once.

        Nobody is told where whoever moves the tickets tells them otherwise.

        :param dict takers: ``{res.users: [ticket id]}``
        """
        is_quiet = self.env.context.get("mail_auto_subscribe_no_notify", False)
        for user, ticket_ids in takers.items():
            tickets = self.browse(ticket_ids)
            many = len(tickets) > 1
            # sudo: a case may go where whoever opens it or hands it over may not write.
            quiet = tickets.sudo().with_context(
                mail_auto_subscribe_no_notify=many or is_quiet
            )
            quiet._write_assignee(user)
            if many and not is_quiet:
                tickets._tell_assignee(user)

    def _write_assignee(self, user):
        """Write who has these tickets, past the rules for what people change."""
        return super().write({"user_id": user.id})

    def _tell_assignee(self, user):
        """Tell somebody of many new tickets in one message, as Odoo does of one."""
        if user == self.env.user:
            return
        # In the reader's language: "_" takes it from self.
        tickets = self.with_context(lang=user.lang)
        # sudo: whoever hands them over need not see who is told.
        self.env["mail.thread"].sudo().message_notify(
            partner_ids=user.partner_id.ids,
            subject=tickets._get_many_subject(),
            body=Markup("<ul>%s</ul>")
            % Markup().join(
                _LINK % (ticket._notify_get_action_link("view"), ticket.display_name)
                for ticket in tickets.sudo()
            ),
        )

    def _get_many_subject(self):
        return _("%s cases have been assigned to you", len(self))

    def _redistribute(self, user):
        """Give the tickets of a member who leaves to others, with a note on each.

        :param user: res.users who has them
        """
        before = self._get_holders()
        # sudo: as when they are handed out.
        self.sudo()._write_assignee(self.env["res.users"])
        self._log_assignments(before, self._distribute(leaving=user))
        for team, tickets in self.grouped("team_id").items():
            bodies = {t.id: t._get_redistribution_note(user) for t in tickets}
            # sudo: what the server notes, for the readers on the side of the team.
            notes = tickets.sudo()._message_log_batch(bodies=bodies)
            notes.audience = AUDIENCE_OF_TIER[team.tier]

    def _get_redistribution_note(self, user):
        self.ensure_one()
        if not self.user_id:
            return _("Re-distributed: %s leaves, and nobody has it yet.", user.name)
        return _(
            "Re-distributed from %(leaving)s to %(taker)s.",
            leaving=user.name,
            taker=self.user_id.name,
        )
