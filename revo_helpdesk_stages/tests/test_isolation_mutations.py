"""The matrix goes red when a wall is taken away: a rule, or a guard in Python."""

from odoo.tests import TransactionCase, tagged

from .isolation import operations as ops
from .isolation.attack import run
from .isolation.fixture import IsolationMixin
from .isolation.mutations import get_rules, without_method, without_rule
from .isolation.report import Report, tell

# Our extension of a method -> where its absence is to be seen, and how.
GUARDS = {
    ("ir.model.access", "_get_allowed_models"): ("project.task", ops.search),
    ("base", "onchange"): ("mail.followers", ops.onchange),
    ("base", "default_get"): ("mail.wizard.invite", ops.default_get),
    ("ir.attachment", "check"): ("ir.attachment", ops.read_foreign),
    ("ir.rule", "_compute_domain"): ("helpdesk.ticket.move", ops.search),
    ("helpdesk.ticket", "_search_message_partner_ids"): (
        "helpdesk.ticket",
        ops.search_content,
    ),
}
_LOOKING = (ops.search, ops.read, ops.write)


@tagged("post_install", "-at_install")
class TestMutations(IsolationMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_parties()
        cls._plant_everything()

    def _find_leak(self, model, operations, known=()):
        """Give the first leak that is not known, if any."""
        for role in self.users:
            report = Report()
            run(
                self.env,
                {role: self.users[role]},
                report,
                self.secrets,
                models=[model],
                operations=operations,
            )
            for leak in sorted(report.leaks - set(known)):
                return leak
        return None

    def _find_all(self, model, operations):
        report = Report()
        run(
            self.env,
            self.users,
            report,
            self.secrets,
            models=[model],
            operations=operations,
        )
        return report.leaks

    def test_no_rule_can_go_unnoticed(self):
        seen, unseen, known = [], [], {}
        for rule in get_rules(self.env):
            model = rule.model_id.model
            if model not in known:
                known[model] = self._find_all(model, _LOOKING)
            with without_rule(rule):
                leak = self._find_leak(model, _LOOKING, known[model])
            (seen if leak else unseen).append(f"{rule.name}: {leak}")
        tell("Mutations: rules", [*seen, *(f"UNNOTICED {line}" for line in unseen)])
        self.assertFalse(unseen)

    def test_no_guard_can_go_unnoticed(self):
        seen, unseen = [], []
        for (owner, method), (model, operation) in GUARDS.items():
            known = self._find_all(model, [operation])
            with without_method(self.env, model if owner == "base" else owner, method):
                leak = self._find_leak(model, [operation], known)
            (seen if leak else unseen).append(f"{owner}.{method}: {leak}")
        tell("Mutations: guards", [*seen, *(f"UNNOTICED {line}" for line in unseen)])
        self.assertFalse(unseen)
