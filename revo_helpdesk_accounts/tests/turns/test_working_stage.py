from odoo.exceptions import UserError

from ..common import AccountsCase


class TestWorkingStage(AccountsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stages = {
            name: cls.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
            for name in ("new", "in_progress", "awaiting", "done")
        }
        cls.new, cls.working = stages["new"], stages["in_progress"]
        cls.awaiting, cls.done = stages["awaiting"], stages["done"]

    def test_support_goes_from_the_backlog_to_where_the_team_works(self):
        ticket = self._open()
        self.assertEqual(ticket.stage_id, self.new)
        ticket.with_user(self.kim).request_type = "support"
        self.assertEqual(ticket.stage_id, self.working)

    def test_other_types_stay_where_they_are(self):
        for request_type in ("change", "consulting", False):
            ticket = self._open()
            ticket.with_user(self.kim).request_type = request_type
            self.assertEqual(ticket.stage_id, self.new)

    def test_support_is_not_taken_back_to_the_backlog(self):
        ticket = self._open(request_type="support")
        for stage in (self.working, self.awaiting):
            ticket.with_user(self.kim).stage_id = stage
            with self.assertRaises(UserError) as caught:
                ticket.with_user(self.kim).stage_id = self.new
            error = str(caught.exception)
            self.assertIn(ticket.number, error)
            self.assertIn("does not wait in the backlog", error)
            self.assertIn("“To the queue”", error)
            self.env.invalidate_all()

    def test_one_refusal_names_all_and_moves_none(self):
        tickets = self._open(request_type="support") | self._open(
            request_type="support", partner_id=self.bea.partner_id.id
        )
        other = self._open()
        tickets.with_user(self.kim).stage_id = self.awaiting
        self.env.flush_all()
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            (tickets | other).with_user(self.kim).stage_id = self.new
        for ticket in tickets:
            self.assertIn(ticket.number, str(caught.exception))
        self.assertNotIn(other.number, str(caught.exception))
        self.assertEqual(tickets.stage_id, self.awaiting)

    def test_what_begins_as_support_begins_where_the_team_works(self):
        ticket = self._open(request_type="support", stage_id=self.new.id)
        self.assertEqual(ticket.stage_id, self.working)
        imported = self.tickets.with_user(self.kim).load(
            ["name", "description", "team_id/.id", "request_type", "stage_id/.id"],
            [["Imported", "x", str(self.accounts.id), "support", str(self.new.id)]],
        )
        self.assertFalse(imported["messages"])
        self.assertEqual(self.tickets.browse(imported["ids"]).stage_id, self.working)

    def test_a_default_by_mail_makes_no_exception(self):
        ticket = self.tickets.message_new(
            {"subject": "The drawer", "body": "x", "from": self.cati.email},
            {"team_id": self.accounts.id, "request_type": "support"},
        )
        self.assertEqual(ticket.stage_id, self.working)

    def test_reopened_support_goes_on_where_the_team_works(self):
        ticket = self._open(request_type="support")
        ticket.with_user(self.kim).stage_id = self.done
        ticket.with_user(self.kim).stage_id = self.new
        self.assertEqual(ticket.stage_id, self.working)

    def test_support_that_its_client_reopens_goes_on_where_the_team_works(self):
        ticket = self._open(request_type="support")
        ticket.with_user(self.kim).stage_id = self.done
        self._as(self.cati, ticket)._reopen_as_client("It happens again.")
        self.assertEqual(ticket.stage_id, self.working)

    def test_what_turns_out_to_be_no_support_stays_and_may_go_back(self):
        ticket = self._open(request_type="support")
        ticket.with_user(self.kim).request_type = "consulting"
        self.assertEqual(ticket.stage_id, self.working)
        ticket.with_user(self.kim).stage_id = self.new
        self.assertEqual(ticket.stage_id, self.new)

    def test_a_team_without_the_setting_keeps_its_backlog(self):
        self.accounts.support_skips_backlog = False
        ticket = self._open(request_type="support")
        self.assertEqual(ticket.stage_id, self.new)

    def test_support_stays_where_its_team_has_no_stage_to_work_in(self):
        teams = self.env["helpdesk.ticket.team"].search([("pipeline", "=", "direct")])
        self.working.team_ids = teams - self.accounts
        ticket = self._open(request_type="support")
        self.assertEqual(ticket.stage_id, self.new)

    def test_an_archived_ticket_moves_on_when_it_comes_back(self):
        ticket = self._open()
        ticket.with_user(self.mia).write({"active": False})
        ticket.with_user(self.kim).write({"request_type": "support"})
        self.assertEqual(ticket.stage_id, self.new)
        ticket.with_user(self.mia).write({"active": True})
        self.assertEqual(ticket.stage_id, self.working)

    def test_the_pipeline_proposes_the_setting(self):
        self.assertTrue(self.accounts.support_skips_backlog)
        self.assertFalse(self.north.support_skips_backlog)
        self.assertTrue(self.accounts.limits_accounts)
        self.assertFalse(self.north.limits_accounts)


class TestEscalation(AccountsCase):
    """Where a team of the line has the setting."""

    def _classify(self, ticket, user):
        ticket.with_user(user).request_type = "support"
        self.env.invalidate_all()

    def test_without_the_setting_support_waits_in_the_backlog(self):
        ticket = self._create_ticket()
        self._classify(ticket, self.ana)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertFalse(ticket.turn)

    def test_support_moves_on_by_a_move_of_the_table(self):
        self.north.support_skips_backlog = True
        ticket = self._create_ticket()
        self._classify(ticket, self.ana)
        self.assertEqual(ticket.stage_id, self.stage["in_progress_reseller"])
        self.assertEqual(ticket.user_id, self.ana)

    def test_where_the_table_knows_no_move_it_stays(self):
        self.north.support_skips_backlog = True
        moves = self.env["helpdesk.ticket.stage.transition"].search(
            [("to_stage_id", "=", self.stage["in_progress_reseller"].id)]
        )
        moves.active = False
        ticket = self._create_ticket()
        self._classify(ticket, self.ana)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])

    def test_what_others_hand_over_moves_on_and_is_nobodys_who_does_not_work_there(
        self,
    ):
        self.support.support_skips_backlog = True
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self._classify(ticket, self.ana)
        self._move(ticket, self.ana, "backlog_support")
        self.assertEqual(ticket.stage_id, self.stage["in_progress_support"])
        self.assertEqual(ticket.team_id, self.support)
        self.assertFalse(ticket.user_id)
        self.assertTrue(ticket.escalated_date)

    def test_an_answer_of_the_client_brings_it_to_where_the_team_works(self):
        self.north.support_skips_backlog = True
        ticket = self._create_ticket_in("backlog_client", user=self.ana)
        self._classify(ticket, self.ana)
        self._write_text(ticket, self.cleo, "message")
        self.assertEqual(ticket.stage_id, self.stage["in_progress_reseller"])

    def test_its_own_people_do_not_take_it_back(self):
        self.north.support_skips_backlog = True
        ticket = self._create_ticket_in("backlog_client", user=self.ana)
        self._classify(ticket, self.ana)
        with self.assertRaisesRegex(UserError, "does not wait in the backlog"):
            self._move(ticket, self.ana, "backlog_reseller")

    def test_nobody_asks_for_the_move_by_a_context(self):
        ticket = self._create_ticket_in("backlog_support")
        for value in (True, 1, "x", {}):
            asking = ticket.with_user(self.ana).with_context(helpdesk_moves_on=value)
            with self.assertRaises(UserError):
                asking.write({"stage_id": self.stage["in_progress_support"].id})
