"""Random walks of a ticket, beside a model of the line in plain Python."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from odoo.exceptions import UserError

from ...exceptions import TextMissing
from ..common import TEXTS, SupportLineCase
from ..complete import is_complete
from ..reference import ROLES, STAGES, is_answered, open_stages, required_text

PEOPLE = {
    "cleo": "client",
    "ana": "reseller",
    "ben": "reseller",
    "sam": "support",
    "sue": "support",
    "dan": "development",
    "dora": "development",
    "mia": "manager",
}
TEAM_OF_TIER = {"reseller": "north", "support": "support", "development": "development"}
# What somebody of a role writes with the two buttons of the chatter, if a move asks for
# it.
WRITTEN_WITH = {
    ("reseller", "note"): "client_note",
    ("reseller", "message"): "message",
    ("support", "message"): "message",
    ("development", "message"): "message",
    ("manager", "message"): "message",
}


class WalkOfACase(RuleBasedStateMachine):
    """One ticket, moved by anybody anywhere; what happens is what the model says."""

    test = None  # The test case whose line and cursor are used.

    @initialize(opener=st.sampled_from(["cleo", "ana"]))
    def open_case(self, opener):
        test = self.test
        self.savepoint = test.env.cr.savepoint()
        if opener == "cleo":
            self.ticket = test._create_ticket()
            self.stage, self.escalated = "backlog_reseller", False
        else:
            self.ticket = test._create_ticket(
                opener=test.ana, partner_id=test.cleo.partner_id.id, origin="reseller"
            )
            self.stage, self.escalated = "backlog_support", True
        test._name_release(self.ticket)
        self.written = set()
        self.holder = None
        # Its own case comes back to who opened it.
        self.holders = {"reseller": "ana"} if opener == "ana" else {}

    def teardown(self):
        if hasattr(self, "savepoint"):
            self.savepoint.close(rollback=True)

    @rule(
        person=st.sampled_from(sorted(PEOPLE)),
        to=st.sampled_from(list(STAGES)),
        through_wizard=st.booleans(),
    )
    def move_anywhere(self, person, to, through_wizard):
        self._move(person, to, through_wizard)

    @rule(
        data=st.data(),
        through_wizard=st.booleans(),
    )
    def make_a_legal_move(self, data, through_wizard):
        people = [p for p in sorted(PEOPLE) if self._get_open(p)]
        person = data.draw(st.sampled_from(people))
        target = data.draw(st.sampled_from(self._get_open(person)))
        self._move(person, target, through_wizard)

    @rule(
        person=st.sampled_from(sorted(PEOPLE)),
        kind=st.sampled_from(["note", "message"]),
    )
    def write_something(self, person, kind):
        role = PEOPLE[person]
        if not self._sees(role):
            return
        if role == "client":
            kind = "message"
        self.test._write_text(self.ticket, self._get_user(person), kind)
        if role == "client" and self.stage == "backlog_client":
            self._enter("backlog_reseller", None)
        elif (role, kind) in WRITTEN_WITH:
            self.written.add((role, WRITTEN_WITH[role, kind]))

    @rule(person=st.sampled_from(sorted(PEOPLE)))
    def assign(self, person):
        """Somebody of the team where the ticket stands gives it to this person."""
        tier = STAGES[self.stage].tier
        colleague = {"reseller": "ana", "support": "sam", "development": "dan"}[tier]
        values = {"user_id": self._get_user(person).id}
        ticket = self.ticket.with_user(self._get_user(colleague))
        try:
            with self.test.env.cr.savepoint():
                ticket.write(values)
        except UserError:
            assert PEOPLE[person] != tier
        else:
            assert PEOPLE[person] == tier
            self._hold(person)

    def _move(self, person, target, through_wizard):
        user, role = self._get_user(person), PEOPLE[person]
        requires = required_text(self.stage, target, [role], self.escalated)
        expected = self._get_outcome(role, target, requires, through_wizard)
        outcome = self._try(user, target, requires, through_wizard)
        assert (
            outcome == expected
        ), f"{person}: {self.stage} -> {target} {outcome}, not {expected}"
        if outcome == "moves" and target != self.stage:
            self._enter(target, person)

    def _get_outcome(self, role, target, requires, through_wizard):
        if target == self.stage:
            # A write of the same stage changes nothing, for who may write at all.
            return "moves" if self._sees(role) else "refused"
        if requires is None:
            return "refused"
        kinds = {kind for author, kind in self.written if author == role}
        if through_wizard or is_answered(requires, kinds):
            return "moves"
        return "lacks text"

    def _try(self, user, target, requires, through_wizard):
        test = self.test
        try:
            with test.env.cr.savepoint():
                if through_wizard and requires and target != self.stage:
                    test._move(self.ticket, user, target)
                else:
                    test._as(user, self.ticket).write(
                        {"stage_id": test.stage[target].id}
                    )
        except TextMissing:
            return "lacks text"
        except UserError:
            return "refused"
        return "moves"

    def _enter(self, target, person):
        """Let the model do what the line does when a ticket enters a stage."""
        before, after = STAGES[self.stage], STAGES[target]
        if before.tier != after.tier:
            self.holder = self.holders.get(after.tier)
        self.stage = target
        self.written = set()
        self.escalated = self.escalated or after.tier in ("support", "development")
        takes = after.phase == "in_progress" and person and not self.holder
        if takes and PEOPLE[person] == after.tier:
            self._hold(person)

    def _hold(self, person):
        self.holder = self.holders[STAGES[self.stage].tier] = person

    def _get_open(self, person):
        return open_stages(self.stage, [PEOPLE[person]], self.escalated)

    def _sees(self, role):
        if role == "support":
            return self.escalated
        if role == "development":
            return bool(self.ticket.development_date)
        return True

    def _get_user(self, person):
        return getattr(self.test, person)

    @invariant()
    def the_case_stands_where_the_model_says(self):
        test, ticket = self.test, self.ticket
        test.env.flush_all()
        test.env.invalidate_all()
        stage = STAGES[self.stage]
        assert ticket.stage_id == test.stage[self.stage]
        assert ticket.team_id == getattr(test, TEAM_OF_TIER[stage.tier])
        assert ticket.team_id.tier == ticket.tier == stage.tier
        assert ticket.reseller_team_id == test.north
        assert ticket.waiting_on == stage.waiting_on
        assert ticket.phase == stage.phase
        assert bool(ticket.escalated_date) == self.escalated
        holder = self._get_user(self.holder) if self.holder else test.env["res.users"]
        assert ticket.user_id == holder
        assert test._get_ledger(ticket)[-1][:2] == (ticket.team_id, ticket.user_id)

    @invariant()
    def everybody_is_offered_the_moves_of_the_model(self):
        for person in ("ana", "sam", "dan"):
            role = PEOPLE[person]
            ticket = self.ticket.with_user(self._get_user(person)).sudo()
            offered = ticket.move_ids.to_stage_id.mapped("code")
            assert sorted(offered) == sorted(
                open_stages(self.stage, [role], self.escalated)
            )


class TestRandomWalks(SupportLineCase):
    def test_a_case_goes_where_the_model_goes(self):
        assert set(PEOPLE.values()) <= set(ROLES) and set(TEXTS) >= {"evidence"}
        WalkOfACase.test = self
        self.addCleanup(setattr, WalkOfACase, "test", None)
        run_state_machine_as_test(
            WalkOfACase,
            settings=settings(
                max_examples=30 if is_complete() else 10,
                stateful_step_count=15,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
                # A failing walk is short enough to read; shrinking it takes minutes.
                phases=[Phase.explicit, Phase.generate],
                print_blob=False,
            ),
        )
