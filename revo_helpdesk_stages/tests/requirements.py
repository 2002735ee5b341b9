"""Tests of generated examples need hypothesis, which is no part of Odoo.

Odoo imports an addon's tests while it loads the registry: what cannot be imported there
would leave no database to work in. So files that need it are imported where it is."""

import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from .compat import config_file
from .own_database import get_environment

#: Whether hypothesis is installed.
HYPOTHESIS = find_spec("hypothesis") is not None

# Imports the tests of an addon as Odoo does, in a Python without hypothesis.
_IMPORT_WITHOUT = """
import sys
sys.modules["hypothesis"] = None
import odoo
from odoo.modules.module import initialize_sys_path
from importlib import import_module
odoo.tools.config.parse_config(["--config", sys.argv[1]])
initialize_sys_path()
print(*vars(import_module(f"odoo.addons.{sys.argv[2]}.tests")))
"""


class RequirementsMixin:
    """For each addon."""

    addon = None

    def test_what_the_tests_need_is_installed(self):
        if not HYPOTHESIS:
            self.fail(
                "hypothesis is missing, so that no generated examples are tried and"
                f" some tests of {self.addon} are not run: install"
                " test-requirements.txt of the repository by pip"
            )

    def test_without_hypothesis_all_is_loaded_that_does_not_need_it(self):
        tests = import_module(f"odoo.addons.{self.addon}.tests")
        needing = {
            name
            for name, module in vars(tests).items()
            if name.startswith("test_")
            and "hypothesis" in Path(module.__file__).read_text("utf-8")
        }
        output = subprocess.run(
            [sys.executable, "-c", _IMPORT_WITHOUT, config_file(), self.addon],
            env=get_environment(),
            capture_output=True,
            check=False,
            text=True,
        )
        self.assertEqual(output.returncode, 0, output.stderr)
        everything = {name for name in vars(tests) if name.startswith("test_")}
        self.assertEqual(everything - needing, everything & set(output.stdout.split()))
