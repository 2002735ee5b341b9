"""Virtual environments: made from a list of requirements, made anew when it changes."""

import hashlib
import re
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from . import archive
from .console import step
from .process import run, stream
from .system_packages import install

OCA_PREFIX = "odoo-addon-"
STAMP = "devkit-stamp"

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


def for_odoo(project, series, tree):
    """The environment in which Odoo, our addons and the tests run."""
    ours = _lines(project.requirements_of(series).read_text(encoding="utf-8"))
    oca = [line for line in ours if line.startswith(OCA_PREFIX)]
    others = [line for line in ours if not line.startswith(OCA_PREFIX)]
    oca += [line for one in series.neighbours for line in one.requirements]
    tests = [
        line
        for path in (
            project.root / "test-requirements.txt",
            project.requirements / "test.txt",
        )
        for line in _lines(path.read_text(encoding="utf-8"))
    ]
    batches = (
        (of_tree(tree.requirements, series) + others + tests, ()),
        # The addons ask pip for Odoo itself, which is on no package index.
        (oca, ("--no-deps",)),
    )
    env = _ensure(project, project.venv_of(series), batches, "Python environment")
    # A path file rather than PYTHONPATH: it also serves editors and bare pytest.
    (env.site_packages / "odoo-source.pth").write_text(f"{tree.path}\n")
    return env


def for_lint(project):
    """The environment of the linters: pylint wants libraries of its own."""
    wanted = _lines((project.requirements / "lint.txt").read_text(encoding="utf-8"))
    batches = ((wanted, ()),)
    return _ensure(project, project.state / "lint", batches, "Linters")


def of_tree(requirements, series):
    """The requirements of an Odoo tree, in a form that needs no compiler."""
    needed = (line for line in _lines(requirements) if not OPTIONAL.search(line))
    lines = (_rewritten(line, series.requirements) for line in needed)
    return [line for line in lines if line] + list(series.more_requirements)


def _ensure(project, path, batches, label):
    env = PythonEnv(path)
    stamp = path / STAMP
    expected = _mark(batches)
    if stamp.is_file() and stamp.read_text() == expected and env.python.exists():
        return env
    archive.remove(path)
    with step(label) as progress:
        try:
            _create(project, env)
            for index, (requirements, options) in enumerate(batches):
                _install(project, env, requirements, options, index, progress)
            stamp.write_text(expected)
        except BaseException:
            # Half an environment would be worse than none.
            archive.remove(path)
            raise
    return env


def _create(project, env):
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        install(project, "python3-venv", "This Python lacks venv")
    venv.create(env.path, symlinks=True)
    run(
        [env.python, "-m", "ensurepip", "--upgrade", "--default-pip"],
        "Setting up pip",
    )


def _install(project, env, requirements, options, index, progress):
    listing = env.path / f"requirements-{index}.txt"
    listing.write_text("\n".join(requirements) + "\n")
    seen = 0

    def show(line):
        nonlocal seen
        if line.startswith("Collecting "):
            seen += 1
            progress.update(f"package {seen}: {line.split()[1]}")

    stream(
        [env.python, "-m", "pip", "install", "--prefer-binary"]
        + ["--no-input", "--progress-bar=off", *options, "-r", listing],
        "pip install",
        project.logs / f"pip-{env.path.name.strip('.')}-{index}.log",
        show,
    )


def _rewritten(line, rules):
    for start, replacement in rules:
        if line.startswith(start):
            return replacement and replacement + line.removeprefix(start)
    return line


def _lines(text):
    """The requirements in a text, without comments."""
    stripped = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in stripped if line]


def _mark(batches):
    text = f"{sys.version}|{sys.base_prefix}|{batches}"
    return hashlib.sha256(text.encode()).hexdigest()
