"""./dev build: the addons of another series."""

from pathlib import Path

from .. import building
from ..console import say
from ..series import SERIES


def run(project, options):
    """Make them, and tell how much of them is not made by rule."""
    series = SERIES[options.series]
    default = project.state / "build" / series.name
    out = Path(options.out).expanduser().resolve() if options.out else default
    report = building.build(project, series, out)
    say(f"Odoo {series.name}: {', '.join(report.addons)} in {out}")
    say(
        f"{len(series.conversion.rules)} rules changed {report.lines} lines in"
        f" {report.files} files; the overlay has {report.overlay_lines} lines in"
        f" {len(report.overlay_files)} files."
    )
    for name in report.overlay_files:
        say(f"  overlay: {name}")
