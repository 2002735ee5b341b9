"""The addons of a series: made from ours by its conversion, with its overlay on top."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from . import addons, archive
from .errors import DevError
from .locks import alone

#: What is in an addon's folder without being part of the addon.
NO_PART = ("__pycache__", "*.pyc", "*.pyo", "*~", ".*")


@dataclass
class Report:
    """What a build did."""

    addons: list = field(default_factory=list)
    files: int = 0
    lines: int = 0
    overlay_files: list = field(default_factory=list)
    overlay_lines: int = 0


def made(project, series):
    """The folder of our addons as a series needs them, made anew if need be: the
    checkout itself for the series that it is written for."""
    if not series.conversion.rules:
        return project.root
    folder = project.state / "build" / series.name
    with alone(project.state / "build.lock", "it is building the addons"):
        build(project, series, folder)
    return folder


def build(project, series, out):
    """Make the addons of a series in a folder; all of them or, on an error, none."""
    ours = addons.discover(project.root)
    _check_place(project, ours, out)
    out.mkdir(parents=True, exist_ok=True)
    report = Report()
    with tempfile.TemporaryDirectory(prefix=".build-", dir=out) as folder:
        for addon in ours:
            _convert(addon, series, Path(folder), report)
            _lay_over(project, series, addon, Path(folder), report)
        for addon in ours:
            _keep_age(out / addon.name, Path(folder) / addon.name)
            archive.remove(out / addon.name)
            (Path(folder) / addon.name).rename(out / addon.name)
    return report


def _convert(addon, series, folder, report):
    report.addons.append(addon.name)
    root = addon.path.parent
    shutil.copytree(
        addon.path, folder / addon.name, ignore=shutil.ignore_patterns(*NO_PART)
    )
    for path in _files(folder / addon.name):
        name = path.relative_to(folder).as_posix()
        before = path.read_bytes()
        after = series.conversion.convert(name, before, root / name)
        if after != before:
            path.write_bytes(after)
            report.files += 1
            report.lines += _changed(before, after)


def _lay_over(project, series, addon, folder, report):
    overlay = project.overlay_of(series)
    for path in _files(overlay / addon.name):
        name = path.relative_to(overlay)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
        report.overlay_files.append(name.as_posix())
        report.overlay_lines += len(path.read_bytes().splitlines())


def _keep_age(before, after):
    """Let files that are as they were stay as old: Odoo tells style sheets and scripts
    by their age, and would compile anew all that a template holds."""
    for path in _files(after):
        known = before / path.relative_to(after)
        if known.is_file() and known.read_bytes() == path.read_bytes():
            stat = known.stat()
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _changed(before, after):
    """How many lines are other than before."""
    kept = set(before.splitlines())
    return sum(line not in kept for line in after.splitlines())


def _check_place(project, ours, out):
    for addon in ours:
        if (out / addon.name).resolve() == addon.path.resolve():
            raise DevError(
                f"{out} holds the source of {addon.name}; choose another folder"
                " with --out."
            )
        if out.resolve().is_relative_to(addon.path.resolve()):
            raise DevError(
                f"{out} is in {addon.name}; choose another folder with --out."
            )
