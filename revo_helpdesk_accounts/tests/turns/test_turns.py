from odoo.exceptions import AccessError, ValidationError

from .turns_case import TurnsCase

QUEUED, STARTED = "queued", "in_progress"


class TestSupport(TurnsCase):
    def test_the_first_one_starts_and_the_next_one_waits_in_the_same_stage(self):
        first, second = self._open_support(), self._open_support()
        self.assertEqual(self._get_turns(first, second), [STARTED, QUEUED])
        self.assertEqual((first | second).stage_id, self.working)
        self.assertEqual((first | second).mapped("is_queued"), [False, True])

    def test_to_classify_is_never_refused(self):
        self._open_support()
        ticket = self._open()
        ticket.with_user(self.kim).request_type = "support"
        self.assertEqual(ticket.turn, QUEUED)

    def test_another_account_does_not_wait(self):
        self._open_support()
        ticket = self._open_support(partner_id=self.bea.partner_id.id)
        self.assertEqual(ticket.turn, STARTED)

    def test_all_contacts_of_a_company_are_one_account(self):
        self._open_support()
        ticket = self._open_support(partner_id=self.acme.id)
        self.assertEqual(ticket.turn, QUEUED)

    def test_nobody_else_counts(self):
        for values in (
            {"request_type": "consulting"},
            {"request_type": False},
            {"request_type": "support", "partner_id": False},
        ):
            tickets = self._open(**values) | self._open(**values)
            self._move_to(tickets, self.working)
            self.assertEqual(self._get_turns(*tickets), [False, False])
        self.assertEqual(self._open_support().turn, STARTED)

    def test_what_waits_for_the_client_lets_the_next_one_start(self):
        first, second = self._open_support(), self._open_support()
        self._move_to(first, self.awaiting)
        second.with_user(self.max).action_start()
        self.assertEqual(self._get_turns(first, second), [False, STARTED])

    def test_the_next_one_does_not_start_by_itself(self):
        first, second = self._open_support(), self._open_support()
        self._move_to(first, self.done)
        self.assertEqual(second.turn, QUEUED)

    def test_a_newcomer_does_not_overtake_who_waits(self):
        first, second = self._open_support(), self._open_support()
        self._move_to(first, self.done)
        third = self._open_support()
        self.assertEqual(self._get_turns(second, third), [QUEUED, QUEUED])

    def test_an_urgent_newcomer_does(self):
        first, _second = self._open_support(), self._open_support()
        self._move_to(first, self.done)
        self.assertEqual(self._open_support(priority="3").turn, STARTED)

    def test_an_archived_ticket_leaves_its_place(self):
        first, second = self._open_support(), self._open_support()
        first.with_user(self.mia).write({"active": False})
        second.with_user(self.kim).action_start()
        self.assertEqual(second.turn, STARTED)
        first.with_user(self.mia).write({"active": True})
        self.assertEqual(first.turn, QUEUED)

    def test_in_every_team_with_the_setting_and_whatever_the_user_sees(self):
        others = self._create_team("direct", self.pia, name="Others")
        first = self._open_support()
        self.env.flush_all()
        own = self.env.ref("helpdesk_mgmt.group_helpdesk_user_own")
        self.pia.groups_id = own | self.env.ref("base.group_user")
        self.assertFalse(
            self.tickets.with_user(self.pia).search([("id", "=", first.id)])
        )
        ticket = self._open_support(
            user=self.pia, team_id=others.id, user_id=self.pia.id
        )
        self.assertEqual(ticket.turn, QUEUED)
        error = self._refuse(lambda: ticket.with_user(self.pia).action_start())
        self.assertIn(first.number, str(error))

    def test_a_team_without_the_setting_counts_nothing(self):
        self.accounts.limits_accounts = False
        tickets = self._open_support() | self._open_support()
        self.assertEqual(self._get_turns(*tickets), [False, False])

    def test_turning_the_setting_on_leaves_all_that_is_in_progress(self):
        self.accounts.limits_accounts = False
        tickets = self._open_support() | self._open_support()
        self.accounts.limits_accounts = True
        self.assertEqual(self._get_turns(*tickets), [STARTED, STARTED])
        self.assertEqual(self._open_support().turn, QUEUED)


