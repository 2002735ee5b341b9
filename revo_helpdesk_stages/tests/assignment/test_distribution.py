"""Who gets a ticket that enters a team, by the team's method."""

from collections import Counter

from odoo import Command, fields
from odoo.tests import Form

from ..common import GROUPS, SupportLineCase

NOBODY_THERE = "revo_helpdesk_stages.mail_activity_type_nobody_there"


class TestDistribution(SupportLineCase):
    def _create_cases(self, count, **values):
        return self.tickets.create(
            [
                {
                    "name": f"Ticket {number}",
                    "description": "<p>Since this morning.</p>",
                    "partner_id": self.cleo.partner_id.id,
                    **values,
                }
                for number in range(count)
            ]
        )

    def _count_shares(self, tickets):
        return Counter(ticket.user_id for ticket in tickets)

    def test_manually_a_ticket_waits_until_somebody_takes_it(self):
        ticket = self._create_ticket()
        self.assertFalse(ticket.user_id)
        waiting = self.tickets.with_user(self.ana).search([("user_id", "=", False)])
        self.assertIn(ticket, waiting)
        self.assertEqual(self._get_ledger(ticket)[0][2], "waiting")

    def test_at_random_everybody_gets_the_same_number(self):
        self.north.assignment_method = "random"
        shares = self._count_shares(self._create_cases(9))
        self.assertEqual(sorted(shares.values()), [4, 5])
        shares += self._count_shares(
            self.tickets.union(*(self._create_ticket() for _number in range(5)))
        )
        self.assertEqual(shares, {self.ana: 7, self.ben: 7})

    def test_the_ledger_says_once_how_a_ticket_was_assigned(self):
        self.north.assignment_method = "random"
        ticket = self._create_ticket()
        self.assertEqual(
            self._get_ledger(ticket), [(self.north, ticket.user_id, "random")]
        )

    def test_a_new_member_takes_part_from_the_next_ticket_on(self):
        self.north.assignment_method = "random"
        self._create_cases(5)
        self.north.user_ids = [Command.link(self.rita.id)]
        # Two have yet to come in this round, one of them the new one.
        shares = self._count_shares(self._create_cases(2))
        self.assertEqual(shares[self.rita], 1)
        self.north.user_ids = [Command.unlink(self.rita.id)]
        self.assertNotIn(self.rita, self._count_shares(self._create_cases(6)))

    def test_balanced_goes_to_whoever_has_the_fewest_open(self):
        for ticket in self._create_cases(4):
            ticket.user_id = self.ana
        closed = self._create_cases(6)
        closed.user_id = self.ben
        self._put(closed, "resolved", user=self.ben)
        self.north.assignment_method = "balanced"
        self.assertEqual(self._count_shares(self._create_cases(4)), {self.ben: 4})
        self.assertEqual(
            self._count_shares(self._create_cases(2)), {self.ana: 1, self.ben: 1}
        )

    def test_what_waits_on_others_is_not_open_for_balancing(self):
        waiting = self._create_cases(3)
        self._put(waiting, "backlog_client", user=self.ana)
        self._create_cases(1).user_id = self.ben
        self.north.assignment_method = "balanced"
        self.assertEqual(self._create_ticket().user_id, self.ana)

    def test_a_case_that_is_handed_over_is_assigned_where_it_arrives(self):
        self.support.assignment_method = "random"
        tickets = self._create_cases(4)
        for ticket in tickets:
            self._move(ticket, self.ana, "in_progress_reseller")
            self._move(ticket, self.ana, "backlog_support")
        self.assertEqual(self._count_shares(tickets), {self.sam: 2, self.sue: 2})
        team, user, method = self._get_ledger(tickets[0])[-1]
        self.assertEqual((team, user), (self.support, tickets[0].user_id))
        self.assertEqual(method, "random")

    def test_a_case_that_comes_back_goes_to_its_last_holder(self):
        self.support.assignment_method = "random"
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self._move(ticket, self.ana, "backlog_support")
        holder = ticket.user_id
        self._move(ticket, holder, "in_progress_support")
        self._move(ticket, holder, "backlog_reseller")
        self._create_cases(1, team_id=self.support.id)
        self._move(ticket, self.ana, "backlog_support")
        self.assertEqual(ticket.user_id, holder)

    def test_a_ticket_given_to_a_direct_team_is_assigned_there(self):
        first = self._create_team("direct", self.pia)
        second = self._create_team("direct", self.mia, assignment_method="random")
        ticket = self._create_ticket(opener=self.mia, team_id=first.id)
        self.assertFalse(ticket.user_id)
        ticket.team_id = second
        self.assertEqual(ticket.user_id, self.mia)

    def test_the_one_who_is_named_keeps_it(self):
        self.north.assignment_method = "random"
        tickets = self._create_cases(4, user_id=self.ben.id)
        self.assertEqual(self._count_shares(tickets), {self.ben: 4})

    def test_who_opens_a_case_is_not_assigned_by_accident(self):
        self.assertTrue(self.company.helpdesk_mgmt_ticket_auto_assign)
        direct = self._create_team("direct", self.mia | self.pia)
        with Form(self.tickets.with_user(self.mia)) as form:
            form.name = "Over the phone"
            form.description = "The printer is dead."
            form.team_id = direct
        self.assertFalse(form.record.user_id)

    def test_members_on_leave_and_archived_ones_are_passed_over(self):
        self.north.assignment_method = "random"
        self._take_leave(self.ana)
        self.assertEqual(self._count_shares(self._create_cases(3)), {self.ben: 3})

    def test_a_leave_that_is_over_or_counts_as_work_keeps_nobody_away(self):
        now = fields.Datetime.now()
        self._take_leave(self.ana, date_to=fields.Datetime.subtract(now, hours=1))
        self._take_leave(self.ben, time_type="other")
        self.north.assignment_method = "random"
        self.assertEqual(len(self._count_shares(self._create_cases(2))), 2)

    def test_where_everybody_is_away_the_leader_is_asked(self):
        self.north.write({"assignment_method": "balanced", "user_id": self.mia.id})
        self._take_leave(self.ana)
        self.ben.active = False
        ticket = self._create_ticket()
        self.assertFalse(ticket.user_id)
        activity = ticket.activity_ids
        self.assertEqual(activity.user_id, self.mia)
        self.assertEqual(activity.activity_type_id, self.env.ref(NOBODY_THERE))

    def test_another_addon_names_whom_a_ticket_should_go_to(self):
        self.north.assignment_method = "random"
        cls = type(self.tickets)

        def preferred(tickets):
            return {ticket: self.ben for ticket in tickets}

        def preferred_of_new(_model, values):
            return dict.fromkeys(values, self.ben)

        self.patch(cls, "_get_preferred_assignees", preferred)
        self.patch(cls, "_get_preferred_of_new", preferred_of_new)
        tickets = self._create_cases(4)
        self.assertEqual(self._count_shares(tickets), {self.ben: 4})
        self.assertEqual(self._get_ledger(tickets[0])[-1][2], "preferred")
        # Who is away, or of another team, is passed over.
        self._take_leave(self.ben)
        self.assertEqual(self._create_ticket().user_id, self.ana)

    def test_many_tickets_cost_a_constant_number_of_queries(self):
        self._create_cases(2)
        plain = self._count_queries(40)
        self.north.assignment_method = "random"
        few = self._count_queries(10) - self._count_queries_manually(10)
        many = self._count_queries(60) - self._count_queries_manually(60)
        self.assertLessEqual(many - few, 6, (few, many, plain))

    def _count_queries_manually(self, count):
        method, self.north.assignment_method = self.north.assignment_method, "manual"
        queries = self._count_queries(count)
        self.north.assignment_method = method
        return queries

    def _count_queries(self, count):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._create_cases(count)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_somebody_with_many_new_cases_is_told_once(self):
        self.north.assignment_method = "random"
        self._create_cases(8)
        told = self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("partner_ids", "in", self.ana.partner_id.ids),
            ]
        )
        self.assertEqual(len(told), 1)
        self.assertIn("4 tickets", told.subject)


