"""./dev lint: style and mistakes, with the versions that OCA's template pins."""

import subprocess
from dataclasses import dataclass

from .. import addons, node, python_env
from ..console import say
from ..errors import DevError
from ..locks import alone
from ..process import environment


@dataclass(frozen=True)
class Linter:
    """A program, and the arguments with which it checks and with which it repairs."""

    name: str
    command: tuple
    check: tuple = ()
    fix: tuple = ()


def run(project, options):
    """Run all linters, so that one run shows everything that is wrong."""
    with alone(project.state / "lint.lock", "it is preparing the linters"):
        env = python_env.for_lint(project)
        prettier = node.prettier(project, env)
    names = [addon.name for addon in addons.discover(project.root)]
    failed = [
        linter.name
        for linter in _linters(env, prettier, names)
        if not _passes(project, linter, options.fix)
    ]
    if failed:
        hint = "" if options.fix else "; ./dev lint --fix repairs what can be repaired"
        raise DevError(f"Not clean: {', '.join(failed)}{hint}.")


def _linters(env, prettier, names):
    ruff = str(env.program("ruff"))
    pylint = str(env.program("pylint"))
    return (
        Linter("ruff", (ruff, "check", "."), ("--no-fix",), ("--fix",)),
        Linter("ruff-format", (ruff, "format", "."), ("--check",)),
        Linter("pylint-odoo", (pylint, "--rcfile=.pylintrc", "--jobs=0", *names)),
        Linter("prettier", (*prettier, node.FILES), ("--check",), ("--write",)),
    )


def _passes(project, linter, fix):
    say(f"{linter.name} …")
    arguments = linter.fix if fix else linter.check
    done = subprocess.run(
        [*linter.command, *arguments],
        cwd=project.root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0