class TestRefusal(TurnsCase):
    def test_it_names_what_is_in_progress_and_what_to_do(self):
        first, second = self._open_support(), self._open_support()
        error = str(self._refuse(second.with_user(self.kim).action_start))
        for words in (
            f"{second.number} cannot start: one support ticket of Acme",
            f"In progress: {first.number}.",
            "Resolve one of these first, or take it to the queue",
            f"{second.number} is no. 1 in the queue",
        ):
            self.assertIn(words, error)
        self.assertTrue(second.is_queued)

    def test_it_says_how_what_is_not_in_the_queue_comes_there(self):
        ticket = self._open_support()
        self._move_to(ticket, self.awaiting)
        self._open_support()
        error = self._refuse_move(ticket, self.working)
        self.assertIn(f"Press “To the queue” on {ticket.number}", error)
        ticket.with_user(self.kim).action_queue()
        self.assertEqual(ticket.turn, QUEUED)
        self.assertEqual(ticket.stage_id, self.working)

    def test_who_reopens_is_told_where_it_waits(self):
        ticket = self._open_support()
        self._move_to(ticket, self.done)
        self._open_support()
        error = self._refuse_move(ticket, self.working)
        self.assertIn(f"Reopen {ticket.number} into the backlog", error)
        self._move_to(ticket, self.new)
        self.assertEqual(ticket.turn, QUEUED)

    def test_two_at_once_do_not_start_where_one_may(self):
        first, second, third = (self._open_support() for _number in range(3))
        self._move_to(first, self.done)
        both = second | third
        error = str(self._refuse(both.with_user(self.kim).action_start))
        self.assertIn(f"{second.number}, {third.number} cannot start", error)
        self.assertIn("1 of them can start", error)
        self.assertEqual(self._get_turns(second, third), [QUEUED, QUEUED])

    def test_one_that_cannot_start_keeps_all_of_one_change_from_it(self):
        tickets = self._open_change() | self._open_change(
            partner_id=self.bea.partner_id.id
        )
        self._move_to(self._open_change(), self.working)
        error = self._refuse_move(tickets, self.working)
        self.assertIn(tickets[0].number, error)
        self.assertNotIn(tickets[1].number, error)
        self.assertEqual(tickets.stage_id, self.new)

    def test_to_clear_the_mark_by_a_call_is_to_start(self):
        self._open_support()
        ticket = self._open_support()
        self._refuse(lambda: ticket.with_user(self.kim).write({"is_queued": False}))
        self.assertTrue(ticket.is_queued)

    def test_nobody_says_by_a_call_that_it_is_not_in_progress(self):
        ticket = self._open_support()
        for turn in ("queued", False):
            for user, why in (
                (self.mia, "follows from its stage"),
                (self.kim, "not yours to write"),
            ):
                with self.assertRaisesRegex(AccessError, why):
                    ticket.with_user(user).write({"turn": turn})
            with self.assertRaisesRegex(AccessError, "follows from its stage"):
                self._open_support(user=self.mia, turn=turn)
        with self.assertRaisesRegex(AccessError, "not yours to write"):
            self._open_support(turn="queued")

    def test_to_create_or_to_import_is_not_refused(self):
        self._open_change(stage_id=self.working.id)
        ticket = self._open_change(stage_id=self.working.id)
        self.assertEqual(ticket.stage_id, self.working)
        self.assertEqual(ticket.turn, QUEUED)


