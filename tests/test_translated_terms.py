"""What is said is said in the reader's language. Odoo finds the language by `self`
among the variables of the function that says it: before Python 3.12 a comprehension is
a function of its own, which has `self` only where it names it."""

import ast
import unittest

from .common import ROOT

_OF_THEIR_OWN = (
    ast.DictComp,
    ast.GeneratorExp,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
)


class TestTranslatedTerms(unittest.TestCase):
    def test_each_term_finds_its_language(self):
        lost = [
            f"{path.relative_to(ROOT)}:{line}"
            for path in sorted(ROOT.glob("revo_helpdesk_*/**/*.py"))
            if "tests" not in path.parts
            for line in self.find_lost(path.read_text())
        ]
        self.assertFalse(lost, "Say these in a loop, or name self beside them")

    def test_a_lost_one_is_found(self):
        for code, is_lost in (
            ("[_('x') for one in two]", True),
            ("{one: _('x') for one in two}", True),
            ("lambda one: _('x')", True),
            ("[_(one) for one in self]", True),
            ("[_('x', self.env) for one in two]", False),
            ("_('x')", False),
        ):
            self.assertEqual(bool(list(self.find_lost(code))), is_lost, code)

    def find_lost(self, code):
        """Return the lines of terms that are said where no language is found."""
        for outer in ast.walk(ast.parse(code)):
            if isinstance(outer, _OF_THEIR_OWN) and not self.names_self(outer):
                for one in ast.walk(outer):
                    if isinstance(one, ast.Call) and ast.unparse(one.func) == "_":
                        yield one.lineno

    def names_self(self, outer):
        """Return whether `self` is there inside: what a comprehension goes through
        first is handed to it, and is not inside."""
        first = getattr(outer, "generators", [None])[0]
        outside = set(ast.walk(first.iter)) if first else set()
        return any(
            isinstance(one, ast.Name) and one.id == "self" and one not in outside
            for one in ast.walk(outer)
        )
