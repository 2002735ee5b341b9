"""Odoo's source: named by ODOO_SOURCE, remembered from last time, or downloaded."""

import hashlib
import json
import os
import runpy
from dataclasses import dataclass
from pathlib import Path

from .archive import is_address, unpack
from .console import say
from .errors import DevError

VARIABLE = "ODOO_SOURCE"


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
        return self.path / "requirements.txt"

    @property
    def fingerprint(self):
        """Tells this tree from others. Its files are too many to read each time;
        git's HEAD stands for them where there is one."""
        head = self.path / ".git" / "HEAD"
        commit = _resolved_head(head) if head.is_file() else ""
        return f"{self.version}|{self.path}|{commit}"


def find(project, series):
    """The source tree of a series, made available if need be."""
    tree = _given(project, series) or _remembered(project, series)
    if not tree:
        tree = _downloaded(project, series)
    say(f"Odoo {tree.version} in {tree.path}")
    return tree


def read_tree(path):
    """The tree in a folder, or None if there is none."""
    release = path / "odoo" / "release.py"
    if not release.is_file():
        return None
    facts = runpy.run_path(str(release))
    return Tree(path, str(facts["series"]), str(facts["version"]))


def _given(project, series):
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return None
    if not is_address(given):
        given = str(Path(given).expanduser().resolve())
        if not Path(given).exists():
            raise DevError(
                f"{VARIABLE} names {given}, which does not exist; correct it."
            )
    tree = _obtain(project, series, given)
    _remember(project, series, tree)
    return tree


def _remembered(project, series):
    known = _memory(project).get(series.name)
    tree = read_tree(Path(known)) if known else None
    if known and not tree:
        say(f"The Odoo source used before, {known}, is gone.")
    return tree if tree and tree.series == series.name else None


def _downloaded(project, series):
    try:
        tree = _obtain(project, series, series.source)
    except DevError as error:
        reason = str(error).rstrip(".")
        raise DevError(
            f"No Odoo {series.name} source is known, and the official one is out of"
            f" reach ({reason}); set {VARIABLE} to a source tree or an archive, as a"
            " path or an address."
        ) from error
    _remember(project, series, tree)
    return tree


def _obtain(project, series, given):
    folder = Path(given)
    if is_address(given) or not folder.is_dir():
        folder = _unpacked(project, given)
    tree = read_tree(folder)
    if not tree:
        raise DevError(
            f"{given} holds no Odoo source tree (odoo/release.py is missing);"
            f" set {VARIABLE} to one of series {series.name}."
        )
    if tree.series != series.name:
        raise DevError(
            f"{given} is Odoo {tree.series}, but {series.name} is needed;"
            f" set {VARIABLE} to a source tree of that series."
        )
    return tree


def _unpacked(project, given):
    """The folder of an archive in the cache; an archive that changed is another."""
    mark = given
    if not is_address(given):
        status = Path(given).stat()
        mark = f"{given}|{status.st_size}|{status.st_mtime_ns}"
    folder = project.cache / "odoo" / hashlib.sha256(mark.encode()).hexdigest()[:16]
    if not folder.is_dir():
        unpack(given, folder)
    return folder


def _memory_file(project):
    return project.cache / "sources.json"


def _memory(project):
    try:
        return json.loads(_memory_file(project).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _remember(project, series, tree):
    memory = {**_memory(project), series.name: str(tree.path)}
    file = _memory_file(project)
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(f".{os.getpid()}")
    written.write_text(json.dumps(memory, indent=2), encoding="utf-8")
    written.replace(file)


def _resolved_head(head):
    text = head.read_text(encoding="utf-8").strip()
    reference = head.parent / text.removeprefix("ref: ")
    return reference.read_text(encoding="utf-8") if reference.is_file() else text
