"""The browser that plays the tours."""

import shutil

from .errors import DevError
from .system_packages import install

#: The programs that Odoo's test suite looks for, in its order.
PROGRAMS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


def ensure(project):
    """Make sure that there is a browser: without one the tours skip in silence."""
    if _find():
        return
    install(project, "chromium", "The browser tests need Chromium, which is missing")
    if not _find():
        raise DevError("Debian's chromium is installed, but not on the PATH; add it.")


def _find():
    return next(filter(None, map(shutil.which, PROGRAMS)), None)
