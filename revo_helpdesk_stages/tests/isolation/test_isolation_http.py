"""Every way into the server over HTTP, tried with foreign ids and tokens."""

from odoo.tests import HttpCase, tagged

from .fixture import IsolationMixin
from .markers import CASES, get_kinds, marker
from .report import Report
from .visitor import Visitor
from .ways import WAYS
from .ways_to_files import download_with_token, show_with_token

# Who holds the token of a share link reads what the client reads.
_WITH_TOKEN = {download_with_token, show_with_token}
# One of each kind, and who has left a reseller's team.
_VISITORS = ("ana", "zoe", "cleo", "public", "dan")
_CASES = ("northown", "northdev", "northwhite", "kiosksup", "southsup", "counter")


@tagged("post_install", "-at_install")
class TestWaysIn(IsolationMixin, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_parties()
        cls.report = Report()
        cls.seen = set()
        cls.targets = cls._get_targets()

    @classmethod
    def tearDownClass(cls):
        cls.report.tell("Ways in over HTTP")
        super().tearDownClass()

    @classmethod
    def _get_targets(cls):
        """Return one record of each ticket and kind of text in each model."""
        tickets = cls.tickets.union(*(cls.cases[case] for case in _CASES))
        found = {"helpdesk.ticket": tickets}
        for model, name in (
            ("mail.message", "body"),
            ("ir.attachment", "name"),
            ("mail.activity", "summary"),
        ):
            records = cls.env[model]
            for case in _CASES:
                for text in get_kinds(case):
                    domain = [(name, "ilike", text), ("res_id", "in", tickets.ids)]
                    records |= records.search(domain, order="id", limit=1)
                    # A file that came without a message.
                    if model == "ir.attachment":
                        records |= records.search(domain, order="id desc", limit=1)
            found[model] = records
        people = [cls.shop, cls.kiosk, cls.cafe, cls.bistro]
        users = cls.sam | cls.ana | cls.rita
        found["res.partner"] = users.partner_id.union(*people)
        return found

    def _visit(self, role):
        user = self.users[role]
        if role == "public":
            self.authenticate(None, None)
        else:
            user.password = role
            self.authenticate(user.login, role)
        own = self.tickets
        if role != "public":
            own = own.with_user(user).search([], limit=1).with_env(self.env)
        addresses = [self.sam.email, self.rita.email, self.cafe.email]
        visitor = Visitor(self, role, own, addresses, self.report)
        for model, ways in WAYS.items():
            for target in self.targets[model] if model else [None]:
                for way in ways:
                    allowed = self._get_allowed(way)
                    visitor.attempt(way, target, allowed)
        type(self).seen |= visitor.seen
        leaks = [leak for leak in self.report.leaks if leak.role == role]
        self.assertFalse(leaks, "\n".join(map(str, sorted(leaks))))

    def _get_allowed(self, way):
        """Return what a token opens to the person who holds it."""
        if way not in _WITH_TOKEN:
            return frozenset()
        return {marker(case, "toclient") for case in CASES}


def _make_test(role):
    def test(self):
        self._visit(role)

    return test


for _role in _VISITORS:
    setattr(TestWaysIn, f"test_{_role}", _make_test(_role))
