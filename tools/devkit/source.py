"""Odoo's source: named by ODOO_SOURCE, remembered from last time, or obtained from
where its series says."""

import hashlib
import json
import os
import runpy
from dataclasses import dataclass
from pathlib import Path

from . import debian
from .archive import Archive, is_address
from .console import say
from .errors import DevError, one_line
from .series import ALL, SERIES

VARIABLE = "ODOO_SOURCE"

#: What to do about a source that there is not.
HINT = f"set {VARIABLE} to a source tree or an archive, as a path or an address"

#: How the metadata of a package starts the line of a requirement.
REQUIRES = "Requires-Dist: "

#: Where a tree is in the folder that is named: at the top, or where Debian has it.
PLACES = (Path(), debian.PYTHON)


@dataclass(frozen=True)
class Tree:
    """An Odoo source tree, in one of its two layouts: git has the addons beside
    the package `odoo`, a release archive has all of them in `odoo/addons`."""

    path: Path
    series: str
    version: str

    @property
    def addons_paths(self):
        candidates = (self.path / "addons", self.path / "odoo" / "addons")
        return [path for path in candidates if path.is_dir()]

    @property
    def requirements(self):
        """What it requires of Python, a line each: requirements.txt of a source tree,
        the metadata of an installed package."""
        for file in self.path.glob("odoo-*.egg-info/PKG-INFO"):
            lines = file.read_text(encoding="utf-8").splitlines()
            required = [line for line in lines if line.startswith(REQUIRES)]
            return "\n".join(line.removeprefix(REQUIRES) for line in required)
        return (self.path / "requirements.txt").read_text(encoding="utf-8")

    @property
    def fingerprint(self):
        """Tells this tree from others. Its files are too many to read each time;
        git's HEAD stands for them where there is one."""
        head = self.path / ".git" / "HEAD"
        commit = _resolved_head(head) if head.is_file() else ""
        return f"{self.version}|{self.path}|{commit}"


def choose(project, wanted=None):
    """The series to work with. Where none is wanted, it is the one of the tree that
    ODOO_SOURCE names; else the first whose tree is known; else the first, unless its
    tree cannot be obtained."""
    if wanted:
        return SERIES[wanted]
    given = _given(project)
    if given:
        return SERIES[given.series]
    first, *others = SERIES.values()
    if _remembered(project, first):
        return first
    for other in others:
        if _remembered(project, other):
            say(
                f"Going on with Odoo {other.name}: no Odoo {first.name} source is"
                f" known (--series {first.name} looks for one)."
            )
            return other
    try:
        _obtained(project, first)
    except DevError as error:
        say(f"Going on with Odoo {others[0].name}: {error}")
        return others[0]
    return first


def find(project, series):
    """The source tree of a series, made available if need be."""
    given = _given(project)
    tree = given if given and given.series == series.name else None
    tree = tree or _remembered(project, series) or _obtained(project, series)
    say(f"Odoo {tree.version} in {tree.path}")
    return tree


def is_known(project, series):
    """Whether a series can be worked with at once."""
    given = _given(project)
    return bool(given and given.series == series.name or _remembered(project, series))


def wanted(project, asked):
    """The names of the series that somebody asks for: of all, those that can be worked
    with at once, and where there is none the one that comes by itself, None.

    :param asked: a name, ALL, or None
    """
    if asked != ALL:
        return [asked]
    known = [name for name, one in SERIES.items() if is_known(project, one)]
    return known or [None]


def read_tree(folder):
    """The tree in a folder, or None if there is none."""
    for place in PLACES:
        release = folder / place / "odoo" / "release.py"
        if release.is_file():
            facts = runpy.run_path(str(release))
            return Tree(release.parents[1], str(facts["series"]), str(facts["version"]))
    return None


def _given(project):
    """The tree that ODOO_SOURCE names; it is remembered for its series."""
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return None
    if not is_address(given):
        given = str(Path(given).expanduser().resolve())
        if not Path(given).exists():
            raise DevError(
                f"{VARIABLE} names {given}, which does not exist; correct it."
            )
    known = " or ".join(SERIES)
    folder = Path(given)
    if is_address(given) or not folder.is_dir():
        folder = _unpacked(project, Archive(given))
    tree = read_tree(folder)
    if not tree:
        raise DevError(
            f"{given} holds no Odoo source tree (odoo/release.py is missing);"
            f" set {VARIABLE} to one of series {known}."
        )
    if tree.series not in SERIES:
        raise DevError(
            f"{given} is Odoo {tree.series}, but {known} is needed;"
            f" set {VARIABLE} to a source tree of that series."
        )
    _remember(project, tree)
    return tree


def _remembered(project, series):
    known = _memory(project).get(series.name)
    tree = read_tree(Path(known)) if known else None
    if known and not tree:
        say(f"The Odoo source used before, {known}, is gone.")
    return tree if tree and tree.series == series.name else None


def _obtained(project, series):
    try:
        tree = read_tree(_unpacked(project, series.source))
    except DevError as error:
        reason = one_line(error).rstrip(".")
        raise DevError(
            f"No Odoo {series.name} source is known, and the official one is out of"
            f" reach ({reason}); {HINT}."
        ) from error
    _remember(project, tree)
    return tree


def _unpacked(project, source):
    """The folder of a source in the cache."""
    name = hashlib.sha256(source.mark.encode()).hexdigest()[:16]
    folder = project.cache / "odoo" / name
    if not folder.is_dir():
        source.unpack(project, folder)
    return folder


def _memory_file(project):
    return project.cache / "sources.json"


def _memory(project):
    try:
        return json.loads(_memory_file(project).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _remember(project, tree):
    memory = {**_memory(project), tree.series: str(tree.path)}
    file = _memory_file(project)
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(f".{os.getpid()}")
    written.write_text(json.dumps(memory, indent=2), encoding="utf-8")
    written.replace(file)


def _resolved_head(head):
    text = head.read_text(encoding="utf-8").strip()
    reference = head.parent / text.removeprefix("ref: ")
    return reference.read_text(encoding="utf-8") if reference.is_file() else text
