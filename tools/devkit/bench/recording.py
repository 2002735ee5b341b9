"""What Chromium asks for while it opens screens, kept as requests with names in the
place of ids."""

import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import datetime, timezone

from .. import browser
from ..chaos import nodes
from ..chaos.web import Browser
from ..console import say, step
from ..errors import DevError
from ..process import child
from . import grounds, landmarks
from .packing import packed, unpacked
from .placeholders import MARK, filled, named
from .proxy import Proxy
from .screens import ASKED_ONCE, PASSWORD, SCREENS

#: Seconds without a request after which a screen is open, and that it may take.
QUIET, PATIENCE = 5, 240

_ACTION = """
SELECT res_id FROM ir_model_data WHERE module = :'module' AND name = :'name'
"""


def path_of(project, series, variant):
    """Return the file of a recording."""
    return grounds.folder(project) / "recordings" / f"{series.name}-{variant}.json"


def read(project, series, variant):
    """Return the recorded requests by row, and who sends them.

    :raises DevError: where nothing was recorded
    """
    path = path_of(project, series, variant)
    if not path.is_file():
        raise DevError(f"There is no {path}; make it with ./dev bench --record.")
    return unpacked(path.read_text(encoding="utf-8"))


def record(workspace, variant, database):
    """Open all screens of a variant in Chromium, and write what that asks for."""
    browser.ensure(workspace.project)
    screens = [screen for screen in SCREENS if variant in screen.actions]
    rows = []
    with nodes.running(
        workspace.odoo, workspace.series, database, workspace.project.logs, count=1
    ) as (node,), step(f"Recording {variant}") as progress:
        for screen in screens:
            progress.update(screen.name)
            requests = _open(workspace, variant, database, node, screen)
            rows.append(
                {"name": screen.name, "login": screen.login, "requests": requests}
            )
    path = path_of(workspace.project, workspace.series, variant)
    path.parent.mkdir(exist_ok=True)
    path.write_text(packed(rows), encoding="utf-8")
    say(f"{path} is written")


def _open(workspace, variant, database, node, screen):
    databases = workspace.databases
    known = landmarks.find(databases, database, screen.login)
    today = datetime.now(timezone.utc).date()
    person = Browser(lambda: node.address, database, screen.login, PASSWORD)
    person.enter()
    context = filled(screen.contexts.get(variant, {}), known, today)
    action = _find_action(databases, database, screen.actions[variant])
    address = f"/web#action={action}&model=helpdesk.ticket&view_type={screen.view}"
    if screen.record:
        address += f"&id={filled(MARK + screen.record, known, today)}"
    with _listening(Proxy(person, context)) as proxy:
        with _chromium(proxy.address + address):
            _wait(proxy, screen)
        asked = [one for one in proxy.requests if _is_shown(one, screen)]
    return [named(request, known, today) for request in asked]


def _find_action(databases, database, external_id):
    module, name = external_id.split(".")
    ((action,),) = databases.query(_ACTION, database, module=module, name=name)
    return action


def _is_shown(request, screen):
    params = request["params"]
    asks = _fetched(params) or {params.get("method", request["path"])}
    return request["path"].startswith(screen.keeps) and not asks <= ASKED_ONCE


def _fetched(params):
    """Return the names of what 19.0 fetches for the store."""
    asked = params.get("fetch_params") or []
    return {one if isinstance(one, str) else one[0] for one in asked}


def _wait(proxy, screen):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        time.sleep(0.2)
        is_there = any(_is_shown(one, screen) for one in list(proxy.requests))
        if is_there and proxy.quiet() > QUIET:
            return
    raise DevError(f"Chromium has not opened {screen.name} in {PATIENCE} s.")


@contextmanager
def _listening(proxy):
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()


@contextmanager
def _chromium(address):
    with tempfile.TemporaryDirectory(
        prefix="bench-", ignore_cleanup_errors=True
    ) as profile, child(
        [
            browser.find(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--window-size=1600,900",
            f"--user-data-dir={profile}",
            address,
        ],
    ) as process:
        # What it says is of no use, and would fill the pipe.
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield
