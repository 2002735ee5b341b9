"""Databases to clone from, so that a change costs only what it changes: one with what
our addons need, keyed on Odoo and OCA; one with our addons, keyed on their files; one
with our addons as they were released, keyed on the commit."""

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from . import addons as our_addons
from . import archive
from .console import step
from .errors import DevError

#: Raised when templates are made in another way than before.
FORMAT = 1

#: Bundles that no page names: the web client asks for them by itself. What a series has
#: not is passed over.
ASKED_FOR = (
    "bus.websocket_worker_assets",
    "web.assets_backend_lazy",
    "web.assets_clickbot",
    "web.assets_emoji",
    "web.chartjs_lib",
    "web_editor.backend_assets_wysiwyg",
)

#: Compiles the style sheets and scripts, which the first page view would wait for, and
#: each test with a browser anew, as what a test stores goes with it.
PREGENERATE = f"""
compiler = env["ir.qweb"]
compiler._pregenerate_assets_bundles()
for name in {ASKED_FOR!r}:
    bundle = compiler._get_asset_bundle(name)
    if bundle.javascripts or bundle.templates:
        bundle.js()
    if bundle.stylesheets:
        bundle.css()
env.cr.commit()
"""


class Templates:
    """The templates of a checkout, made when asked for.

    Kept instead of click-odoo-initdb: its cache has one level, so that each change of
    ours would install Odoo anew, and keeps no log for the tests to judge."""

    def __init__(self, project, series, databases, odoo):
        self.prefix = f"{project.database_prefix}{series.name.replace('.', '_')}"
        self.checkout = project.identifier
        self.series = series
        self.databases = databases
        self.odoo = odoo
        self.requirements = project.requirements_of(series).read_text()
        self.needed = our_addons.dependencies(odoo.addons)

    @property
    def base_mark(self):
        """Changes with Odoo, with OCA's addons and with what ours depend on."""
        facts = (FORMAT, self.odoo.tree.fingerprint, self.requirements, self.needed)
        return _digest(facts)

    @property
    def addon_marks(self):
        """Per addon, changes with its files."""
        return {addon.name: our_addons.fingerprint(addon) for addon in self.odoo.addons}

    def base(self):
        """The name of the template without our addons."""
        name = f"{self.prefix}_base_{self.base_mark[:12]}"
        return self._ensure("base", name, self._make_base)

    def full(self):
        """The name of the template with our addons and their demo data."""
        mark = _digest((self.base_mark, self.addon_marks, PREGENERATE))
        name = f"{self.prefix}_full_{mark[:12]}"
        return self._ensure("full", name, self._make_full)

    def beside(self, neighbourhood, odoo, ours):
        """The name of the template with a neighbourhood, and with or without ours.

        :param odoo: one that finds the addons of the neighbourhood
        """
        start = self.full() if ours else self.base()
        if not neighbourhood.modules:
            return start
        kind = f"{'with' if ours else 'without'}_{neighbourhood.name}"
        along = [our_addons.fingerprint(addon) for addon in odoo.along] if ours else ()
        mark = _digest(
            (start, neighbourhood.modules, neighbourhood.requirements, along)
        )
        name = f"{self.prefix}_{kind}_{mark[:12]}"

        def make(name):
            self.databases.clone(start, name)
            return self._install_neighbours(name, neighbourhood.modules, odoo)

        return self._ensure(kind, name, make)

    def released(self, release):
        """The name of the template with our addons as they were released."""
        mark = _digest((self.base_mark, release.commit))
        name = f"{self.prefix}_released_{mark[:12]}"
        return self._ensure("released", name, partial(self._make_released, release))

    def grown(self, kind, start, facts, grow):
        """The name of a database that grew from a template.

        :param start: the name of the template
        :param facts: what else it is made from
        :param grow: function of the database's name; returns the failures in its log
        """
        name = f"{self.prefix}_{kind}_{_digest((start, facts))[:12]}"

        def make(name):
            self.databases.clone(start, name)
            return grow(name)

        return self._ensure(kind, name, make)

    def note(self):
        """What a database cloned from `full` was made from, and where."""
        return {
            "checkout": self.checkout,
            "base": self.base_mark,
            "addons": self.addon_marks,
        }

    def failures(self):
        """What the log said while `full` was made that fails a test run."""
        return self.databases.note(self.full())["failures"]

    def instance(self, name):
        """Make a database to work in, cloned from `full`."""
        template = self.full()
        with self._complete_or_not(name):
            self.databases.clone(template, name)
            self.databases.set_note(name, self.note())

    def _ensure(self, kind, name, make):
        # The note comes last: without one it was left half made by a killed ./dev.
        if self.databases.note(name):
            return name
        with self._complete_or_not(name):
            failures = make(name)
            self.databases.set_note(name, {"failures": failures})
        for known in self.databases.names(f"{self.prefix}_{kind}_"):
            if known != name:
                self.databases.drop(known)
        return name

    @contextmanager
    def _complete_or_not(self, name):
        """A block that makes a database; nothing is left if it fails."""
        self.databases.drop(name)
        try:
            yield
        except BaseException:
            self.databases.drop(name)
            raise

    def _make_base(self, name):
        modules = ",".join(self.needed)
        self.databases.create(name)
        with step(f"Installing {modules}") as progress:
            failures = self.odoo.change(
                name,
                "Installing what the addons need",
                [f"--init={modules}", *self.series.demo_options],
                progress,
            )
        check_installed(self.databases, name, self.needed)
        return failures

    def _make_full(self, name):
        base = self.base()
        modules = ",".join(addon.name for addon in self.odoo.addons)
        self.databases.clone(base, name)
        failures = self.databases.note(base)["failures"]
        with step(f"Installing {modules}") as progress:
            failures += self.odoo.change(
                name, "Installing the addons", [f"--init={modules}"], progress
            )
        check_installed(self.databases, name, modules.split(","))
        with step("Style sheets and scripts") as progress:
            failures += self.odoo.script(
                name, "Generating assets", PREGENERATE, progress
            )
        return failures

    def _install_neighbours(self, name, modules, odoo):
        with step(f"Installing {modules[0]} and {len(modules) - 1} more") as progress:
            failures = odoo.change(
                name,
                "Installing the neighbours",
                [f"--init={','.join(modules)}", *self.series.demo_options],
                progress,
            )
        check_installed(self.databases, name, modules)
        return failures

    def _make_released(self, release, name):
        base = self.base()
        project = self.odoo.project
        folder = project.state / f"released-{self.series.name}"
        archive.remove(folder)
        try:
            release.unpack(project, self.series, folder)
            ours = tuple(
                addon
                for addon in our_addons.discover(folder)
                if not our_addons.comes_along(addon)
            )
            odoo = replace(self.odoo, folder=folder, addons=ours)
            self.databases.clone(base, name)
            modules = ",".join(addon.name for addon in ours)
            label = f"Installing {release.version} of the addons"
            with step(label) as progress:
                # What is configured are the addons as they are now.
                paths = ",".join(map(str, odoo.addons_paths))
                failures = odoo.change(
                    name,
                    label,
                    [f"--addons-path={paths}", f"--init={modules}"],
                    progress,
                )
        finally:
            archive.remove(folder)
        check_installed(self.databases, name, modules.split(","))
        return failures


def check_installed(databases, database, modules):
    """Make sure that modules are installed: Odoo passes over what it finds not to be
    installable, such as an addon with the version of another series."""
    rows = databases.query("SELECT name, state FROM ir_module_module", database)
    states = dict(rows)
    for name in modules:
        state = states.get(name, "nowhere to be found")
        if state != "installed":
            raise DevError(
                f"Odoo did not install {name}, which is {state}: see the version and"
                " the dependencies in its manifest, and the log of the installation."
            )


def _digest(facts):
    return hashlib.sha256(repr(facts).encode()).hexdigest()
