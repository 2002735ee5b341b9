"""Who has left a team is nobody, and no case stands still for it."""

from contextlib import contextmanager
from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError

from ..common import SupportLineCase, Undo

# How somebody is gone without anybody having told the tickets: as it was in a database
# before, or by another way than Odoo's.
GONE = ("removed", "archived", "role taken", "portal")
# What a client does by each way in, where the case stands, and where it goes on.
WORDS = [
    ("backlog_client", "portal", "backlog_reseller"),
    ("backlog_client", "rpc", "backlog_reseller"),
    ("backlog_client", "mail", "backlog_reseller"),
    ("backlog_reseller", "portal", "backlog_reseller"),
    ("in_progress_reseller", "mail", "in_progress_reseller"),
    ("resolved", "rpc", "backlog_reseller"),
    ("resolved", "mail", "backlog_reseller"),
    ("resolved", "reopen", "backlog_reseller"),
    ("confirmation_reseller", "resolve", "resolved"),
    ("backlog_client", "resolve", "resolved"),
]
MOVES = [
    ("backlog_client", "ben", "in_progress_reseller"),
    ("backlog_reseller", "ben", "backlog_client"),
    ("in_progress_reseller", "ben", "backlog_support"),
    ("in_progress_reseller", "mia", "backlog_client"),
    ("confirmation_reseller", "mia", "in_progress_reseller"),
    ("confirmation_reseller", "ben", "resolved"),
]


