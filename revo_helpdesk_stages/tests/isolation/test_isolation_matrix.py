"""Everybody tries every model of the registry, in every way that RPC offers.

The numbers of cells and of leaks are told when the run ends.
"""

from odoo.tests import TransactionCase, tagged

from .attack import run
from .fixture import IsolationMixin
from .markers import (
    CASES,
    EMPLOYEES,
    ROLES,
    find_markers,
    get_forbidden,
    get_readable_markers,
)
from .operations import FIRST_OPERATIONS, OPERATIONS
from .planting import UNPLANTED
from .report import Report

# One of each kind tries every operation; the others, who stand where one of these does,
# try what shows a record at all.
_THOROUGH = ("ana", "cleo")

# What the vendor's people do not see of each other's tickets. Elsewhere Odoo's own
# rules for employees hold.
_AMONG_EMPLOYEES = (
    "helpdesk.ticket",
    "helpdesk.ticket.assignment",
    "helpdesk.ticket.move",
    "helpdesk.ticket.stage",
    "helpdesk.ticket.team",
    "mail.activity",
    "mail.message",
    "rating.rating",
)

# Where the texts of tickets are.
_TEXTS = {
    "helpdesk.ticket": ["name"],
    "mail.message": ["body"],
    "ir.attachment": ["name"],
}


@tagged("post_install", "-at_install")
class TestIsolationMatrix(IsolationMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_parties()
        cls._plant_everything()
        cls.report = Report()

    @classmethod
    def tearDownClass(cls):
        cls.report.tell("Isolation matrix")
        super().tearDownClass()

    def test_every_model_is_planted(self):
        """Who adds a model that cannot be planted says why, in the list."""
        self.assertFalse(self.planter.failures)
        for name in self.planter.planted:
            self.assertNotIn(name, UNPLANTED)

    def test_every_text_is_somewhere(self):
        there = frozenset().union(
            *(
                markers
                for model in self.secrets.models
                for markers in self.secrets.of(model).values()
            )
        )
        expected = get_forbidden("public") | get_readable_markers("public")
        self.assertFalse(expected - there)

    def test_everybody_finds_their_own(self):
        """Walls that nobody can look over would pass all the rest."""
        for role, user in self.users.items():
            own = {
                text
                for text in get_readable_markers(role)
                if text.startswith(tuple(f"zq{case}" for case in CASES))
            }
            found = set()
            if role in ("public", "zoe"):
                continue
            for model, names in _TEXTS.items():
                if user.share and model == "ir.attachment":
                    # Clients get their files on the site alone.
                    continue
                records = self.env[model].with_user(user).search([])
                found |= find_markers(records.read(names))
            with self.subTest(role=role):
                self.assertFalse(own - found)


def _make_test(role):
    def test(self):
        operations = OPERATIONS if role in _THOROUGH else FIRST_OPERATIONS
        users = {role: self.users[role]}
        models = _AMONG_EMPLOYEES if role in EMPLOYEES else None
        run(self.env, users, self.report, self.secrets, models, operations)
        leaks = sorted(leak for leak in self.report.leaks if leak.role == role)
        self.assertFalse(leaks, "\n".join(map(str, leaks)))

    return test


for _role in ROLES:
    setattr(TestIsolationMatrix, f"test_{_role}", _make_test(_role))