class TestChanges(TurnsCase):
    def test_a_general_account_has_one_in_progress(self):
        first, second = self._open_change(), self._open_change()
        self.assertEqual(self._get_turns(first, second), [QUEUED, QUEUED])
        self._move_to(first, self.working)
        error = self._refuse_move(second, self.working)
        self.assertIn("of the changes of Acme, 1 may be in progress", error)
        self.assertIn(first.number, error)

    def test_a_special_account_has_as_many_as_agreed(self):
        self.acme.write({"account_kind": "special", "agreed_changes": 2})
        first, second, third = (self._open_change() for _number in range(3))
        self._move_to(first | second, self.working)
        error = self._refuse_move(third, self.working)
        self.assertIn("2 may be in progress", error)
        self.assertIn(f"{first.number}, {second.number}", error)
        self._open_support()
        self.assertEqual(self._open_support().turn, QUEUED)

    def test_support_and_changes_do_not_wait_for_each_other(self):
        change = self._open_change()
        self._open_support()
        self._move_to(change, self.working)
        self.assertEqual(change.turn, STARTED)

    def test_a_button_starts_what_waits_in_the_backlog(self):
        ticket = self._open_change()
        ticket.with_user(self.kim).action_start()
        self.assertEqual(ticket.stage_id, self.working)
        self.assertEqual(ticket.turn, STARTED)

    def test_less_than_one_change_cannot_be_agreed(self):
        for number in (0, -1):
            with self.assertRaisesRegex(ValidationError, "enter 1 or more"):
                self.acme.write({"account_kind": "special", "agreed_changes": number})

    def test_who_agrees_on_fewer_than_run_is_told_which_go_on(self):
        self.kim.groups_id |= self.env.ref("base.group_partner_manager")
        self.acme.write({"account_kind": "special", "agreed_changes": 3})
        running = self._open_change() | self._open_change()
        self._move_to(running, self.working)
        self._open_change()
        for values, limit in (
            ({"agreed_changes": 3}, None),
            ({"agreed_changes": 2}, None),
            ({"agreed_changes": 1}, 1),
            ({"account_kind": "general"}, 1),
        ):
            with self.subTest(values=values):
                warning = self._get_warning(values)
                self.assertEqual(bool(warning), bool(limit))
                if limit:
                    self.assertIn("2 changes of Acme are in progress", warning)
                    self.assertIn(f"fewer than {limit} are", warning)
                    for ticket in running:
                        self.assertIn(ticket.number, warning)
        self.assertFalse(self._get_warning({"agreed_changes": 1}, self.bistro))
        self.assertFalse(self._get_warning({"agreed_changes": 1}, self.acme.browse()))

    def _get_warning(self, values, account=None):
        """Return what the form of a contact says when somebody changes it."""
        account = self.acme if account is None else account
        before = account.read(["account_kind", "agreed_changes"])[:1]
        values = {**(before[0] if before else {}), **values}
        values.pop("id", None)
        spec = {"account_kind": {}, "agreed_changes": {}}
        answer = account.with_user(self.kim).onchange(values, ["agreed_changes"], spec)
        return answer.get("warning", {}).get("message", "")


