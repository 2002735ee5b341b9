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
_LOOKING = (ops.search, ops.read)


@tagged("post_install", "-at_install")
class TestMutations(IsolationMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_parties()
        cls._plant_everything()

    def _find_leak(self, model, operations):
        """Give the first leak; with all walls in place there is none."""
        for role, user in self.users.items():
            report = Report()
            run(self.env, {role: user}, report, self.secrets, [model], operations)
            for leak in sorted(report.leaks):
                return leak
        return None

    def _check(self, title, found):
        """Tell what was seen of each wall that was missing.

        :param dict found: ``{wall: leak or None}``
        """
        tell(title, [f"{wall}: {leak or 'UNNOTICED'}" for wall, leak in found.items()])
        self.assertFalse([wall for wall, leak in found.items() if not leak])

    def test_no_rule_can_go_unnoticed(self):
        found = {}
        for rule in get_rules(self.env):
            with without_rule(rule):
                found[rule.name] = self._find_leak(rule.model_id.model, _LOOKING)
        self._check("Mutations: rules", found)

    def test_no_guard_can_go_unnoticed(self):
        found = {}
        for (owner, method), (model, operation) in GUARDS.items():
            with without_method(self.env, model if owner == "base" else owner, method):
                found[f"{owner}.{method}"] = self._find_leak(model, [operation])
        self._check("Mutations: guards", found)
