"""An addon may go on with what another addon's method does, and does not take its
place: a helper with a name that was free in one's own addon would."""

import ast
import unittest
from collections import defaultdict

from .common import ROOT


class TestOverrides(unittest.TestCase):
    def test_each_method_of_another_addon_is_called(self):
        methods = defaultdict(dict)
        for path in sorted(ROOT.glob("revo_helpdesk_*/**/*.py")):
            addon = path.relative_to(ROOT).parts[0]
            if "tests" not in path.parts:
                for name, goes_on in self.find_methods(path.read_text()):
                    methods[name].setdefault(addon, []).append((path, goes_on))
        replaced = [
            f"{path.relative_to(ROOT)}: {model}.{method}"
            for (model, method), addons in methods.items()
            for path, goes_on in self._get_later(addons)
            if not goes_on
        ]
        self.assertFalse(replaced, "Name these otherwise, or call super()")

    def _get_later(self, addons):
        """Return where the other addons have a method that the first one has, which is
        the one that calls nobody.
        """
        if len(addons) < 2:
            return []
        found = [each for places in addons.values() for each in places]
        first = next((each for each in found if not each[1]), None)
        return [each for each in found if each is not first]

    def test_what_replaces_another_is_found(self):
        code = (
            "class A:\n _inherit = 'a'\n def f(self):\n  return 1\n"
            " def g(self):\n  return super().g()\n"
        )
        self.assertEqual(
            list(self.find_methods(code)),
            [(("a", "f"), False), (("a", "g"), True)],
        )

    def find_methods(self, code):
        """Return each method of a model in some code, and whether it calls the one that
        it stands before: ``((model, method), bool)``.
        """
        for model in ast.parse(code).body:
            if isinstance(model, ast.ClassDef):
                names = set(self._get_names(model))
                for method in model.body:
                    if isinstance(method, ast.FunctionDef):
                        goes_on = "'super'" in ast.dump(method)
                        yield from (((n, method.name), goes_on) for n in sorted(names))

    def _get_names(self, model):
        for line in model.body:
            if isinstance(line, ast.Assign) and {"_inherit", "_name"} & {
                getattr(target, "id", "") for target in line.targets
            }:
                for part in ast.walk(line.value):
                    if isinstance(part, ast.Constant):
                        yield part.value
