"""Debian packages that the machine may lack."""

import os
import shutil

from .console import step
from .errors import DevError
from .network import explained
from .process import environment, stream


def install(project, package, why):
    """Install a Debian package, if we may; else say who has to."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise DevError(
            f"{why}; install it (Debian: apt-get install {package}) and run this again."
        )
    env = environment(DEBIAN_FRONTEND="noninteractive")
    updated, log = (project.logs / f"apt-{name}.log" for name in ("update", package))
    doing = f"apt-get install {package}"
    with step(f"Installing Debian's {package}") as progress:
        # It ends well although there was no answer: older lists may do.
        stream(["apt-get", "update"], "apt-get update", updated, progress.update, env)
        try:
            stream(
                ["apt-get", "install", "--yes", "--no-install-recommends", package],
                doing,
                log,
                progress.update,
                env,
            )
        except DevError as error:
            raise explained(
                explained(error, doing, log), "apt-get update", updated
            ) from error
