"""The server that PG* names, when it cannot be used."""

import os
import sys
from pathlib import Path
from unittest import mock

from devkit import postgres
from devkit.errors import DevError
from devkit.python_env import PythonEnv

from .common import ScratchCase


class TestExternalServer(ScratchCase):
    def open(self, **variables):
        with mock.patch.dict(os.environ, variables):
            with postgres.running(self.project, PythonEnv(Path(sys.prefix))):
                return

    def test_server_that_does_not_answer(self):
        with self.assertRaisesRegex(DevError, "cannot be used: .* unset PGHOST"):
            self.open(PGHOST=str(self.folder))

    def test_role_that_odoo_refuses(self):
        # The user's own server may refuse that role before Odoo would.
        with self.assertRaisesRegex(DevError, "Odoo refuses|cannot be used"):
            self.open(PGUSER="postgres")

    def test_usable_server(self):
        self.open()
        self.assertFalse(self.project.state.exists())
