from ast import literal_eval

from lxml import etree

from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from ..common import AccountsCase


class TestClassification(AccountsCase):
    def test_a_new_ticket_proposes_the_leader_of_its_client(self):
        self.assertEqual(self._open().account_leader_id, self.lola)
        self.assertFalse(
            self._open(partner_id=self.bea.partner_id.id).account_leader_id
        )

    def test_the_leader_of_a_ticket_stays_when_its_client_gets_another(self):
        ticket = self._open()
        self.acme.account_leader_id = self.kim
        ticket.partner_id = self.acme
        self.assertEqual(ticket.account_leader_id, self.lola)

    def test_a_ticket_that_gets_its_client_later_proposes_then(self):
        ticket = self._open(partner_id=False)
        self.assertFalse(ticket.account_leader_id)
        ticket.with_user(self.kim).partner_id = self.cati.partner_id
        self.assertEqual(ticket.account_leader_id, self.lola)

    def test_a_corrected_client_brings_its_own_leader(self):
        self.bistro.account_leader_id = self.max
        ticket = self._open()
        ticket.with_user(self.kim).partner_id = self.bea.partner_id
        self.assertEqual(ticket.account_leader_id, self.max)
        chosen = self._open(account_leader_id=self.kim.id)
        chosen.with_user(self.kim).partner_id = self.bea.partner_id
        self.assertEqual(chosen.account_leader_id, self.kim)

    def test_the_form_proposes_the_leader_of_the_client_chosen_last(self):
        self.bistro.account_leader_id = self.max
        with Form(self.tickets.with_user(self.kim)) as form:
            form.name = "Card payment fails"
            form.description = "It says no."
            form.partner_id = self.cati.partner_id
            self.assertEqual(form.account_leader_id, self.lola)
            form.partner_id = self.bea.partner_id
            self.assertEqual(form.account_leader_id, self.max)

    def test_a_leader_who_has_left_is_not_proposed(self):
        self.lola.active = False
        self.assertFalse(self._open().account_leader_id)

    def test_members_of_the_team_are_offered_as_leaders(self):
        members = self.accounts.user_ids
        self.assertEqual(self._get_offered_leaders(members), members)
        # Where the team names no members, everybody is one.
        self.assertLessEqual(members | self.sam, self._get_offered_leaders([]))
        self.assertNotIn(self.cleo, self._get_offered_leaders([]))

    def test_who_works_in_a_team_is_offered_as_the_leader_of_an_account(self):
        teams = self.env["helpdesk.ticket.team"].search([("tier", "=", "direct")])
        (teams - self.accounts).filtered(
            lambda team: not team.user_ids
        ).user_ids = self.sam
        noa = self._create_user("noa", "plain")
        offered = self._get_offered_to_clients()
        self.assertLessEqual(self.accounts.user_ids, offered)
        self.assertFalse(offered & (self.cleo | noa))
        # Where the team names no members, everybody with the rights is one.
        self.accounts.user_ids = False
        offered = self._get_offered_to_clients()
        self.assertLessEqual(noa | self.kim | self.sam, offered)
        self.assertNotIn(self.cleo, offered)

    def _get_offered_to_clients(self):
        domain = literal_eval(self.acme._fields["account_leader_id"].domain)
        return self.env["res.users"].with_user(self.kim).search(domain)

    def _get_offered_leaders(self, members):
        domain = self.tickets._fields["account_leader_id"].domain
        ids = members and members.ids
        return self.env["res.users"].search(safe_eval(domain, {"user_ids": ids}))

    def test_what_lacks_type_or_leader_is_to_be_classified(self):
        theirs = {"partner_id": self.bea.partner_id.id}
        lacking = self._open() | self._open(**theirs)
        lacking |= self._open(**theirs, request_type="change")
        self._open(request_type="consulting")
        self.assertEqual(self._find_to_classify(), lacking)

    def test_what_is_closed_needs_no_type_any_more(self):
        ticket = self._open()
        done = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        ticket.with_user(self.kim).stage_id = done
        self.assertFalse(self._find_to_classify())

    def test_the_word_of_the_client_classifies_nothing(self):
        ticket = self._open(user=self.env.user, reported_type="support")
        self.assertFalse(ticket.request_type)
        self.assertEqual(self._find_to_classify(), ticket)

    def _find_to_classify(self):
        """Find what the filter of the board does."""
        tickets = self.tickets.with_user(self.kim)
        search = etree.fromstring(tickets.get_view(view_type="search")["arch"])
        (button,) = search.xpath("//filter[@name='to_classify']")
        return tickets.search(
            [*literal_eval(button.get("domain")), ("team_id", "=", self.accounts.id)],
            order="id",
        )


class TestLeaderTakesIt(AccountsCase):
    def setUp(self):
        super().setUp()
        self.accounts.assignment_method = "balanced"

    def test_a_new_ticket_goes_to_its_leader_first(self):
        for _number in range(3):
            self.assertEqual(self._open().user_id, self.lola)

    def test_a_leader_of_another_team_is_passed_over(self):
        self.acme.account_leader_id = self.sam
        ticket = self._open()
        self.assertEqual(ticket.account_leader_id, self.sam)
        self.assertIn(ticket.user_id, self.accounts.user_ids)

    def test_a_team_that_assigns_by_hand_leaves_it_open(self):
        self.accounts.assignment_method = "manual"
        self.assertFalse(self._open().user_id)
