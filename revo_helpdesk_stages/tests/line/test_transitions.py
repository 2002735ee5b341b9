"""Every move of the table, allowed and refused, by every way in."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ...exceptions import TextMissing
from ..common import TEXTS, SupportLineCase, Undo
from ..reference import STAGES, STANDINGS, open_stages, required_text

# Whom the table is tried with: the name of the user and the roles in the line.
MOVERS = {
    "client": ("client",),
    "reseller": ("reseller",),
    "support": ("support",),
    "development": ("development",),
    "manager": ("manager",),
    "plain": (),
}
STAFF = [mover for mover in MOVERS if mover != "client"]
OUTCOMES = {None: "refused", "nothing": "moves"}


class StandingCase(SupportLineCase):
    """One ticket in every place where a ticket can stand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tickets = cls.tickets.create(
            [
                {
                    "name": f"{code} {escalated}",
                    "description": "<p>Text</p>",
                    "partner_id": cls.cleo.partner_id.id,
                }
                for code, escalated in STANDINGS
            ]
        )
        cls._name_release(tickets)
        cls.standing = dict(zip(STANDINGS, tickets, strict=True))
        for (code, escalated), ticket in cls.standing.items():
            cls._put(ticket, code, escalated=escalated)
        cls.codes = {stage: code for code, stage in cls.stage.items()}

    def _expected(self, target, mover):
        """Return what each place asks of somebody who wants to move from it.

        :return: ``{ticket: requirement or None}``
        """
        return {
            ticket: required_text(code, target, MOVERS[mover], escalated)
            for (code, escalated), ticket in self.standing.items()
            if code != target
        }

    def _get_visible(self, user):
        every = self.tickets.union(*self.standing.values())
        return self.tickets.with_user(user).search([("id", "in", every.ids)]).sudo()

    def _assert_nothing_moved(self):
        self.env.invalidate_all()
        for (code, _escalated), ticket in self.standing.items():
            self.assertEqual(self.codes[ticket.stage_id], code, ticket.name)


class TestEveryMove(StandingCase):
    def _compare(self, mover, move):
        """Compare what happens with the table, for all places and stages.

        :param move: called with a ticket and a stage
        """
        user = self.user_of[mover]
        differences = []
        for target in STAGES:
            for ticket, requires in self._expected(target, mover).items():
                expected = OUTCOMES.get(requires, "lacks text")
                mine = self._as(user, ticket)
                attempt = (
                    self._attempt if expected == "moves" else self._attempt_refused
                )
                outcome = attempt(lambda t=mine, s=target: move(t, self.stage[s]))
                if outcome != expected:
                    differences.append(
                        f"{ticket.name} -> {target}: {outcome}, not {expected}"
                    )
        self.assertEqual(differences, [])
        self._assert_nothing_moved()

    def test_a_write_passes_where_the_table_says_so(self):
        for mover in MOVERS:
            with self.subTest(mover=mover):
                self._compare(mover, lambda t, stage: t.write({"stage_id": stage.id}))

    def test_a_move_with_its_text_passes_the_wizard(self):
        # A manager's move is the same from everywhere: one place of each kind will do.
        sample = [
            self.standing[place]
            for place in (
                ("backlog_client", False),
                ("internal_review", True),
                ("pending_release", True),
                ("canceled", True),
            )
        ]
        for mover in MOVERS:
            user = self.user_of[mover]
            for target in STAGES:
                for ticket, requires in self._expected(target, mover).items():
                    if requires in (None, "nothing"):
                        continue
                    if mover == "manager" and ticket not in sample:
                        continue
                    outcome = self._attempt(
                        lambda t=ticket, u=user, s=target, r=requires: self._move(
                            t, u, s, **TEXTS[r]
                        )
                    )
                    self.assertEqual(outcome, "moves", f"{ticket.name} -> {target}")

    def test_the_wizard_refuses_what_the_table_refuses(self):
        for mover in STAFF:
            user = self.user_of[mover]
            for target in STAGES:
                for ticket, requires in self._expected(target, mover).items():
                    if requires is not None:
                        continue
                    action = {
                        "context": {
                            "default_ticket_ids": ticket.ids,
                            "default_stage_id": self.stage[target].id,
                        }
                    }
                    outcome = self._attempt_refused(
                        lambda a=action, u=user: self._open_wizard(
                            a, u, **TEXTS["evidence"], **TEXTS["reason"]
                        ).action_apply()
                    )
                    self.assertEqual(outcome, "refused", f"{ticket.name} -> {target}")
        self._assert_nothing_moved()

    def test_clients_cannot_write_tickets_themselves(self):
        ticket = self.standing["backlog_reseller", False].with_user(self.cleo)
        with self.assertRaises(AccessError):
            ticket.write({"stage_id": self.stage["resolved"].id})

    def test_another_clients_people_cannot_resolve_a_case(self):
        ticket = self._as(self.cora, self.standing["backlog_reseller", False])
        with self.assertRaises(UserError):
            ticket.write({"stage_id": self.stage["resolved"].id})

    def test_another_resellers_people_move_nothing(self):
        for ticket in self.standing.values():
            for target in STAGES.keys() - {self.codes[ticket.stage_id]}:
                outcome = self._attempt_refused(
                    lambda t=ticket, s=target: t.with_user(self.rita).write(
                        {"stage_id": self.stage[s].id}
                    )
                )
                self.assertEqual(outcome, "refused", f"{ticket.name} -> {target}")

    def test_the_system_makes_its_own_moves(self):
        for target in STAGES:
            for (code, escalated), ticket in self.standing.items():
                if required_text(code, target, ["system"], escalated):
                    system = ticket.with_user(self.env.ref("base.user_root"))
                    outcome = self._attempt(
                        lambda t=system, s=target: t.write(
                            {"stage_id": self.stage[s].id}
                        )
                    )
                    self.assertEqual(outcome, "moves", f"{code} -> {target}")

    def test_nobody_leaves_the_line_for_a_direct_stage(self):
        stage = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        for mover in ("reseller", "support", "development", "plain"):
            for ticket in self.standing.values():
                mine = ticket.with_user(self.user_of[mover])
                outcome = self._attempt_refused(
                    lambda t=mine: t.write({"stage_id": stage.id})
                )
                self.assertEqual(outcome, "refused", f"{mover}: {ticket.name}")


