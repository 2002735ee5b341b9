"""Duplicates are of one client, or a reseller's own; of others nothing is told."""

from itertools import permutations

from odoo import Command
from odoo.exceptions import UserError, ValidationError

from ..common import SupportLineCase, Undo
from .duplicate_case import DuplicateMixin

KNOWN_PROBLEM = "What several clients report is a known problem"


class TestPairs(DuplicateMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_cases()

    def _try(self, action):
        """Return why something is refused, empty where it is not; and undo it."""
        try:
            with self.env.cr.savepoint():
                action()
                self.env.flush_all()
                raise Undo
        except Undo:
            return ""
        except (UserError, ValidationError) as error:
            return str(error)
        finally:
            self.env.invalidate_all()

    def _check(self, one, other, said, way):
        if {one, other} in self.pairs:
            self.assertFalse(said, (one, other, way))
            return
        self.assertIn(KNOWN_PROBLEM, said, (one, other, way))
        ticket = self.cases[other]
        for secret in (ticket.number, ticket.name, ticket.partner_id.name or "—"):
            self.assertNotIn(secret, said, (one, other, way))

    def test_every_pair_is_linked_or_refused(self):
        for one, other in permutations(self.cases, 2):
            ticket, original = self.cases[one], self.cases[other]
            link = {"duplicate_id": original.id}
            said = self._try(lambda t=ticket, v=link: t.with_user(self.mia).write(v))
            self._check(one, other, said, "write")
            # sudo: whatever of the server's own code links them.
            said = self._try(
                lambda t=ticket, o=original: t.sudo().write({"duplicate_of_id": o.id})
            )
            self._check(one, other, said, "the server")

    def test_no_way_around(self):
        for one in ("shop", "north's own", "desk, shop"):
            for other in self.cases:
                if other == one:
                    continue
                for way in (self._by_window, self._by_bulk, self._by_import):
                    said = self._try(
                        lambda w=way, t=self.cases[one], o=self.cases[other]: w(t, o)
                    )
                    self._check(one, other, said, way.__name__)

    def _by_window(self, ticket, original):
        self._cancel(ticket, self.mia, why="duplicate", duplicate_id=original.id)
        self.assertEqual(ticket.duplicate_of_id, original)
        self.assertEqual(ticket.phase, "canceled")

    def _by_bulk(self, ticket, original):
        stages = ticket.with_user(self.mia).selectable_stage_ids
        wizards = self.env["helpdesk.ticket.bulk"].with_user(self.mia)
        wizard = wizards.create(
            {
                "ticket_ids": [Command.set(ticket.ids)],
                "kind": "move",
                "stage_id": stages.filtered(lambda s: s.phase == "canceled")[:1].id,
                "why": "duplicate",
                "duplicate_id": original.id,
            }
        )
        wizard.action_apply()

    def _by_import(self, ticket, original):
        result = self.tickets.with_user(self.mia).load(
            [".id", "duplicate_id/.id"], [[str(ticket.id), str(original.id)]]
        )
        if not result["ids"]:
            raise UserError(result["messages"][0]["message"])

    def test_a_new_ticket_is_a_duplicate_of_the_clients_own_alone(self):
        for other in ("shop again", "kiosk", "cafe", "north's own"):
            values = {
                "name": "Again",
                "description": "<p>x</p>",
                "origin": "client",
                "partner_id": self.cleo.partner_id.id,
                "duplicate_id": self.cases[other].id,
            }
            said = self._try(
                lambda v=values: self.tickets.with_user(self.mia).create(v)
            )
            self._check("shop", other, said, "create")

    def test_what_one_may_not_read_is_refused_as_what_is_not_there(self):
        hidden = self.cases["kiosk"]
        self._put(hidden, "in_progress_reseller", escalated=False)
        missing = self.tickets.search([], order="id desc", limit=1).id + 1000
        action = self.cases["shop"].with_user(self.sam).action_cancel()
        wizard = self._open_wizard(action, self.sam)
        said = {
            self._try(lambda i=number: wizard.write({"duplicate_id": i}))
            for number in (hidden.id, missing)
        }
        self.assertEqual(len(said), 1)
        self.assertIn("not yours", said.pop())

    def test_support_is_told_of_known_problems_and_nobody_links_elsewhere(self):
        said = self._try(
            lambda: self._cancel(
                self.cases["shop"],
                self.sam,
                why="duplicate",
                duplicate_id=self.cases["cafe"].id,
            )
        )
        self._check("shop", "cafe", said, "support")
        for user in (self.ana, self.sam):
            for name in ("duplicate_id", "duplicate_of_id"):
                ticket = self.cases["shop"].with_user(user)
                values = {name: self.cases["shop again"].id}
                self.assertIn(
                    "not yours to write",
                    self._try(lambda t=ticket, v=values: t.write(v)),
                )

    def test_the_window_offers_what_it_takes(self):
        for one in self.cases:
            action = self.cases[one].with_user(self.mia).action_cancel()
            wizard = self._open_wizard(action, self.mia)
            offered = self.tickets.with_user(self.mia).search(wizard.original_domain)
            self.assertEqual(
                {name for name, ticket in self.cases.items() if ticket in offered},
                {name for pair in self.pairs if one in pair for name in pair - {one}},
                one,
            )

    def test_a_duplicate_is_no_original_and_nobodys_own(self):
        third = self._create_of(self.cleo)
        self._link(self.cases["shop"], self.cases["shop again"])
        said = self._try(lambda: self._link(third, self.cases["shop"]))
        self.assertIn("is a duplicate itself", said)
        self.assertTrue(self._try(lambda: self._link(third, third)))

    def test_duplicates_of_a_duplicate_go_along(self):
        third = self._create_of(self.cleo)
        self._link(self.cases["shop"], self.cases["shop again"])
        self._link(self.cases["shop again"], third)
        self.assertEqual(self.cases["shop"].duplicate_of_id, third)
        self.assertEqual(
            third.with_user(self.mia).duplicate_ids,
            self.cases["shop"] | self.cases["shop again"],
        )


class TestCanceling(DuplicateMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_cases()
        cls.ticket, cls.original = cls.cases["shop"], cls.cases["shop again"]

    def test_the_choice_says_why_and_no_text_is_needed(self):
        self._cancel(
            self.ticket, self.sam, why="duplicate", duplicate_id=self.original.id
        )
        self.assertEqual(self.ticket.stage_id, self.stage["canceled"])
        reason = self._get_texts(self.ticket).sorted("id")[-1]
        self.assertIn(f"Duplicate of {self.original.number}", reason.body)
        self.assertEqual(reason.audience, "reseller")
        self.assertIn(self.ana.partner_id, self._get_told(reason))
        for user in (self.sam, self.ana, self.mia):
            seen = self.ticket.with_user(user)
            self.assertEqual(seen.duplicate_id, self.original)
            self.assertEqual(seen.duplicate_id.duplicate_ids, self.ticket)

    def test_a_mistake_and_another_reason(self):
        self._cancel(self.ticket, self.sam, why="mistake", body="<p>Sorry</p>")
        reason = self._get_texts(self.ticket).sorted("id")[-1]
        self.assertIn("Opened by mistake", reason.body)
        self.assertIn("Sorry", reason.body)
        for values in (
            {"why": "other"},
            {},
            {"why": "other", "body": "<p> </p>"},
            {"why": "duplicate"},
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._cancel(self.original, self.sam, **values)
        self._cancel(self.original, self.sam, why="other", body="<p>Sold</p>")
        reason = self._get_texts(self.original).sorted("id")[-1]
        self.assertEqual(reason.body, "<p>Sold</p>")
        self.assertFalse(self.original.duplicate_of_id)

    def test_a_direct_team_is_asked_as_well(self):
        ticket, original = self.cases["desk, shop"], self.cases["desk, shop again"]
        self._cancel(ticket, self.pia, why="duplicate", duplicate_id=original.id)
        self.assertEqual(ticket.phase, "canceled")
        self.assertEqual(ticket.with_user(self.pia).duplicate_id, original)
        reason = self._get_texts(ticket).sorted("id")[-1]
        self.assertEqual(reason.audience, "vendor")

    def test_several_are_duplicates_of_one(self):
        third = self._create_of(self.cleo)
        self._put(third, "in_progress_support", user=self.sam)
        both = self.ticket | third
        self._cancel(both, self.sam, why="duplicate", duplicate_id=self.original.id)
        self.assertEqual(self.original.with_user(self.sam).duplicate_ids, both)

    def test_who_may_not_read_the_original_learns_nothing_of_it(self):
        self._put(self.original, "in_progress_reseller", escalated=False)
        self._link(self.ticket, self.original)
        seen = self.ticket.with_user(self.sam)
        self.assertFalse(seen.duplicate_id)
        found = seen.search([("duplicate_id", "=", self.original.id)])
        self.assertFalse(found)
        self.assertNotIn(
            self.original.number, str(seen.web_read({"duplicate_id": {"fields": {}}}))
        )
        mine = self.ticket.with_user(self.ana)
        self.assertEqual(mine.duplicate_id, self.original)
        self.assertEqual(
            mine.search([("duplicate_id", "=", self.original.id)]), self.ticket
        )
        self.assertIn(self.ticket, mine.search([("duplicate_id", "!=", False)]))
        self.assertNotIn(self.ticket, mine.search([("duplicate_id", "=", False)]))

    def test_the_link_goes_with_the_client_and_with_reopening(self):
        self._cancel(
            self.ticket, self.sam, why="duplicate", duplicate_id=self.original.id
        )
        self._move(self.ticket, self.mia, "backlog_support")
        self.assertFalse(self.ticket.duplicate_of_id)
        for moved in (self.ticket, self.original):
            self._link(self.ticket, self.original)
            self.assertTrue(self.ticket.duplicate_of_id)
            moved.with_user(self.mia).partner_id = self.kira.partner_id
            self.env.invalidate_all()
            self.assertFalse(self.ticket.duplicate_of_id)
            moved.with_user(self.mia).partner_id = self.cleo.partner_id

    def test_a_copy_is_no_duplicate(self):
        self._link(self.ticket, self.original)
        copy = self.ticket.with_user(self.mia).copy()
        self.assertFalse(copy.duplicate_id)
        self.assertFalse(self.original.with_user(self.mia).copy().has_duplicates)
