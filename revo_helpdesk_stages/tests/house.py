"""The code of our addons as it lies on disk: what tests of its order ask."""

import ast
from pathlib import Path
from typing import NamedTuple

from odoo.modules.module import get_module_path

PREFIX = "revo_helpdesk_"


class Definition(NamedTuple):
    """A method of a model, and the file that defines it."""

    addon: str
    model: str
    method: str
    file: str


def find_addons(env):
    """Return the names of our addons that are installed."""
    modules = env["ir.module.module"].sudo()
    return modules.search(
        [("name", "=like", f"{PREFIX}%"), ("state", "=", "installed")], order="name"
    ).mapped("name")


def find_definitions(addon):
    """Return every method that an addon defines on a model."""
    root = Path(get_module_path(addon))
    found = []
    for path in sorted(root.rglob("*.py")):
        relative = path.relative_to(root)
        if relative.parts[0] in ("tests", "demo"):
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and (model := _find_model(node)):
                found += [
                    Definition(addon, model, child.name, relative.as_posix())
                    for child in node.body
                    if isinstance(child, ast.FunctionDef)
                ]
    return found


def _find_model(node):
    """Return the name of the model that a class is, or extends."""
    said = {
        child.targets[0].id: child.value
        for child in node.body
        if isinstance(child, ast.Assign) and isinstance(child.targets[0], ast.Name)
    }
    value = said.get("_name") or said.get("_inherit")
    return value.value if isinstance(value, ast.Constant) else None
