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
    """The folders of one checkout. `state` and `venv` belong to it, `cache` to the
    user: it is shared by all checkouts and survives `./dev clean`."""

    root: Path

    @property
    def venv(self):
        return self.root / ".venv"

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


def this_checkout():
    """The checkout this file is part of."""
    return Project(Path(__file__).resolve().parents[2])