class TestPresence(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north.write({"assignment_method": "balanced", "user_id": cls.ben.id})

    def _let_go(self, user, kind):
        """Let somebody be gone in the database alone, which tells nobody."""
        self.env.flush_all()
        name = self.env["res.users"]._fields["groups_id"].relation
        queries = {
            "removed": "DELETE FROM helpdesk_ticket_team_res_users_rel "
            "WHERE res_users_id = %s",
            "archived": "UPDATE res_users SET active = false WHERE id = %s",
            "role taken": f"DELETE FROM {name} WHERE uid = %s AND gid IN "
            "(SELECT res_id FROM ir_model_data WHERE model = 'res.groups' AND "
            "module IN ('helpdesk_mgmt', 'revo_helpdesk_stages'))",
            "portal": "UPDATE res_users SET share = true WHERE id = %s",
        }
        self.env.cr.execute(queries[kind], [user.id])
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    def _say(self, ticket, way):
        text = "It declines the card again, with error 12."
        client = self._as(self.cleo, ticket)
        if way == "portal":
            client._answer_as_client(text)
        elif way == "rpc":
            client.message_post(
                body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
            )
        elif way == "reopen":
            client._reopen_as_client(text)
        elif way == "resolve":
            client._resolve_as_client("solved", text)
        else:
            self.env["mail.thread"].message_process(
                "helpdesk.ticket",
                f"From: {self.cleo.email}\nTo: support@line.test\n"
                f"Message-Id: <{ticket.id}-{way}@client.example>\n"
                f"In-Reply-To: {self._get_asked(ticket).message_id}\n"
                f"Subject: Re: it\nContent-Type: text/plain\n\n{text}\n",
            )
        self.env.invalidate_all()
        return text

    def _get_asked(self, ticket):
        return ticket.message_ids.sorted("id")[0]

    def _check_taken_over(self, ticket):
        if ticket.tier == "reseller" and not ticket.closed:
            self.assertEqual(ticket.user_id, self.ben)
            self.assertEqual(self._get_ledger(ticket)[-1][1], self.ben)
        elif not ticket.closed:
            self.assertNotEqual(ticket.user_id, self.ana)

    def test_a_clients_word_is_taken_whoever_has_left(self):
        for kind in GONE:
            cases = {row: self._create_case(row[0]) for row in WORDS}
            with self._undone():
                self._let_go(self.ana, kind)
                for (code, way, target), ticket in cases.items():
                    with self.subTest(gone=kind, stage=code, way=way):
                        text = self._say(ticket, way)
                        said = self._get_texts(ticket) | ticket.message_ids.filtered(
                            lambda message: message.message_type == "email"
                        )
                        self.assertIn(text, said.sorted("id")[-1].body)
                        self.assertEqual(ticket.stage_id, self.stage[target])
                        self.assertNotIn(
                            self.ana.partner_id, said.notification_ids.res_partner_id
                        )
                        if code != target:
                            self._check_taken_over(ticket)

    def test_colleagues_and_managers_go_on_whoever_has_left(self):
        for kind in GONE:
            cases = {row: self._create_case(row[0]) for row in MOVES}
            with self._undone():
                self._let_go(self.ana, kind)
                for (code, name, target), ticket in cases.items():
                    with self.subTest(gone=kind, stage=code, mover=name):
                        self._move(ticket, getattr(self, name), target)
                        self.assertEqual(ticket.stage_id, self.stage[target])
                        self._check_taken_over(ticket)

    def test_a_direct_teams_ticket_goes_on_as_well(self):
        desk = self._create_team("direct", self.pia | self.sam, name="Desk")
        desk.assignment_method = "balanced"
        work, done = (
            self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
            for name in ("in_progress", "done")
        )
        for kind in GONE:
            moved, reopened = (
                self._create_ticket(team_id=desk.id, user_id=self.pia.id)
                for _number in range(2)
            )
            reopened.stage_id = done
            self.assertEqual((moved | reopened).user_id, self.pia)
            with self._undone(), self.subTest(gone=kind):
                self._let_go(self.pia, kind)
                moved.with_user(self.sam).stage_id = work
                self._as(self.cleo, reopened)._reopen_as_client("It fails again.")
                self.assertFalse(reopened.closed)
                # Who works with tickets may have one of a direct team, listed or not.
                holder = self.pia if kind == "removed" else self.sam
                self.assertEqual((moved | reopened).user_id, holder)

    def test_what_is_planned_by_itself_goes_to_who_is_there(self):
        for kind in GONE:
            tickets = self._create_case("in_progress_reseller")
            tickets |= self._create_case("backlog_reseller")
            with self._undone():
                self._let_go(self.ana, kind)
                for way in (self._remind, self._alert, self._nudge):
                    with self.subTest(gone=kind, way=way.__name__):
                        before = tickets.activity_ids
                        way(tickets)
                        planned = tickets.activity_ids - before
                        self.assertEqual(planned.user_id, self.ben)
                        self.assertEqual(len(planned), len(tickets))

    def _remind(self, tickets):
        tickets._remind()

    def _alert(self, tickets):
        tickets._alert_unanswered()

    def _nudge(self, tickets):
        """Let the client ask for an answer that is overdue."""
        tickets.answer_deadline = fields.Datetime.now() - timedelta(hours=1)
        for ticket in tickets:
            self._as(self.cleo, ticket)._nudge_as_client()

    def test_the_last_holder_who_has_left_does_not_get_it_back(self):
        for kind in GONE:
            ticket = self._create_case("in_progress_support")
            with self._undone(), self.subTest(gone=kind):
                self._let_go(self.ana, kind)
                self._move(ticket, self.sam, "confirmation_reseller")
                self.assertEqual(ticket.user_id, self.ben)

    def test_what_is_done_stays_with_who_did_it(self):
        ticket = self._create_case("confirmation_reseller")
        self._let_go(self.ana, "archived")
        self._move(ticket, self.ben, "resolved")
        self.assertEqual(ticket.user_id, self.ana)

    def test_somebody_who_is_not_there_cannot_be_chosen(self):
        ticket = self._create_case("backlog_reseller")
        ticket.user_id = self.ben
        for kind in GONE:
            with self._undone(), self.subTest(gone=kind):
                self._let_go(self.ana, kind)
                with self.assertRaises(ValidationError):
                    ticket.with_user(self.mia).user_id = self.ana
                # Who has it says so once more, as some programs do: no choice.
                self._put(ticket, "backlog_reseller", user=self.ana)
                ticket.with_user(self.mia).user_id = self.ana
                self.assertEqual(ticket.user_id, self.ben)

    def test_one_person_and_all_of_a_team_are_told_apart_alike(self):
        people = self.ana | self.ben | self.sam | self.dan | self.mia | self.pia
        desk = self._create_team("direct", people)
        teams = self.north | self.support | self.development | desk
        teams |= self._create_team("support")
        for user in people:
            for kind in (None, *GONE):
                with self._undone():
                    if kind:
                        self._let_go(user, kind)
                    for team in teams:
                        one = team._is_member(user)
                        with self.subTest(user.name, gone=kind, team=team.name):
                            self.assertEqual(user in team._get_members(), one)
                            self.assertEqual(user in team._pick_members(people), one)
                            if kind and (kind != "removed" or team.user_ids):
                                self.assertFalse(one)

    def test_members_of_many_cost_as_much_as_of_few(self):
        def count(number):
            prefix = f"m{number}"
            people = self.env["res.users"].create(
                [
                    self._prepare_user(f"{prefix}x{index}", "reseller")
                    for index in range(number)
                ]
            )
            team = self._create_team("reseller", people, name=prefix)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(len(team._get_members()), number)
            return self.cr.sql_log_count - before

        self.assertEqual(count(2), count(20))

    def _create_case(self, code):
        ticket = self._create_ticket(user_id=self.ana.id)
        self.assertEqual(ticket.user_id, self.ana)
        escalated = code in ("confirmation_reseller", "in_progress_support")
        held = self.sam if code == "in_progress_support" else self.ana
        self._put(ticket, code, escalated=escalated, user=held)
        return ticket

    @contextmanager
    def _undone(self):
        """Do something of which nothing stays."""
        try:
            with self.env.cr.savepoint():
                yield
                raise Undo
        except Undo:
            self.env.registry.clear_cache()
