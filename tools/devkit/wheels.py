"""Wheels of our addons for a series, which pip installs beside Odoo."""

import tempfile
from pathlib import Path

from . import addons, building, python_env
from .network import fetch
from .process import environment


def make(project, series, out, progress):
    """Make a wheel of each addon, as a user's own pip would.

    :param out: the folder for them; earlier wheels of the same addons go
    :returns: the wheels, in the order of the addons' names
    """
    project.state.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wheels-", dir=project.state) as folder:
        sources, made = Path(folder) / "addons", Path(folder) / "made"
        building.build(project, series, sources)
        for addon in addons.discover(sources):
            progress.update(addon.name)
            _make_one(project, series, addon, made)
        return [_put(wheel, out) for wheel in sorted(made.glob("*.whl"))]


def _make_one(project, series, addon, made):
    uv = python_env.for_tool(project).program("uv")
    fetch(
        [uv, "build", "--system-certs", "--wheel", "--out-dir", made, addon.path],
        f"Making the wheel of {addon.name}",
        project.logs / f"wheel-{addon.name}-{series.name}.log",
        lambda _line: None,
        # whool takes what git knows, and git knows nothing of what is made here.
        env=environment(GIT_CEILING_DIRECTORIES=str(addon.path.parent)),
    )


def _put(wheel, out):
    out.mkdir(parents=True, exist_ok=True)
    distribution = wheel.name.partition("-")[0]
    for earlier in out.glob(f"{distribution}-*.whl"):
        earlier.unlink()
    return wheel.rename(out / wheel.name)
