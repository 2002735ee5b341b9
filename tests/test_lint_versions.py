"""pre-commit and ./dev lint check with the same versions."""

import re
import unittest

from .common import ROOT


class TestLintVersions(unittest.TestCase):
    def test_same_versions(self):
        hooks = (ROOT / ".pre-commit-config.yaml").read_text()
        requirements = ROOT / "tools" / "requirements"
        lint = (requirements / "lint.txt").read_text()
        pinned = dict(re.findall(r"^([\w-]+)==(\S+)$", lint, re.M))
        revisions = dict(re.findall(r"repo: \S+/([\w-]+)\n\s+rev: v(\S+)", hooks))
        self.assertEqual(revisions["ruff-pre-commit"], pinned["ruff"])
        self.assertEqual(revisions["pylint-odoo"], pinned["pylint-odoo"])
        for package in (requirements / "node.txt").read_text().split():
            self.assertIn(f'"{package}"', hooks)
