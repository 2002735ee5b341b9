"""The browser that plays the tours."""

import shutil

from .errors import DevError
from .locks import alone
from .system_packages import install

#: The programs that Odoo's test suite looks for, in its order.
PROGRAMS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")

#: What a file of tests has in it that plays in a browser.
PLAYING = ("start_tour(", "browser_js(")


def ensure_for(project, files):
    """Make sure of it where one of these files of tests plays in it."""
    texts = ((project.root / file).read_text(encoding="utf-8") for file in files)
    if any(word in text for text in texts for word in PLAYING):
        with alone(project.state / "browser.lock", "it is looking for a browser"):
            ensure(project)


def ensure(project):
    """Make sure that there is a browser: without one the tours skip in silence."""
    if find():
        return
    install(project, "chromium", "The browser tests need Chromium, which is missing")
    if not find():
        raise DevError("Debian's chromium is installed, but not on the PATH; add it.")


def find():
    """Return the path of a browser, or nothing."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)
