"""Virtual environments: made by uv from a list of requirements, and made anew when it
changes."""

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from . import archive
from .console import step
from .locks import alone
from .network import fetch
from .process import run
from .system_packages import install

OCA_PREFIX = "odoo-addon-"
STAMP = "devkit-stamp"

#: What pip asks where it names no index.
PYPI = "https://pypi.org"

#: The mark of a requirement that only an extra of the package has.
OPTIONAL = re.compile(r";.*\bextra\s*==")


@dataclass(frozen=True)
class PythonEnv:
    """A virtual environment in a folder."""

    path: Path

    @property
    def python(self):
        return self.path / "bin" / "python"

    @property
    def site_packages(self):
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.path / "lib" / version / "site-packages"

    def program(self, name):
        return self.path / "bin" / name


def for_tool(project):
    """Return the environment with the libraries that ./dev itself uses."""
    wanted = _read(project.requirements / "tool.txt")

    def fill(env, progress):
        try:
            import ensurepip  # noqa: F401
        except ImportError:
            install(project, "python3-venv", "This Python lacks venv")
        run([sys.executable, "-m", "venv", env.path], "Making an environment")
        fetch(
            [env.python, "-m", "pip", "install", "--no-input", *wanted],
            "pip install",
            project.logs / "pip.log",
            progress.update,
            asked=PYPI,
        )

    with alone(project.state / "tool.lock", "it is preparing its libraries"):
        return _ensure(project.state / "tool", "Libraries of ./dev", wanted, fill)


def for_odoo(project, series, tree):
    """Return the environment in which Odoo, our addons and the tests run."""
    ours = _read(project.requirements_of(series))
    oca = [line for line in ours if line.startswith(OCA_PREFIX)]
    others = [line for line in ours if not line.startswith(OCA_PREFIX)]
    others += _read(project.root / "test-requirements.txt")
    # The tests use the tool's libraries, too.
    for name in ("test.txt", "tool.txt"):
        others += _read(project.requirements / name)
    batches = (
        (of_tree(tree.requirements, series) + others, ()),
        # The addons ask for Odoo itself, which is on no package index.
        (oca, ("--no-deps",)),
    )

    def fill(env, progress):
        _fill(project, env, batches, f"uv-{series.name}", progress)

    env = _ensure(project.venv_of(series), "Python environment", batches, fill)
    # A path file rather than PYTHONPATH: it also serves editors and bare pytest.
    (env.site_packages / "odoo-source.pth").write_text(f"{tree.path}\n")
    return env


def for_others(project, series):
    """Return an environment with addons of others and nothing else.

    They stand aside, as some of them install themselves as soon as they are found
    beside an app: an Odoo finds them that is told the folder.
    """
    path = project.state / f"others-{series.name}"
    batches = ((series.of_others, ("--no-deps",)),)

    def fill(env, progress):
        _fill(project, env, batches, f"uv-others-{series.name}", progress)

    return _ensure(path, "Addons of others", batches, fill)


def of_tree(requirements, series):
    """Return the requirements of an Odoo tree, in a form that needs no compiler."""
    needed = (line for line in _lines(requirements) if not OPTIONAL.search(line))
    lines = (_rewritten(line, series.requirements) for line in needed)
    return [line for line in lines if line] + list(series.more_requirements)


def _fill(project, env, batches, log, progress):
    """Make an environment, and install requirements in batches of the same options."""
    uv = for_tool(project).program("uv")
    run([uv, "venv", "--python", sys.executable, env.path], "uv venv")
    for index, (requirements, options) in enumerate(batches):
        fetch(
            # The system's certificates, as pip has it: a company's own are there.
            [
                *(uv, "pip", "install", "--system-certs"),
                *("--python", env.python, *options, "-r", "-"),
            ],
            "uv pip install",
            project.logs / f"{log}-{index}.log",
            progress.update,
            stdin="\n".join(requirements),
        )


def _ensure(path, label, wanted, fill):
    env = PythonEnv(path)
    stamp = path / STAMP
    facts = f"{sys.version}|{sys.base_prefix}|{wanted}"
    expected = hashlib.sha256(facts.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == expected and env.python.exists():
        return env
    archive.remove(path)
    with step(label) as progress:
        try:
            fill(env, progress)
            stamp.write_text(expected)
        except BaseException:
            # Half an environment would be worse than none.
            archive.remove(path)
            raise
    return env


def _rewritten(line, rules):
    for start, replacement in rules:
        if line.startswith(start):
            return replacement and replacement + line.removeprefix(start)
    return line


def _read(file):
    return _lines(file.read_text(encoding="utf-8"))


def _lines(text):
    """Return the requirements in a text, without comments."""
    stripped = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in stripped if line]
