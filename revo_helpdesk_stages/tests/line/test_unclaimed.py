"""A client whom no reseller looks after: support has the case until one does."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form

from ..common import SupportLineCase

UNCLAIMED = "revo_helpdesk_stages.mail_activity_type_unclaimed"


class UnclaimedCase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.helpdesk_default_reseller_team_id = False
        cls.shop.reseller_team_id = False
        # Who serves clients directly is not who they turn to.
        cls._create_team("direct", cls.pia)
        cls.ticket = cls._create_ticket()

    def _get_asked(self, ticket=None):
        kind = self.env.ref(UNCLAIMED)
        self.env.invalidate_all()
        return (ticket or self.ticket).activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )

    def _choose(self, user, ticket, team):
        """Set the reseller as somebody does by the button of the ticket."""
        action = ticket.with_user(user).action_set_reseller()
        wizards = self.env[action["res_model"]].with_user(user)
        with Form(wizards.with_context(**action["context"])) as form:
            form.team_id = team.with_user(user)
        result = form.save().action_apply()
        self.env.invalidate_all()
        return result


class TestUnclaimed(UnclaimedCase):
    def test_support_gets_it_and_one_of_the_team_is_asked_to_set_the_reseller(self):
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_support"])
        self.assertEqual(self.ticket.team_id, self.support)
        self.assertEqual(self.ticket.origin, "client")
        self.assertEqual(self.ticket.with_user(self.sam).name, "Card payment fails")
        asked = self._get_asked()
        self.assertEqual(len(asked), 1)
        self.assertIn(asked.user_id, self.sam | self.sue)

    def test_a_manager_who_opens_for_the_client_opens_it_there(self):
        values = {"opener": self.mia, "partner_id": self.cleo.partner_id.id}
        ticket = self._create_ticket(**values)
        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])
        self.assertEqual(ticket.team_id, self.support)
        self.assertEqual(ticket.origin, "client")
        self.assertTrue(ticket.answer_since)
        self.assertEqual(len(self._get_asked(ticket)), 1)
        self.company.helpdesk_default_reseller_team_id = self.south
        ticket = self._create_ticket(**values)
        self.assertEqual(ticket.team_id, self.south)

    def test_a_manager_who_names_who_serves_the_client_opens_it_with_them(self):
        direct = self.pia.helpdesk_team_ids
        for named in ({"team_id": direct.id}, {"user_id": self.pia.id}):
            ticket = self._create_ticket(
                opener=self.mia, partner_id=self.cleo.partner_id.id, **named
            )
            self.assertEqual(ticket.pipeline, "direct", named)
            self.assertEqual(ticket.team_id, direct, named)
            self.assertFalse(self._get_asked(ticket))

    def test_who_serves_clients_directly_opens_nothing_for_support(self):
        ticket = self._create_ticket(
            opener=self.pia, partner_id=self.cleo.partner_id.id
        )
        self.assertEqual(ticket.pipeline, "direct")
        self.assertEqual(ticket.with_user(self.pia).name, "Card payment fails")

    def test_they_are_asked_in_turn(self):
        self.assertEqual(
            self._get_asked().user_id | self._get_asked(self._create_ticket()).user_id,
            self.sam | self.sue,
        )

    def test_nobody_is_asked_where_a_reseller_is_known(self):
        self.shop.reseller_team_id = self.north
        self.assertFalse(self._get_asked(self._create_ticket()))
        own = self._create_ticket(opener=self.sam, partner_id=self.ana.partner_id.id)
        self.assertFalse(self._get_asked(own))

    def test_who_takes_the_ticket_gets_what_is_to_be_done(self):
        asked = self._get_asked().user_id
        other = (self.sam | self.sue) - asked
        self.ticket.with_user(other).user_id = other
        self.assertEqual(self._get_asked().user_id, other)

    def test_the_client_reads_that_the_vendor_has_it(self):
        view = self._as(self.cleo, self.ticket)._get_client_view()
        self.assertEqual(view["label"], "Received")
        self.assertEqual(
            view["next_step"], "REVO has your ticket and looks at it next."
        )
        self._move(self.ticket, self.sam, "in_progress_support")
        view = self._as(self.cleo, self.ticket)._get_client_view()
        self.assertEqual(view["next_step"], "REVO is working on it and answers here.")


class TestClaim(UnclaimedCase):
    def _assert_with_reseller(self, ticket=None):
        ticket = ticket or self.ticket
        self.env.invalidate_all()
        self.assertEqual(ticket.reseller_team_id, self.north)
        self.assertEqual(ticket.team_id, self.north)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertFalse(ticket.user_id)
        self.assertFalse(ticket.escalated_date)
        self.assertFalse(self._get_asked(ticket))
        self.assertEqual(ticket.client_status, "reseller")

    def test_support_sets_the_reseller_by_the_button_of_the_ticket(self):
        word = self._as(self.cleo, self.ticket)._answer_as_client("It is the blue one")
        second = self._create_ticket()
        result = self._choose(self.sam, self.ticket, self.north)
        self.assertEqual(self.shop.reseller_team_id, self.north)
        self._assert_with_reseller()
        self._assert_with_reseller(second)
        # What the client wrote comes along, and from here it is a case like others.
        self.assertIn("blue", word.with_user(self.ana).body)
        moves = self.ticket.with_user(self.ana).move_ids
        self.assertIn("evidence", moves.mapped("requires"))
        # Support has it no longer, and is led away from it.
        overview = self.env["ir.actions.act_window"].browse(
            result["params"]["action_id"]
        )
        self.assertEqual(overview.res_model, "helpdesk.overview")
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.sam).read(["name"])

    def test_a_manager_stays_where_it_is(self):
        result = self._choose(self.mia, self.ticket, self.north)
        self.assertIn("is with North", result["params"]["message"])
        self.assertEqual(
            result["params"]["next"]["type"], "ir.actions.act_window_close"
        )
        self._assert_with_reseller()

    def test_a_manager_sets_it_on_the_ticket_alone(self):
        self.ticket.with_user(self.mia).reseller_team_id = self.north
        self._assert_with_reseller()
        self.assertFalse(self.shop.reseller_team_id)

    def test_it_is_set_on_the_client(self):
        self.shop.reseller_team_id = self.north
        self._assert_with_reseller()

    def test_it_is_set_in_the_list_of_the_team(self):
        self.north.with_user(self.mia).client_ids = [Command.link(self.shop.id)]
        self._assert_with_reseller()

    def test_what_support_has_begun_stays_with_support(self):
        self._move(self.ticket, self.sam, "in_progress_support")
        result = self._choose(self.sam, self.ticket, self.north)
        self.assertEqual(
            result["params"]["next"]["type"], "ir.actions.act_window_close"
        )
        self.assertEqual(self.ticket.stage_id, self.stage["in_progress_support"])
        self.assertEqual(self.ticket.reseller_team_id, self.north)
        self.assertTrue(self.ticket.escalated_date)
        self.assertFalse(self._get_asked())
        self._move(self.ticket, self.sam, "confirmation_reseller")
        self.assertEqual(self.ticket.team_id, self.north)

    def test_a_closed_case_stays_as_it_is(self):
        self._move(self.ticket, self.sam, "canceled")
        self.assertFalse(self._get_asked())
        self.shop.reseller_team_id = self.north
        self.env.invalidate_all()
        self.assertFalse(self.ticket.reseller_team_id)
        self.assertEqual(self.ticket.stage_id, self.stage["canceled"])

    def test_a_stranger_without_a_contact(self):
        stranger = self._create_ticket(
            opener=self.sam, origin="client", partner_email="eve@nowhere.example"
        )
        self.assertFalse(stranger.reseller_team_id)
        self._choose(self.sam, stranger, self.north)
        self._assert_with_reseller(stranger)
        self.assertFalse(self.ticket.reseller_team_id)

    def test_nobody_else_sets_it(self):
        for user in (self.ana, self.dan, self.pia):
            with self.assertRaises(AccessError):
                self._choose(user, self.ticket, self.north)
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.sam).reseller_team_id = self.north
