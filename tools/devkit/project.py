"""Where things are: the checkout, what ./dev makes in it, the user's cache."""

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NAME = "revo_helpdesk_stages"


def _cache_home():
    # The XDG specification: a relative value is invalid and must be ignored.
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".cache"


@dataclass(frozen=True)
class Project:
    """The folders of one checkout. `state` and the environments belong to it, `cache`
    to the user: it is shared by all checkouts and survives `./dev clean`."""

    root: Path

    def venv_of(self, series):
        """The Python environment of a series."""
        return self.root / series.venv

    def overlay_of(self, series):
        """What a series has in place of files of the checkout, at the same paths."""
        return self.root / "series" / series.name

    def requirements_of(self, series):
        """What our addons require of Python in a series, OCA's addons among it."""
        own = self.overlay_of(series) / "requirements.txt"
        return own if own.is_file() else self.root / "requirements.txt"

    @property
    def state(self):
        return self.root / ".dev"

    @property
    def logs(self):
        return self.state / "log"

    @property
    def data(self):
        """Odoo's data_dir: file stores and sessions."""
        return self.state / "data"

    @property
    def requirements(self):
        return self.root / "tools" / "requirements"

    @cached_property
    def cache(self):
        return _cache_home() / NAME

    @cached_property
    def identifier(self):
        """Tells this checkout from the others on a server that they share."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:8]

    @property
    def database_prefix(self):
        """How the names of all databases start that ./dev makes for itself."""
        return f"dev_{self.identifier}_"


def this_checkout():
    """The checkout this file is part of."""
    return Project(Path(__file__).resolve().parents[2])
