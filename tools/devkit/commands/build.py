"""./dev build: the addons of a series, as folders or as wheels."""

from pathlib import Path

from .. import building, wheels
from ..console import say, step
from ..series import SERIES


def run(project, options):
    """Make them where they are wanted."""
    series = SERIES[options.series]
    default = project.state / ("wheels" if options.wheels else "build") / series.name
    out = Path(options.out).expanduser().resolve() if options.out else default
    make = _make_wheels if options.wheels else _make_folders
    make(project, series, out)


def _make_wheels(project, series, out):
    with step(f"Wheels for Odoo {series.name}") as progress:
        made = wheels.make(project, series, out, progress)
    for wheel in made:
        say(str(wheel))


def _make_folders(project, series, out):
    """Tell as well how much of them is not made by rule."""
    report = building.build(project, series, out)
    say(f"Odoo {series.name}: {', '.join(report.addons)} in {out}")
    say(
        f"{len(series.conversion.rules)} rules changed {report.lines} lines in"
        f" {report.files} files; the overlay has {report.overlay_lines} lines in"
        f" {len(report.overlay_files)} files."
    )
    for name in report.overlay_files:
        say(f"  overlay: {name}")