class TestFacts(TurnsCase):
    """What is said of a ticket is noted, and may make it wait."""

    def test_no_support_any_more_leaves_the_queue_where_it_stands(self):
        self._open_support()
        for request_type in ("consulting", False):
            ticket = self._open_support()
            ticket.with_user(self.kim).request_type = request_type
            self.assertFalse(ticket.is_queued)
            self.assertFalse(ticket.queued_date)
            self.assertFalse(ticket.turn)
            self.assertEqual(ticket.stage_id, self.working)

    def test_a_change_that_was_taken_for_support_takes_its_turn_as_a_change(self):
        self._open_support()
        ticket = self._open_support()
        ticket.with_user(self.kim).request_type = "change"
        self.assertEqual(ticket.turn, QUEUED)
        self._move_to(ticket, self.new)
        self.assertFalse(ticket.is_queued)
        self.assertEqual(ticket.turn, QUEUED)

    def test_another_client_means_another_queue(self):
        self._open_support(partner_id=self.bea.partner_id.id)
        ticket = self._open_support()
        ticket.with_user(self.kim).partner_id = self.bea.partner_id
        self.assertEqual(ticket.turn, QUEUED)
        self.assertEqual(self._open_support().turn, STARTED)

    def test_another_team_asks_as_well(self):
        free = self._create_team("direct", self.kim, name="Free", limits_accounts=False)
        self._open_support()
        ticket = self._open_support(team_id=free.id)
        self.assertFalse(ticket.turn)
        ticket.with_user(self.kim).team_id = self.accounts
        self.assertEqual(ticket.turn, QUEUED)

    def test_a_client_that_reopens_is_not_refused(self):
        ticket = self._open_support()
        self._move_to(ticket, self.done)
        self._open_support()
        self._as(self.cati, ticket)._reopen_as_client("It happens again.")
        self.env.invalidate_all()
        self.assertEqual(ticket.turn, QUEUED)

    def test_a_client_that_answers_by_mail_reopens_without_a_refusal(self):
        ticket = self._open_support()
        self._move_to(ticket, self.done)
        self._open_support()
        ticket.message_post(
            body="<p>It is still broken.</p>",
            author_id=self.cati.partner_id.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        self.env.invalidate_all()
        self.assertEqual(ticket.turn, QUEUED)

    def test_a_client_is_not_told_that_somebody_works_on_what_waits(self):
        first, second = self._open_support(), self._open_support()
        self.assertEqual(first.client_status, "working")
        self.assertEqual(second.client_status, "received")
        self._move_to(first, self.done)
        second.with_user(self.kim).action_start()
        self.assertEqual(second.client_status, "working")


class TestLine(TurnsCase):
    """Teams of the line, which have no limit unless they set it."""

    def test_a_resellers_own_people_start_one_at_a_time(self):
        self.north.limits_accounts = True
        first, second = self._create_ticket(), self._create_ticket()
        (first | second).with_user(self.ana).request_type = "support"
        self.assertEqual(self._get_turns(first, second), [QUEUED, QUEUED])
        self._move(first, self.ana, "in_progress_reseller")
        error = str(
            self._refuse(lambda: self._move(second, self.ana, "in_progress_reseller"))
        )
        self.assertIn(first.number, error)

    def test_by_default_nothing_is_limited(self):
        tickets = self._create_ticket() | self._create_ticket()
        tickets.with_user(self.ana).request_type = "support"
        for ticket in tickets:
            self._move(ticket, self.ana, "in_progress_reseller")
        self.assertEqual(self._get_turns(*tickets), [False, False])


class TestQueries(TurnsCase):
    def _count(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _create(self, count, **values):
        values = {
            "name": "Ticket",
            "description": "<p>x</p>",
            "partner_id": self.cati.partner_id.id,
            "team_id": self.accounts.id,
            **values,
        }
        return self.tickets.with_user(self.kim).create([values] * count)

    def test_to_classify_many_costs_little_more_for_each_than_to_prioritize_them(self):
        def classify(count):
            tickets = self._create(count)
            tickets.write({"priority": "2"})
            plain = self._count(lambda: tickets.write({"priority": "1"}))
            return (
                self._count(lambda: tickets.write({"request_type": "change"})) - plain
            )

        classify(2)
        # 16 more tickets, and not a query for each of them.
        self.assertLess(classify(20), classify(4) + 4)

    def test_many_that_join_a_queue_cost_as_few_as_few(self):
        """What moves on is tracked one by one by Odoo; the limit adds nothing."""
        self._open_support()

        def start(count):
            tickets = self._create(count, request_type="support")
            self.assertTrue(all(tickets.mapped("is_queued")))
            return self._count(lambda: tickets.sudo()._settle_turns({}, asked=False))

        self.assertLessEqual(start(20), start(4))

    def test_the_cards_of_many_cost_the_same(self):
        few = self._create(4, request_type="support")
        many = few | self._create(30, request_type="support")
        names = ["turn", "queue_note", "queue_position", "can_queue"]
        few.read(names)
        cheap = self._count(lambda: few.read(names))
        self.assertLessEqual(self._count(lambda: many.read(names)), cheap)

    def test_what_nobody_classifies_asks_the_database_nothing(self):
        tickets = self._create(5)
        tickets.mapped("turn")
        before = self.cr.sql_log_count
        tickets.sudo()._settle_turns({}, asked=True)
        self.assertEqual(self.cr.sql_log_count, before)
