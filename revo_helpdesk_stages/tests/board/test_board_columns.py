"""Which columns begin open, and what the board knows of moves."""

import json

from lxml import etree

from odoo import Command

from ..common import GROUPS, SupportLineCase
from ..compat import read_groups
from ..reference import OPENED, STAGES

LINE = [("pipeline", "=", "escalation")]


class TestOpenColumns(SupportLineCase):
    def _get_opened(self, user, **context):
        """Return the codes of the columns that are open when somebody first comes."""
        board = self.tickets.with_user(user).with_context(**context)
        groups = read_groups(board, LINE, "stage_id")
        opened = [group["stage_id"][0] for group in groups if not group["__fold"]]
        stages = self.env["helpdesk.ticket.stage"].sudo().browse(opened)
        return tuple(stages.mapped("code"))

    def test_each_role_begins_with_its_own_stages(self):
        for role, codes in OPENED.items():
            opened = self._get_opened(
                self.user_of[role], helpdesk_pipeline="escalation"
            )
            self.assertEqual(opened, codes, role)

    def test_who_has_two_roles_begins_with_the_stages_of_both(self):
        self.sam.groups_id = [Command.link(self.env.ref(GROUPS["development"]).id)]
        opened = self._get_opened(self.sam, helpdesk_pipeline="escalation")
        self.assertEqual(opened, OPENED["support"] + OPENED["development"])

    def test_elsewhere_and_without_a_role_a_column_is_folded_as_the_stage_says(self):
        """Another board of tickets by stage knows of no line."""
        unfolded = tuple(code for code in STAGES if code != "canceled")
        self._create_ticket()
        for user, context in (
            (self.pia, {"helpdesk_pipeline": "escalation"}),
            (self.ana, {"default_team_id": self.north.id}),
        ):
            self.assertEqual(self._get_opened(user, **context), unfolded, user.name)

    def test_a_stage_that_is_folded_for_all_is_folded_for_its_own_people(self):
        self.stage["internal_review"].fold = True
        opened = self._get_opened(self.sam, helpdesk_pipeline="escalation")
        self.assertEqual(opened, ("backlog_support", "in_progress_support"))


class TestBoardFacts(SupportLineCase):
    def _get_facts(self, user):
        """Return what comes with the board's view, as the browser gets it."""
        view = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_view_kanban")
        arch = self.tickets.with_user(user).get_view(view.id, "kanban")["arch"]
        return json.loads(etree.fromstring(arch).get("data-board"))

    def _foresee(self, facts, ticket, code):
        """Return what the board says of a move, as its script finds it."""
        escalated = bool(ticket.escalated_date)
        for start, end, requires, condition in facts["moves"]:
            if (start, end) == (ticket.stage_id.id, self.stage[code].id) and (
                condition == "always" or (condition == "escalated") == escalated
            ):
                return requires
        return facts["everywhere"] or None

    def test_it_says_of_each_move_what_the_server_says(self):
        people = (self.ana, self.sam, self.dan, self.mia)
        facts = {user: self._get_facts(user) for user in people}
        checked = 0
        for code in STAGES:
            for escalated in (False, True):
                ticket = self._create_ticket_in(code, escalated=escalated)
                for user in people:
                    if self.tickets.with_user(user).search([("id", "=", ticket.id)]):
                        self._check_like_server(user, ticket, facts[user])
                        checked += 1
        self.assertGreater(checked, 60)

    def _check_like_server(self, user, ticket, facts):
        own = ticket.with_user(user)
        for code, stage in self.stage.items():
            if stage == ticket.stage_id:
                continue
            move = own._find_moves(stage)[own]
            said = self._foresee(facts, ticket, code)
            self.assertEqual(said, move and move.requires, (user.name, code))

    def test_who_writes_to_clients_by_which_button(self):
        """A reseller's note is what its client reads; others write messages."""
        for name, kind in (("ana", "note"), ("sam", "message"), ("pia", "message")):
            self.assertEqual(self._get_facts(getattr(self, name))["client"], kind)

    def test_other_views_carry_nothing(self):
        for view_type in ("form", "kanban"):
            view = self.env.ref("helpdesk_mgmt.view_helpdesk_ticket_kanban")
            view_id = view.id if view_type == "kanban" else None
            arch = self.tickets.with_user(self.ana).get_view(view_id, view_type)["arch"]
            self.assertNotIn("data-board", arch)
