"""Debian packages that the machine may lack."""

import os
import shutil

from .console import step
from .errors import DevError
from .process import environment, stream


def install(project, package, why):
    """Install a Debian package, if we may; else say who has to."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise DevError(
            f"{why}; install it (Debian: apt-get install {package}) and run this again."
        )
    env = environment(DEBIAN_FRONTEND="noninteractive")
    log = project.logs / f"apt-{package}.log"
    with step(f"Installing Debian's {package}") as progress:
        stream(["apt-get", "update"], "apt-get update", log, progress.update, env=env)
        stream(
            ["apt-get", "install", "--yes", "--no-install-recommends", package],
            f"apt-get install {package}",
            log,
            progress.update,
            env=env,
        )
