"""Running Odoo: its configuration, its log, its shell."""

import re
from dataclasses import dataclass
from pathlib import Path

from . import log_rules
from .errors import DevError
from .process import environment, stream

_LOADING = re.compile(r"Loading module (\S+) \((\d+)/(\d+)\)")


@dataclass(frozen=True)
class Odoo:
    """Odoo with our addons: how it is started, whatever for."""

    project: object
    tree: object
    env: object
    connection: dict
    #: The folder of our addons, as this series needs them.
    folder: Path
    #: Those of ours that are installed everywhere.
    addons: tuple
    #: Those that come along with addons of others.
    along: tuple = ()
    #: A folder with addons of others beside which ours are tried, if any.
    others: Path | None = None

    @property
    def config(self):
        """The configuration file, written by `configure`."""
        suffix = "-others" if self.others else ""
        return self.project.state / f"odoo-{self.tree.series}{suffix}.conf"

    @property
    def names(self):
        """The names of all addons of ours."""
        return [addon.name for addon in (*self.addons, *self.along)]

    @property
    def addons_paths(self):
        """Where addons are looked for."""
        paths = [
            *self.tree.addons_paths,
            self.env.site_packages / "odoo" / "addons",
            self.folder,
        ]
        return [*paths, self.others] if self.others else paths

    def configure(self):
        """Write what all runs have in common."""
        settings = {
            "addons_path": ",".join(map(str, self.addons_paths)),
            "data_dir": self.project.data,
            "http_interface": "127.0.0.1",
            "list_db": False,
            "max_cron_threads": 1,
            # Its limits are for servers with many users; a long install is no leak.
            "limit_time_real": 0,
            "limit_time_cpu": 0,
        }
        lines = [f"{name} = {value}" for name, value in settings.items()]
        # A tracker that does not answer holds up no other job.
        jobs = ("[queue_job]", "channels = root:2,root.tracker:1")
        self.config.parent.mkdir(parents=True, exist_ok=True)
        self.config.write_text(
            "\n".join(["[options]", *lines, *jobs, ""]), encoding="utf-8"
        )

    @property
    def environment(self):
        """The variables of an Odoo process. Compiled Python goes to the cache: the
        source tree is used in place and stays as it is."""
        return environment(
            **self.connection,
            TZ="UTC",
            PYTHONPYCACHEPREFIX=str(self.project.cache / "pycache"),
        )

    def command(self, *arguments, subcommand=()):
        return [
            self.env.python,
            "-m",
            "odoo",
            *subcommand,
            f"--config={self.config}",
            *arguments,
        ]

    def change(self, database, doing, arguments, progress):
        """Install or update modules; returns the lines of the log that count as
        failures, see `log_rules`."""
        return self._logged(
            self.command(
                f"--database={database}", "--stop-after-init", "--no-http", *arguments
            ),
            doing,
            progress,
        )

    def script(self, database, doing, code, progress):
        """Run Python code in Odoo's shell, as `change`; it has `env`, and commits by
        itself."""
        command = self.command(
            f"--database={database}", "--no-http", subcommand=("shell",)
        )
        # The shell goes on after an exception and exits 0.
        guarded = (
            "import os, traceback\n"
            "try:\n"
            f"    exec({code!r}, globals())\n"
            "except BaseException:\n"
            "    traceback.print_exc()\n"
            "    os._exit(1)\n"
        )
        return self._logged(command, doing, progress, stdin=guarded)

    def _logged(self, command, doing, progress, stdin=None):
        name = re.sub(r"[^a-z0-9]+", "-", doing.lower())
        # Two series may be prepared at once.
        log = self.project.logs / f"{name}-{self.tree.series}.log"
        lines = []

        def on_line(line):
            lines.append(line)
            if match := _LOADING.search(line):
                name, done, total = match.groups()
                progress.update(f"module {done} of {total}: {name}")

        stream(command, doing, log, on_line, env=self.environment, stdin=stdin)
        if without_demo := log_rules.missing_demo(lines):
            raise DevError(
                f"{doing} failed: {without_demo.rpartition(': ')[2].strip()}."
                f" Why is in {log}."
            )
        failures = log_rules.failures(lines, self.names)
        for line in failures:
            progress.note(line)
        return failures


def filestores(project):
    """Where Odoo keeps attachments, a folder a database."""
    return Path(project.data) / "filestore"
