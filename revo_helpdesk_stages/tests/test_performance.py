"""What opening the board costs, however many tickets there are."""

from freezegun import freeze_time

from .common import SupportLineCase
from .compat import EVERYDAY_COSTS, read_groups

BOARD = [("pipeline", "=", "escalation")]
# The fields that the cards show.
CARD = {
    "name": {},
    "number": {},
    "stage_id": {"fields": {"display_name": {}}},
    "commercial_partner_id": {"fields": {"display_name": {}}},
    "reseller_team_id": {"fields": {"display_name": {}}},
    "user_id": {"fields": {"display_name": {}}},
    "origin": {},
    "pipeline": {},
    "waiting_on": {},
    "waiting_since": {},
    "priority": {},
    "closed": {},
    "is_contact_overdue": {},
    "contact_note": {},
    "is_answer_overdue": {},
    "answer_note": {},
    "activity_state": {},
    "activity_ids": {"fields": {}},
    "tag_ids": {"fields": {"display_name": {}, "color": {}}},
    "writer_name": {},
}
PAGE = 20
OPENED, MOVED = "2026-03-02 09:00:00", "2026-03-02 11:00:00"
CODES = ("backlog_support", "in_progress_support", "internal_review", "backlog_dev")


class TestQueries(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.few = cls._create_cases(8)
        # Not a whole page in a column: Odoo would count what is on the next.
        cls.many = cls.few + cls._create_cases(68)

    @classmethod
    def _create_cases(cls, count):
        """Create tickets of two resellers, spread over some stages."""
        contacts = (cls.cleo | cls.cora).partner_id
        tickets = cls.tickets.create(
            [
                {
                    "name": f"Ticket {index}",
                    "description": "<p>x</p>",
                    "partner_id": contacts[index % 2].id,
                }
                for index in range(count)
            ]
        )
        for number, code in enumerate(CODES):
            some = tickets[number :: len(CODES)]
            cls._put(some, code, user=cls.sam if number < 3 else cls.dan)
        return tickets

    def _count(self, action):
        """Count the queries of an action that starts with nothing in the cache."""
        action()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        action()
        return self.cr.sql_log_count - before

    def _open_board(self, tickets):
        domain = [*BOARD, ("id", "in", tickets.ids)]
        board = self.tickets.with_user(self.sam).with_context(
            helpdesk_pipeline="escalation"
        )
        groups = read_groups(board, domain, "stage_id")
        shown = 0
        for group in groups:
            result = board.web_search_read(group["__domain"], CARD, limit=PAGE)
            shown += len(result["records"])
        return shown

    def test_the_board_costs_the_same_with_many_more_cases(self):
        self.assertEqual(self._open_board(self.few), 8)
        self.assertEqual(self._open_board(self.many), 76)
        few = self._count(lambda: self._open_board(self.few))
        many = self._count(lambda: self._open_board(self.many))
        self.assertLessEqual(many, few)

    def test_the_open_moves_of_a_list_cost_the_same_whatever_its_length(self):
        for name in ("selectable_stage_ids", "move_ids", "can_escalate"):
            for user in (self.ana, self.sam, self.mia):
                few = self._count(lambda n=name, u=user: self._read(self.few, u, n))
                many = self._count(lambda n=name, u=user: self._read(self.many, u, n))
                self.assertLessEqual(many, few, f"{name} for {user.name}")

    def _read(self, tickets, user, name):
        # sudo: only what the moves cost is counted, not who sees which ticket.
        return tickets.with_user(user).sudo().mapped(name)

    def test_the_assignable_people_of_a_list_cost_the_same(self):
        few = self._count(lambda: self._read(self.few, self.sam, "user_ids"))
        many = self._count(lambda: self._read(self.many, self.sam, "user_ids"))
        self.assertLessEqual(many, few)


class TestEverydayCosts(SupportLineCase):
    """What whole calls of the web client cost, to the query: what grows is seen here.

    Each starts with nothing in the cache, and ends with what a commit would write.
    """

    SPECIFICATION = {
        "name": {},
        "number": {},
        "stage_id": {"fields": {"display_name": {}}},
        "user_id": {"fields": {"display_name": {}}},
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # One member: of two, chance says whose rights are not known yet.
        cls.support.write(
            {"assignment_method": "balanced", "user_ids": [(6, 0, cls.sam.ids)]}
        )

    def _count(self, prepare, act):
        """Return the queries of an action once everything is known that Odoo keeps:
        when it costs the same twice in a row.
        """
        counts = []
        while counts[-2:-1] != counts[-1:] or not counts:
            # What has lasted for less than a second is no stay, and costs less.
            with freeze_time(OPENED):
                subject = prepare()
                self.env.flush_all()
                self.env.cr.precommit.run()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            with freeze_time(MOVED):
                act(subject)
                self.env.flush_all()
                self.env.cr.precommit.run()
            counts.append(self.cr.sql_log_count - before)
            self.assertLess(len(counts), 9, "It costs something else each time")
        return counts[-1]

    def _save(self, user, vals):
        """Return a function that saves values in the form of a ticket, as a user."""
        return lambda ticket: ticket.with_user(user).web_save(
            dict(vals), self.SPECIFICATION
        )

    def _get_counts(self):
        stage = {code: stage.id for code, stage in self.stage.items()}
        opened = {
            "name": "Card payment fails",
            "description": "<p>x</p>",
            "partner_id": self.cleo.partner_id.id,
        }

        def stands(code, user):
            return lambda: self._create_ticket_in(code, user=user)

        def proven():
            ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
            message = ticket.with_user(self.ana).message_post(
                body="Tested", message_type="comment", subtype_xmlid="mail.mt_comment"
            )
            # sudo: the wizard's own code says what a text is.
            message.sudo().requirement = "evidence"
            return ticket

        return {
            "open, reseller": self._count(
                self.tickets.browse, self._save(self.ana, opened)
            ),
            "open, client": self._count(
                lambda: self.tickets.with_user(self.cleo).sudo(),
                lambda tickets: tickets.create(dict(opened)),
            ),
            "move, reseller": self._count(
                stands("backlog_reseller", self.ana),
                self._save(self.ana, {"stage_id": stage["in_progress_reseller"]}),
            ),
            "move, support": self._count(
                stands("backlog_support", self.sam),
                self._save(self.sam, {"stage_id": stage["in_progress_support"]}),
            ),
            "hand over and assign": self._count(
                proven, self._save(self.ana, {"stage_id": stage["backlog_support"]})
            ),
            "assign": self._count(
                stands("backlog_reseller", self.ben),
                self._save(self.ana, {"user_id": self.ana.id}),
            ),
            "edit the title": self._count(
                stands("backlog_reseller", self.ana),
                self._save(self.ana, {"name": "Another one"}),
            ),
            "answer, client": self._count(
                stands("backlog_client", self.ana),
                lambda ticket: ticket.with_user(self.cleo)
                .sudo()
                ._answer_as_client("The one at the bar."),
            ),
        }

    def test_whole_calls_cost_what_they_did(self):
        self.maxDiff = None
        self.assertEqual(self._get_counts(), EVERYDAY_COSTS)
