"""The last release of our addons: taken from git, and made for a series by the tool
that was released with it."""

import shutil
from dataclasses import dataclass

from . import archive, python_env
from .errors import DevError
from .process import environment, run

#: Makes the addons of a series, from the root of a checkout.
BUILD = """
import sys
from pathlib import Path
from devkit import building, project, series
root, name, out = sys.argv[1:]
building.build(project.Project(Path(root)), series.SERIES[name], Path(out))
"""


@dataclass(frozen=True)
class Release:
    """A version, and the commit that it was made from."""

    version: str
    commit: str

    def unpack(self, project, series, out):
        """Make the addons of a series as they were released, in a new folder."""
        source = out.with_name(f"{out.name}-source")
        self._take(project, source)
        run(
            [python_env.for_tool(project).python, "-c", BUILD]
            + [source, series.name, out],
            f"Making the addons of {self.version}",
            env=environment(PYTHONPATH=str(source / "tools")),
            cwd=source,
        )
        archive.remove(source)

    def _take(self, project, target):
        """Make a folder with the files of the commit."""
        if not shutil.which("git"):
            raise DevError(
                f"The released {self.version} is taken from git, which is missing;"
                " install it (Debian: apt-get install git) and run this again."
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        packed = target.with_name(f"{target.name}.tar")
        try:
            run(
                ["git", "archive", "--format=tar", "--prefix=released/"]
                + [f"--output={packed}", self.commit],
                f"Reading {self.version} from git",
                cwd=project.root,
            )
        except DevError as error:
            raise DevError(
                f"The released {self.version} is not in the history of this checkout,"
                f" which has no commit {self.commit[:12]}: it is an archive, or a"
                " shallow clone. Clone the repository with all of its history (git"
                " fetch --unshallow) and run this again."
            ) from error
        archive.unpack(str(packed), target)
        packed.unlink()


def read(project):
    """Return the release that series/released names."""
    text = (project.root / "series" / "released").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return Release(**{name: value for name, value in lines})