class TestMovesInTheForm(StandingCase):
    def test_the_form_offers_the_open_stages_and_no_others(self):
        for mover in ("reseller", "support", "development"):
            user = self.user_of[mover]
            visible = self._get_visible(user)
            for (code, escalated), ticket in self.standing.items():
                if ticket not in visible:
                    continue
                with Form(ticket.with_user(user)) as form:
                    offered = form.selectable_stage_ids[:]
                expected = open_stages(code, MOVERS[mover], escalated)
                self.assertEqual(
                    {self.codes[stage] for stage in offered.sudo()},
                    {*expected, code},
                    f"{mover}: {ticket.name}",
                )

    def test_the_forms_buttons_are_the_open_moves(self):
        for mover in ("reseller", "support", "development"):
            user = self.user_of[mover]
            visible = self._get_visible(user)
            for (code, escalated), ticket in self.standing.items():
                if ticket not in visible:
                    continue
                moves = ticket.with_user(user).move_ids
                self.assertEqual(
                    {self.codes[move.to_stage_id] for move in moves},
                    set(open_stages(code, MOVERS[mover], escalated)),
                    f"{mover}: {ticket.name}",
                )
                self.assertTrue(all(moves.mapped("name")))

    def test_a_manager_is_offered_every_stage(self):
        ticket = self.standing["internal_review", True].with_user(self.mia)
        with Form(ticket) as form:
            offered = form.selectable_stage_ids[:]
        self.assertEqual({self.codes[stage] for stage in offered}, set(STAGES))

    def test_the_form_saves_a_legal_move(self):
        for mover, code, target in (
            ("reseller", "backlog_reseller", "in_progress_reseller"),
            ("support", "backlog_support", "in_progress_support"),
            ("development", "backlog_dev", "in_progress_dev"),
        ):
            ticket = self.standing[code, code != "backlog_reseller"]
            with Form(ticket.with_user(self.user_of[mover])) as form:
                form.stage_id = self.stage[target]
            self.assertEqual(ticket.stage_id, self.stage[target])

    def test_the_form_does_not_save_an_illegal_move(self):
        for mover, code, target in (
            ("reseller", "backlog_reseller", "backlog_dev"),
            ("support", "backlog_support", "resolved"),
            ("development", "backlog_dev", "pending_release"),
        ):
            ticket = self.standing[code, code != "backlog_reseller"]
            form = Form(ticket.with_user(self.user_of[mover]))
            form.stage_id = self.stage[target]
            with self.assertRaises(UserError):
                form.save()
        self._assert_nothing_moved()


