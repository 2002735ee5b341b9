"""One door for each change of a ticket, whatever the order of imports."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from unittest.mock import patch

from odoo.modules.module import get_module_path
from odoo.tests import get_db_name, tagged
from odoo.tools import config

from .common import SupportLineCase
from .compat import config_file
from .house import find_addons, find_definitions
from .own_database import get_environment

# The methods that are Odoo's door to a ticket.
DOORS = {"create", "write", "unlink", "copy", "copy_data", "message_post"}
SPINE = ("revo_helpdesk_stages", "models/helpdesk_ticket.py")

# What the registry says that the order of imports might change: how fields are, and
# which function answers to a name.
DUMP = """
import json
def describe(field):
    given = getattr(field, "args", None) or ()
    names = {*vars(type(field)), *given, *vars(field)} - {
        "args", "_modules", "_toplevel", "_sequence", "_base_fields", "model_name"}
    return {
        name: repr(value) for name in sorted(names)
        if isinstance(value := getattr(field, name, None),
                      (str, int, bool, float, list, tuple, type(None)))
        and not name.startswith("__")
    }
answer = {}
for name, model in env.registry.items():
    ours = [c for c in model.__mro__ if c.__module__.startswith("odoo.addons.revo_")]
    if not ours:
        continue
    answer[name] = {
        "fields": {f: describe(field) for f, field in sorted(model._fields.items())},
        "methods": {
            m: f"{getattr(model, m).__module__}.{getattr(model, m).__qualname__}"
            for c in ours for m in vars(c) if callable(getattr(c, m, None))
        },
        "order": [model._order, str(model._rec_name), str(model._description)],
    }
print("DUMP" + json.dumps(answer, sort_keys=True))
"""


@tagged("post_install", "-at_install")
class TestOneDoor(SupportLineCase):
    def test_only_the_spine_defines_how_tickets_are_written(self):
        doors = {
            (found.addon, found.file)
            for addon in find_addons(self.env)
            for found in find_definitions(addon)
            if found.model == "helpdesk.ticket" and found.method in DOORS
        }
        self.assertEqual(doors, {SPINE})

    def test_a_method_of_a_model_is_defined_once_in_an_addon(self):
        """Of two in a row, the order of imports would say which comes first."""
        files = defaultdict(list)
        for addon in find_addons(self.env):
            for found in find_definitions(addon):
                files[found[:3]].append(found.file)
        self.assertGreater(len(files), 500)
        self.assertEqual({k: v for k, v in files.items() if len(v) > 1}, {})

    def test_a_caller_does_not_say_how_a_ticket_was_assigned(self):
        ticket = self._create_ticket()
        liar = ticket.with_user(self.ana).with_context(
            helpdesk_assignment_method="balanced"
        )
        liar.write({"user_id": self.ana.id})
        self.assertEqual(self._get_ledger(ticket)[-1][2], "manual")

    def test_a_caller_does_not_say_that_a_write_is_settled(self):
        ticket = self._create_ticket()
        for value in (True, 1, "object()", [object]):
            liar = ticket.with_user(self.ana).with_context(helpdesk_settled=value)
            with self.subTest(value=value):
                result = self._attempt(
                    lambda of=liar: of.write({"stage_id": self.stage["resolved"].id})
                )
                self.assertEqual(result, "refused")

    def test_who_builds_on_write_sees_what_a_hand_over_settles(self):
        """As Odoo's automation rules do, which see what is written alone."""
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self.support.assignment_method = "balanced"
        seen = []
        write = type(ticket).write

        def observe(records, vals):
            seen.append((records, dict(vals)))
            return write(records, vals)

        with patch.object(type(ticket), "write", observe):
            self._move(ticket, self.ana, "backlog_support")
        moved = [vals for records, vals in seen if vals.get("user_id")]
        self.assertEqual(len(moved), 1)
        self.assertEqual(moved[0]["user_id"], ticket.user_id.id)
        self.assertEqual(moved[0]["team_id"], self.support.id)
        self.assertEqual(moved[0]["stage_id"], self.stage["backlog_support"].id)
        self.assertIn(ticket.user_id, self.sam | self.sue)


@tagged("post_install", "-at_install")
class TestOrderOfImports(SupportLineCase):
    """Load the addons in a process of its own, from a copy whose rooms and files are
    imported the other way round.
    """

    def _dump(self, *addons_paths):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "odoo",
                "shell",
                f"--config={config_file()}",
                f"--database={get_db_name()}",
                "--no-http",
                "--log-level=error",
                *addons_paths,
            ],
            check=False,
            capture_output=True,
            env=get_environment(),
            input=DUMP,
            text=True,
        )
        lines = [x for x in done.stdout.splitlines() if x.startswith("DUMP")]
        self.assertEqual(len(lines), 1, done.stderr[-2000:])
        return json.loads(lines[0].removeprefix("DUMP"))

    def _reverse(self, folder):
        """Copy our addons to a folder, with their imports of models reversed.

        :return: the number of files that import in another order
        """
        count = 0
        for addon in find_addons(self.env):
            copy = folder / addon
            shutil.copytree(
                get_module_path(addon), copy, ignore=shutil.ignore_patterns("tests")
            )
            for room in ("models", "report", "wizards"):
                for path in (copy / room).rglob("__init__.py"):
                    lines = path.read_text("utf-8").splitlines()
                    path.write_text("\n".join([*reversed(lines), ""]), "utf-8")
                    count += len(lines) > 1
        return count

    def test_the_registry_is_the_same_in_whatever_order(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            self.assertGreater(self._reverse(folder), 15)
            paths = f"--addons-path={folder},{config['addons_path']}"
            reversed_ = self._dump(paths)
        plain = self._dump()
        self.assertEqual(plain.keys(), reversed_.keys())
        for model in plain:
            for part in plain[model]:
                self.assertEqual(plain[model][part], reversed_[model][part], model)
