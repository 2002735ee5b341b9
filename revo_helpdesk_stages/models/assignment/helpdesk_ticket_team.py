from random import SystemRandom

from odoo import SUPERUSER_ID, fields, models

from ...policies.assignment import balance, take_turns
from ..locks import lock_mark, seeing_newest
from ..selections import DISTRIBUTION_METHODS

_SHUFFLE = SystemRandom().shuffle
_CHOOSE = SystemRandom().choice
_DEALERS = {"random": "_deal_round", "balanced": "_deal_balanced"}
# What waits on the team itself, and not on a client, an integrator or a release.
_OURS = ("reseller", "support", "development")


class HelpdeskTicketTeam(models.Model):
    """How tickets that enter a team are shared out among its members."""

    _inherit = "helpdesk.ticket.team"

    assignment_method = fields.Selection(
        DISTRIBUTION_METHODS,
        string="Assignment",
        required=True,
        default="manual",
        help="Who gets a ticket that enters the team. Manually: it stays unassigned "
        "until somebody takes it. At random: in each round every member gets one, in "
        "an order drawn anew. Balanced: whoever has the fewest open tickets that wait "
        "on this team. Members who are on leave are passed over. To the employee who "
        "opens it: where the company's setting Auto assign User is on and the employee "
        "is a member.",
    )

    def _deals(self):
        """Return whether the team gives what enters it to one of its members."""
        self.ensure_one()
        return self.assignment_method in _DEALERS

    def action_redistribute(self):
        """Ask whose open tickets go to other members.

        :return: the action of the wizard
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_ticket_redistribution_action"
        )
        action["context"] = {"default_team_id": self.id}
        return action

    def _get_present_members(self):
        """Return the members who are not on leave now."""
        members = self._get_members()
        return members - members._get_absent()

    def _pick_stand_ins(self, count):
        """Return who of those who are there stands in on each of some tickets, by the
        method of the team: nobody waits for it, as nobody gets a ticket.

        :param int count: how many tickets there are
        :return: list of res.users, each empty where all are away
        """
        self.ensure_one()
        # sudo: asked by the server, whichever team it is.
        team = self.sudo()
        members = team._get_present_members()
        if members and team.assignment_method == "balanced":
            takers = balance(members.ids, count, team._get_loads(), _SHUFFLE)
            return [members.browse(user_id) for user_id in takers]
        if members and team.assignment_method == "random":
            return [members.browse(_CHOOSE(members.ids)) for _number in range(count)]
        leader = team._get_leader()
        return [leader - leader._get_absent() or members] * count

    def _deal_turns(self, members, count, taken):
        """Return who takes each of some tickets that enter the team.

        Who else assigns in this team waits until this transaction ends.

        :param members: res.users who take part
        :param int count: how many tickets there are
        :param list taken: res.users who get one besides, as the preferred ones
        :return: list of ``(res.users, round)``
        """
        self.ensure_one()
        if not count:
            # All have a preferred one: nobody has to wait.
            return []
        # To lock the team's row would fail the person who has begun before the last one
        # ended, and they would all try again.
        lock_mark(self.env, self._name, str(self.id))
        # sudo: the shares of all count.
        with seeing_newest(self.with_user(SUPERUSER_ID)) as newest:
            return getattr(self, _DEALERS[self.assignment_method])(
                newest, members, count, taken
            )

    def _deal_round(self, newest, members, count, taken):
        rounds = [team._get_round(members) for team in (self, newest)]
        last_round = max(number for number, _served in rounds)
        served = {
            user_id
            for number, user_ids in rounds
            for user_id in user_ids
            if number == last_round
        }
        turns = take_turns(members.ids, count, last_round, served, _SHUFFLE)
        return [(members.browse(user_id), number) for user_id, number in turns]

    def _get_round(self, members):
        """Return the round dealt last and the ids of the members served in it."""
        # sudo: only the server reads the ledger of all.
        ledger = self.env["helpdesk.ticket.assignment"].sudo()
        domain = [("team_id", "=", self.id), ("method", "=", "random")]
        last = ledger.search(domain, order="round_number desc", limit=1).round_number
        served = ledger.search([*domain, ("round_number", "=", last)]).user_id
        return last, set(served.ids) & set(members.ids)

    def _deal_balanced(self, newest, members, count, taken):
        own, committed = self._get_loads(), newest._get_loads()
        # Each view lacks something: this transaction's what others have committed since
        # it began, the newest what this one has not committed yet.
        loads = {
            user_id: max(own.get(user_id, 0), committed.get(user_id, 0))
            for user_id in members.ids
        }
        for user in taken:
            loads[user.id] += 1
        takers = balance(members.ids, count, loads, _SHUFFLE)
        return [(members.browse(user_id), 0) for user_id in takers]

    def _get_loads(self):
        """Return how many open tickets that wait on this team each user has."""
        # sudo: everybody's tickets count.
        groups = (
            self.env["helpdesk.ticket"]
            .sudo()
            ._read_group(
                [
                    ("team_id", "=", self.id),
                    ("user_id", "!=", False),
                    ("closed", "=", False),
                    ("waiting_on", "in", _OURS),
                ],
                ["user_id"],
                ["__count"],
            )
        )
        return {user.id: count for user, count in groups}
