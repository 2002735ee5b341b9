from datetime import timedelta

from lxml import etree

from .turns_case import TurnsCase


class TestQueue(TurnsCase):
    def _get_queue(self, request_type="support"):
        queues = self.tickets.with_user(self.kim).sudo()._get_queues(self.acme)
        return queues.get((self.acme, request_type), self.tickets)

    def _wait(self, count, **values):
        """Queue tickets, each classified a minute after the one before."""
        tickets = self.tickets.browse()
        for number in range(count):
            ticket = self._open_support(**values)
            ticket.queued_date += timedelta(minutes=len(self._get_queue()) + number)
            tickets |= ticket
        return tickets

    def test_the_oldest_is_next(self):
        self._open_support()
        first, second = self._wait(2)
        self.assertEqual(self._get_queue().ids, (first | second).ids)
        self.assertEqual((first | second).mapped("queue_position"), [1, 2])

    def test_the_most_urgent_is_next(self):
        self._open_support()
        first, second = self._wait(2)
        second.with_user(self.kim).priority = "3"
        self.assertEqual(self._get_queue().ids, [second.id, first.id])
        first.with_user(self.kim).triage_priority = "3"
        self.assertEqual(self._get_queue().ids, [first.id, second.id])

    def test_people_put_it_in_another_order(self):
        self._open_support()
        first, second, third = self._wait(3)
        for place, ticket in enumerate((third, first, second)):
            ticket.with_user(self.kim).queue_sequence = place
        self.assertEqual(self._get_queue().ids, [third.id, first.id, second.id])
        last = self._wait(1)
        urgent = self._wait(1, priority="3")
        self.assertEqual(
            self._get_queue().ids, [urgent.id, third.id, first.id, second.id, last.id]
        )

    def test_the_list_shows_what_is_in_progress_before_the_queue(self):
        low = self._open_support(priority="0")
        first, second = self._wait(2, priority="2")
        self._move_to(low, self.done)
        second.with_user(self.kim).action_start()
        action = self.env.ref("revo_helpdesk_accounts.helpdesk_ticket_action_queue")
        arch = etree.fromstring(action.view_ids.view_id.arch)
        found = self.tickets.with_user(self.kim).search(
            [("commercial_partner_id", "=", self.acme.id), ("turn", "!=", False)],
            order=arch.get("default_order"),
        )
        self.assertEqual(found.ids, [second.id, first.id])
        second.with_user(self.kim).action_queue()
        self.assertEqual(self._get_queue().ids, [first.id, second.id])

    def test_the_queue_of_a_type_is_its_own(self):
        self._open_support()
        support, change = self._open_support(), self._open_change()
        self.assertEqual(self._get_queue(), support)
        self.assertEqual(self._get_queue("change"), change)

    def test_the_card_says_what_it_waits_for(self):
        started = self._open_support()
        first, second = self._wait(2)
        self.assertEqual(
            second.with_user(self.kim).queue_note,
            "No. 2 of the support queue of Acme. In progress: %s." % started.number,
        )
        self._move_to(started, self.done)
        self.assertIn("None is in progress", first.with_user(self.kim).queue_note)
        change = self._open_change()
        self.assertIn("No. 1 of the queue of changes", change.queue_note)
        self.assertFalse(started.queue_note)

    def test_what_is_in_progress_goes_back_to_the_queue(self):
        started = self._open_support()
        waiting = self._wait(1)
        started.with_user(self.kim).action_queue()
        self.assertEqual(self._get_turns(started, waiting), ["queued", "queued"])
        self.assertEqual(started.stage_id, self.working)
        waiting.with_user(self.kim).action_start()
        self.assertEqual(self._get_turns(started, waiting), ["queued", "in_progress"])

    def test_nothing_else_goes_to_the_queue(self):
        closed = self._open_support()
        self._move_to(closed, self.done)
        plain = self._open()
        (closed | plain).with_user(self.kim).action_queue()
        self.assertEqual(closed.stage_id, self.done)
        self.assertEqual(plain.stage_id, self.new)
        self.assertFalse((closed | plain).filtered("is_queued"))

    def test_whoever_leaves_the_stage_leaves_the_queue(self):
        self._open_support()
        for stage in (self.awaiting, self.done):
            waiting = self._open_support()
            self._move_to(waiting, stage)
            self.assertFalse(waiting.is_queued)
            self.assertFalse(waiting.turn)

    def test_the_clients_form_opens_its_queue(self):
        started = self._open_support()
        waiting = self._wait(1)
        self._open_support(partner_id=self.bea.partner_id.id)
        for partner in (self.acme, self.cati.partner_id):
            action = partner.with_user(self.kim).action_open_queue()
            found = self.tickets.with_user(self.kim).search(action["domain"])
            self.assertEqual(found, started | waiting)
            self.assertFalse(action["context"], "no groups: it can be dragged")

    def test_a_copy_has_no_place_of_its_original(self):
        ticket = self._open_support()
        self._move_to(ticket, self.awaiting)
        copy = ticket.with_user(self.kim).copy()
        self.assertEqual(copy.turn, "in_progress")
        self.assertTrue(copy.queued_date)


class TestYourTurn(TurnsCase):
    def _get_activities(self, tickets):
        kind = self.env.ref("revo_helpdesk_accounts.mail_activity_type_your_turn")
        return tickets.sudo().activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )

    def test_whoever_holds_the_next_one_is_told(self):
        first, second, third = (self._open_support() for _number in range(3))
        second.user_id = self.max
        self._move_to(first, self.done)
        self.assertEqual(self._get_activities(second).user_id, self.max)
        self.assertFalse(self._get_activities(third))

    def test_whoever_comes_next_is_told_when_one_is_deleted(self):
        first, second = self._open_support(), self._open_support()
        second.user_id = self.max
        first.with_user(self.mia).unlink()
        self.assertEqual(self._get_activities(second).user_id, self.max)

    def test_where_nobody_holds_it_the_team_is_told(self):
        first, second = self._open_support(), self._open_support()
        self.accounts.user_id = self.lola
        self._move_to(first, self.awaiting)
        self.assertEqual(self._get_activities(second).user_id, self.lola)

    def test_it_is_done_with_the_start(self):
        first, second = self._open_support(), self._open_support()
        second.user_id = self.max
        self._move_to(first, self.done)
        second.with_user(self.max).action_start()
        self.assertFalse(self._get_activities(second))

    def test_nobody_is_told_as_long_as_there_is_no_room(self):
        self.acme.write({"account_kind": "special", "agreed_changes": 2})
        first, second, third = (self._open_change() for _number in range(3))
        third.user_id = self.max
        self._move_to(first | second, self.working)
        self.acme.agreed_changes = 1
        self._move_to(first, self.done)
        self.assertFalse(self._get_activities(third))
        self._move_to(second, self.done)
        self.assertTrue(self._get_activities(third))
