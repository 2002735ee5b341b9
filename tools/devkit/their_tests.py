"""Tests of others, run by pytest in a database: where they are, and how they ended.

Odoo's own runner runs a test in the middle of an installation, as soon as its addon is
there and before what needs it, ours among it. Here all of them meet all of ours."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from . import comparison
from .errors import DevError
from .process import child
from .testing import FAILED, NOTHING, PASSED

#: What pytest says of a test when it has ended.
_ENDED = re.compile(r"::(\w+::\w+) [A-Z]+ ")


@dataclass(frozen=True)
class Trial:
    """Tests of others in one database."""

    #: Odoo with what the database needs.
    odoo: object
    database: str
    #: Names its log and its report.
    name: str

    def run(self, places, arguments, progress):
        """Run tests; return how each ended.

        :param places: what pytest is to run, see `places`
        :param arguments: more arguments for pytest
        """
        project = self.odoo.project
        report = project.state / f"{self.name}.xml"
        report.unlink(missing_ok=True)
        command = [
            *(self.odoo.env.python, "-m", "pytest", "-v", "--tb=short"),
            f"--odoo-config={self.odoo.config}",
            f"--odoo-database={self.database}",
            f"--config-file={project.root / 'pyproject.toml'}",
            # Of a file outside of it, pytest says nothing but the class.
            "--rootdir=/",
            f"--junitxml={report}",
            "--override-ini=junit_logging=log",
            "--disable-warnings",
            # What failed here is none of what ./dev test --last-failed runs.
            *("-p", "no:cacheprovider"),
            *arguments,
            *places,
        ]
        log = project.logs / f"{self.name}.log"
        status = self._follow(command, log, progress)
        if status not in (PASSED, FAILED, NOTHING) or not report.is_file():
            raise DevError(
                f"The tests of others did not come to their end: status {status}. The"
                f" whole output is in {log}."
            )
        ours = [addon.name for addon in self.odoo.addons]
        try:
            return comparison.read(report, ours)
        finally:
            report.unlink()

    def _follow(self, command, log, progress):
        log.parent.mkdir(parents=True, exist_ok=True)
        variables = {
            **self.odoo.environment,
            # A test that wants jobs to be run starts what runs them.
            "ODOO_QUEUE_JOB_CHANNELS": "root:0",
        }
        # Line by line, as somebody may be looking on.
        with log.open("w", encoding="utf-8", buffering=1) as written, child(
            command, env=variables, cwd=self.odoo.project.root
        ) as process:
            for line in process.stdout:
                written.write(line)
                if match := _ENDED.search(line):
                    progress.update(match[1])
            return process.wait()


def places(odoo, chosen):
    """Return where the classes of chosen tests are, as pytest is told it, by the names
    of the addon and of the class; two files may have classes of one name."""
    found = {}
    for one in chosen:
        classes = classes_of(odoo, one.module)
        names = one.classes or tuple(classes)
        if missing := [name for name in names if name not in classes]:
            raise DevError(
                f"{one.module} of Odoo {odoo.tree.series} has no class"
                f" {', '.join(missing)} in its tests; see chosen_tests.py."
            )
        for name in names:
            found[one.module, name] = [f"{file}::{name}" for file in classes[name]]
    return found


def classes_of(odoo, module):
    """Return the files of the classes with tests of an addon, by their names."""
    for path in odoo.addons_paths:
        folder = Path(path) / module
        if (folder / "__manifest__.py").is_file():
            found = {}
            for file in sorted((folder / "tests").rglob("test_*.py")):
                for name in _classes_in(file):
                    found.setdefault(name, []).append(file)
            return found
    raise DevError(f"The addon {module} is nowhere to be found.")


def _classes_in(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef) and any(map(_is_test, node.body))
    ]


def _is_test(node):
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test")
