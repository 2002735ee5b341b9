"""Which methods the screens really call, by role: what the table of calls is held to.

``REVO_RECORD`` names the file that a run of the tours adds to; without it a tour fails
where a screen calls what the table does not have.
"""

import fcntl
import json
import os
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.release import major_version

RECORDED = Path(__file__).with_name("recorded_calls.json")
ROLES = ("client", "reseller", "staff")


def get_recorded():
    """Return what screens have called, in either series.

    :return: set of role, model and method
    """
    series = json.loads(RECORDED.read_text("utf-8")).values()
    return {
        (role, model, method)
        for roles in series
        for role, models in roles.items()
        for model, methods in models.items()
        for method in methods
    }


@contextmanager
def recording(env, refused):
    """Note what is called from outside meanwhile.

    :param list refused: gets what the table does not have
    """
    access = type(env["ir.model.access"])
    is_open = access._is_open_call
    called = set()

    def note(self, role, model, method):
        opened = is_open(self, role, model, method)
        if role in ROLES:
            called.add((role, model, method))
            if not opened:
                refused.append((role, model, method))
        return opened or bool(os.environ.get("REVO_RECORD"))

    with patch.object(access, "_is_open_call", note):
        yield
    if os.environ.get("REVO_RECORD"):
        refused.clear()
        _add(called)


def _add(called):
    """Add calls to the file; tests of several processes may do so at once."""
    path = Path(os.environ["REVO_RECORD"])
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        recorded = json.loads(file.read() or "{}")
        roles = recorded.setdefault(major_version, {})
        for role, model, method in called:
            if role == "staff":
                # All that is not closed is open to them.
                continue
            methods = roles.setdefault(role, {}).setdefault(model, [])
            methods[:] = sorted({*methods, method})
        file.seek(0)
        file.truncate()
        json.dump(recorded, file, indent=1, sort_keys=True)
        file.write("\n")