class TestEverybodyOfADirectTeam(SupportLineCase):
    """A direct team without a list of members."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users({"paul": "plain", "rosa": "reseller"})
        # Somebody who works for a reseller and for the vendor.
        cls.rosa.groups_id |= cls.env.ref(GROUPS["support"])
        cls.desk = cls._create_team("direct", name="Desk")
        cls.people = (
            cls.sam | cls.sue | cls.dan | cls.dora | cls.mia | cls.pia | cls.paul
        ) | cls.rosa

    def _get_own(self):
        """Return the members that this test knows of."""
        known = self.people | self.ana | self.rita | self.cleo
        return self.desk._get_members() & known

    def _open(self, count):
        return self.tickets.union(
            *(
                self._create_ticket(opener=self.mia, team_id=self.desk.id)
                for _number in range(count)
            )
        )

    def test_everybody_with_the_rights_works_there_and_no_reseller(self):
        self.assertEqual(self._get_own(), self.people)
        self.assertTrue(self.desk._is_member(self.pia))
        for user in (self.ana, self.cleo):
            self.assertFalse(self.desk._is_member(user))
        self.pia.active = False
        self.paul.groups_id = [Command.set(self.env.ref("base.group_user").ids)]
        self.assertEqual(self._get_own(), self.people - self.pia - self.paul)
        # A list of members is the list, and an empty reseller has nobody.
        self.desk.user_ids = self.sam
        self.assertEqual(self.desk._get_members(), self.sam)
        self.north.user_ids = False
        self.assertFalse(self.north._get_members())

    def test_who_may_not_see_its_tickets_does_not_work_there(self):
        self.desk.visibility_user_ids = self.paul
        self.assertEqual(self._get_own(), self.paul | self.mia)
        self.desk.user_id = self.sue
        self.assertEqual(self._get_own(), self.paul | self.mia | self.sue)

    def test_who_is_of_another_company_does_not_work_there(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.paul.company_ids |= company
        self.desk.company_id = company
        self.assertEqual(self._get_own(), self.paul)

    def test_its_tickets_are_dealt(self):
        members = self.desk._get_members()
        self.desk.assignment_method = "random"
        shares = Counter(ticket.user_id for ticket in self._open(len(members)))
        self.assertEqual(shares, dict.fromkeys(members, 1))

    def test_who_is_away_gets_none(self):
        self.desk.assignment_method = "balanced"
        members = self.desk._get_members()
        self._take_leave(*(members - self.paul))
        self.assertEqual(self._open(3).user_id, self.paul)

    def test_who_leaves_hands_over(self):
        self.desk.assignment_method = "balanced"
        ticket = self._open(1)
        first = ticket.user_id
        self.assertTrue(first)
        first.active = False
        self.assertTrue(ticket.user_id)
        self.assertNotEqual(ticket.user_id, first)

    def test_followers_stay_with_whom_the_ticket_is(self):
        ticket = self._open(1)
        ticket.message_subscribe(self.pia.partner_id.ids)
        other = self._create_team("direct", self.paul, name="Other")
        ticket.with_user(self.mia).team_id = other
        self.assertEqual(ticket.team_id, other)
        ticket.with_user(self.mia).team_id = self.desk
        self.assertIn(self.pia.partner_id, ticket.message_partner_ids)

    def test_who_has_a_ticket_keeps_it_in_a_direct_team_that_lists_them(self):
        """Whoever asks: a reseller does not read the vendor's teams."""
        listing = self._create_team("direct", self.pia)
        for team, keeps in ((listing, True), (self._create_team("direct"), False)):
            self.env.invalidate_all()
            self.assertEqual(team.with_user(self.ana)._keeps(self.pia), keeps)
