"""The table of calls is what the screens call, all of it and nothing else."""

import re
from pathlib import Path

from lxml import etree

from odoo.modules.module import get_module_path
from odoo.tests import tagged

from ...models.isolation.calls import ANY, CLOSED_TO_STAFF, SCREENS
from ..common import SupportLineCase
from ..compat import CALLED_ELSEWHERE
from .recorder import get_recorded

# Whose form shows a reseller nothing but the own account, and where that is.
_OWN_ACCOUNT = {"res.users": "base.view_users_form_simple_modif"}
# No menu and no link of a reseller leads to the views of these, or a rule keeps all of
# their records.
_NOT_SHOWN = {
    "discuss.channel",
    "mail.message",
    "mail.template",
    "rating.rating",
    "res.company",
    "res.lang",
}
# What only the vendor's people may do, whose views these are, too.
_OF_THE_VENDOR = {
    ("mail.compose.message", "cancel_save_template"),
    ("mail.compose.message", "create_mail_template"),
    ("mail.compose.message", "open_template_creation_wizard"),
    ("res.partner", "mail_action_blacklist_remove"),
    ("res.partner", "phone_action_blacklist_remove"),
}
# How the client's code names in JavaScript what it calls on the server.
_NAMES = re.compile(r"[\"'`/](\w+)[\"'`]")


@tagged("post_install", "-at_install")
class TestCallTable(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.access = cls.env["ir.model.access"]

    def _find_buttons(self, user):
        """Return the methods that buttons call on the screens of a user."""
        found = set()
        for name in self._get_readable_models(user):
            for view in self._get_screens(name):
                found |= self._find_buttons_of(user, view)
        return found - _OF_THE_VENDOR

    def _find_buttons_of(self, user, view):
        """Return the methods that the buttons of a view call, as a user sees it."""
        model = self.env[view.model].with_user(user)
        shown = model.get_views([(view.id, view.type)])["views"]
        arch = etree.fromstring(shown[view.type]["arch"])
        return {
            (self._get_shown_model(view.model, button), button.get("name"))
            for button in arch.iter("button", "a")
            if button.get("type") == "object"
        }

    def _find_shared_buttons(self, user):
        """Return the methods that the screens of a shared project call."""
        views = self.env["ir.model.data"].search(
            [
                ("module", "=", "project"),
                ("model", "=", "ir.ui.view"),
                ("name", "=like", "project_sharing_project_task_view%"),
            ]
        )
        found = set()
        for view in self.env["ir.ui.view"].browse(views.mapped("res_id")):
            if view.mode == "primary" and view.type != "search":
                found |= self._find_buttons_of(user, view)
        return found

    def _get_shown_model(self, model, button):
        """Return of which model the records are that a button of a view stands at."""
        for field in reversed([*button.iterancestors("field")]):
            model = self.env[model]._fields[field.get("name")].comodel_name
        return model

    def _get_readable_models(self, user):
        allowed = self.access.with_user(user)._get_allowed_models("read")
        return sorted(
            name for name in allowed - _NOT_SHOWN if not self.env[name]._abstract
        )

    def _get_screens(self, model):
        if model in _OWN_ACCOUNT:
            return self.env.ref(_OWN_ACCOUNT[model])
        types = ("form", "tree", "list", "kanban")
        return self.env["ir.ui.view"].search(
            [("model", "=", model), ("mode", "=", "primary"), ("type", "in", types)]
        )

    def _find_named(self):
        """Return the methods that the code of the web client names, as it would to
        call them.
        """
        modules = self.env["ir.module.module"].search([("state", "=", "installed")])
        found = set()
        for module in modules.mapped("name"):
            for path in Path(get_module_path(module), "static", "src").rglob("*.js"):
                found.update(_NAMES.findall(path.read_text("utf-8")))
        return found

    def test_every_button_of_a_reseller_is_in_the_table(self):
        buttons = self._find_buttons(self.ana)
        self.assertIn(("helpdesk.ticket.move", "action_apply"), buttons)
        missing = {
            (model, method)
            for model, method in buttons
            if not self.access._is_open_call("reseller", model, method)
        }
        self.assertFalse(missing)

    def test_every_button_of_a_shared_project_is_in_the_table(self):
        buttons = self._find_shared_buttons(self.cleo)
        self.assertTrue(buttons)
        missing = {
            (model, method)
            for model, method in buttons
            if not self.access._is_open_call("client", model, method)
        }
        self.assertFalse(missing)

    def test_what_tours_have_recorded_is_in_the_table(self):
        recorded = get_recorded()
        self.assertGreater(len(recorded), 20)
        closed = {row for row in recorded if not self.access._is_open_call(*row)}
        self.assertFalse(closed)

    def test_nothing_is_in_the_table_that_no_screen_calls(self):
        called = {(model, method) for _role, model, method in get_recorded()}
        called |= CALLED_ELSEWHERE
        called |= self._find_buttons(self.ana) | self._find_shared_buttons(self.cleo)
        named = self._find_named()
        for role in ("reseller", "client"):
            rows = self.access._get_open_calls(role)
            superfluous = {
                (model, method)
                for model, methods in rows.items()
                for method in methods
                if (model, method) not in called
                and method not in named
                # What is of the other series, or of an addon that is not there.
                and hasattr(self.env.get("base" if model == ANY else model), method)
            }
            self.assertFalse(superfluous, role)

    def test_screens_and_what_is_closed_are_apart(self):
        self.assertFalse(SCREENS & CLOSED_TO_STAFF)
        for name in ("browse", "filtered_domain", "mapped", "sudo", "with_user"):
            self.assertIn(name, CLOSED_TO_STAFF)
