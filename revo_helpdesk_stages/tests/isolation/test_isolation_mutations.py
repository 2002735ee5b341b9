"""The matrix goes red when a wall is taken away: a rule, or a guard in Python."""

from functools import partial

from odoo.tests import TransactionCase, tagged

from ..compat import HELD_BY_ODOO, INVITING
from . import operations as ops
from .attack import run
from .fixture import IsolationMixin
from .mutations import get_company_rules, get_rules, without_method, without_rule
from .report import Report, tell

# Our extension of a method -> where its absence is to be seen, and how.
GUARDS = {
    ("ir.model.access", "_get_allowed_models"): ("project.task", ops.search),
    ("base", "onchange"): ("mail.followers", ops.onchange),
    ("base", "default_get"): (INVITING, ops.default_get),
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

    def _find_leaks(self, role, model, operations):
        report = Report()
        users = {role: self.users[role]}
        run(self.env, users, report, self.secrets, [model], operations)
        return report.leaks

    def _find_new_leak(self, model, operations, missing):
        """Return the first leak that is there only while a wall is missing.

        One that is there anyway, which the matrix tells, proves nothing of the wall.
        """
        for role in self.users:
            with missing():
                leaks = self._find_leaks(role, model, operations)
            if leaks:
                leaks = leaks - self._find_leaks(role, model, operations)
            for leak in sorted(leaks):
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
            missing = partial(without_rule, rule)
            model = rule.model_id.model
            found[rule.name] = self._find_new_leak(model, _LOOKING, missing)
        self._check("Mutations: rules", found)

    def test_no_rule_between_companies_can_go_unnoticed(self):
        case = self.cases["southsup"]
        case.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        rules = get_company_rules(self.env)
        self.assertTrue(rules)
        for rule in rules:
            with self.subTest(rule=rule.name):
                rows = self.env[rule.model_id.model].with_user(self.mia)
                domain = [("ticket_id", "=", case.id)]
                self.assertFalse(rows.search(domain))
                with without_rule(rule):
                    self.assertTrue(rows.search(domain))

    def test_no_guard_can_go_unnoticed(self):
        found = {}
        for (owner, method), (model, operation) in GUARDS.items():
            holder = model if owner == "base" else owner
            missing = partial(without_method, self.env, holder, method)
            leak = self._find_new_leak(model, [operation], missing)
            if f"{owner}.{method}" not in HELD_BY_ODOO:
                found[f"{owner}.{method}"] = leak
        self._check("Mutations: guards", found)