class TestMovesInTheList(StandingCase):
    """An edit of several tickets at once moves all of them or none."""

    def test_an_edit_of_mixed_stages_is_refused_as_a_whole(self):
        for mover in STAFF:
            user = self.user_of[mover]
            for target in STAGES:
                expected = self._expected(target, mover)
                mine = self._get_visible(user).filtered(lambda t, e=expected: t in e)
                refused = mine.filtered(lambda t, e=expected: e[t] is None)
                if not mine or not refused:
                    continue
                with self.subTest(mover=mover, target=target):
                    with self.assertRaises(UserError) as caught:
                        with self.env.cr.savepoint():
                            mine.with_user(user).write(
                                {"stage_id": self.stage[target].id}
                            )
                    error = str(caught.exception)
                    if user != self.pia:
                        for ticket in mine:
                            self.assertEqual(
                                ticket.number in error, ticket in refused, ticket.name
                            )
        self._assert_nothing_moved()

    def test_an_edit_of_legal_moves_lacking_text_names_each_ticket(self):
        for mover in STAFF:
            user = self.user_of[mover]
            for target in STAGES:
                expected = self._expected(target, mover)
                mine = self._get_visible(user).filtered(
                    lambda t, e=expected: e.get(t) is not None
                )
                lacking = mine.filtered(lambda t, e=expected: e[t] != "nothing")
                if not lacking:
                    continue
                with self.subTest(mover=mover, target=target):
                    with self.assertRaises(TextMissing) as caught:
                        with self.env.cr.savepoint():
                            mine.with_user(user).write(
                                {"stage_id": self.stage[target].id}
                            )
                    for ticket in mine:
                        self.assertEqual(
                            ticket.number in str(caught.exception),
                            ticket in lacking,
                            ticket.name,
                        )
        self._assert_nothing_moved()

    def test_an_edit_of_legal_moves_from_several_stages_moves_all(self):
        for mover, target in (
            ("reseller", "in_progress_reseller"),
            ("reseller", "resolved"),
            ("support", "in_progress_support"),
        ):
            expected = self._expected(target, mover)
            mine = self.tickets.union(*(t for t, r in expected.items() if r))
            self.assertGreater(len(mine.stage_id), 1)
            with self.assertRaises(Undo), self.env.cr.savepoint():
                mine.with_user(self.user_of[mover]).write(
                    {"stage_id": self.stage[target].id}
                )
                self.env.invalidate_all()
                self.assertEqual(mine.stage_id, self.stage[target])
                raise Undo


class TestMovesByImport(StandingCase):
    """A file that updates the stage of tickets moves all of them or none."""

    def test_a_file_moves_what_the_table_allows(self):
        for mover in ("reseller", "support", "development"):
            for target in STAGES:
                expected = self._expected(target, mover)
                # Odoo takes a line whose record is not visible for a new record, and
                # stops reporting after ten errors.
                visible = self._get_visible(self.user_of[mover])
                rows = [ticket for ticket in expected if ticket in visible]
                for part in (rows[:9], rows[9:]):
                    self._import_part(mover, target, {t: expected[t] for t in part})
        self._assert_nothing_moved()

    def test_a_file_of_somebody_who_may_not_moves_nothing(self):
        # A manager would have to give a reason, and a file holds none.
        for mover in ("manager", "plain"):
            expected = self._expected("in_progress_support", mover)
            visible = self._get_visible(self.user_of[mover])
            rows = [ticket for ticket in expected if ticket in visible]
            self._import_part(
                mover, "in_progress_support", {t: expected[t] for t in rows[:9]}
            )

    def _import_part(self, mover, target, expected):
        with self.subTest(mover=mover, target=target):
            with self.assertRaises(Undo), self.env.cr.savepoint():
                result = self._load(self.user_of[mover], expected, target)
                # By what the messages say: 19.0 adds one to the first row for all.
                refused = {
                    row
                    for row, ticket in enumerate(expected)
                    for message in result["messages"]
                    if ticket.number in message["message"]
                }
                self.assertEqual(
                    refused,
                    {
                        row
                        for row, requires in enumerate(expected.values())
                        if requires != "nothing"
                    },
                )
                if refused:
                    self.assertFalse(result["ids"])
                    self._assert_nothing_moved()
                else:
                    self.env.invalidate_all()
                    for ticket in expected:
                        self.assertEqual(ticket.stage_id, self.stage[target])
                raise Undo

    def test_a_refused_line_says_why(self):
        ticket = self.standing["backlog_support", True]
        result = self._load(self.ana, [ticket], "resolved")
        [message] = result["messages"]
        self.assertIn(ticket.number, message["message"])
        self.assertIn("Resolved", message["message"])

    def _load(self, user, tickets, target):
        return (
            self.tickets.with_user(user)
            .with_context(import_file=True)
            .load(
                [".id", "stage_id/.id"],
                [[str(t.id), str(self.stage[target].id)] for t in tickets],
            )
        )
