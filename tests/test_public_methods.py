"""What others call over XML-RPC answers with something: nothing at all is a fault
there, after the deed."""

import ast
import unittest

from .common import ROOT

# Odoo calls it while it installs, and nobody else can.
_HOOKS = {"init"}
_KINDS = {"AbstractModel", "Model", "TransientModel"}


class TestPublicMethods(unittest.TestCase):
    def test_each_answers(self):
        silent = [
            f"{path.relative_to(ROOT)}: {method.name}"
            for path in sorted(ROOT.glob("revo_helpdesk_*/**/*.py"))
            if "tests" not in path.parts
            for model in ast.walk(ast.parse(path.read_text()))
            if isinstance(model, ast.ClassDef) and self.is_model(model)
            for method in model.body
            if isinstance(method, ast.FunctionDef) and self.is_silent(method)
        ]
        self.assertFalse(silent)

    def test_a_silent_one_is_found(self):
        for body, is_silent in (
            ("self.x = 1", True),
            ("if self:\n    return\n  return True", True),
            ("return None", True),
            ("return True", False),
            ("raise ValueError", False),
        ):
            (method,) = ast.parse(f"def action_x(self):\n  {body}").body
            self.assertEqual(self.is_silent(method), is_silent, body)

    def is_model(self, model):
        return any(
            isinstance(base, ast.Attribute) and base.attr in _KINDS
            for base in model.bases
        )

    def is_silent(self, method):
        """Return whether a public method may end without an answer.

        An onchange answers the form alone, and says nothing where all is well.
        """
        decorators = {
            ast.unparse(one).partition("(")[0] for one in method.decorator_list
        }
        if (
            method.name.startswith("_")
            or method.name in _HOOKS
            or decorators & {"property"}
        ):
            return False
        empty = [
            one
            for one in ast.walk(method)
            if isinstance(one, ast.Return)
            and (one.value is None or ast.unparse(one.value) == "None")
        ]
        return bool(empty) or not isinstance(
            method.body[-1], ast.Return | ast.Raise | ast.Try | ast.With
        )
