"""./dev neighbours: tests of Odoo's and OCA's, without ours and with ours."""

import os
from contextlib import contextmanager
from dataclasses import dataclass

from .. import (
    asides,
    browser,
    chosen_tests,
    comparison,
    everyday,
    log_rules,
    source,
    testing,
    their_tests,
)
from ..console import say, step
from ..series import ALL, SERIES
from ..workspace import opened


def run(project, options):
    """Try ours beside others; it is a failure what fails by ours alone."""
    browser.ensure(project)
    if options.series == ALL:
        return _run_all(project, options)
    return _run_series(project, options.series, options)


def _run_all(project, options):
    """Run each series that is there, the newest one where it can be had."""
    newest, *others = reversed(SERIES)
    known = [name for name in others if source.is_known(project, SERIES[name])]
    short = ["--short"] if options.short else []
    return asides.run_each(
        project,
        [newest, *known],
        ["neighbours", *short, *options.rest],
        lambda name: _run_series(project, name, options),
    )


def _run_series(project, name, options):
    """Run the tests chosen for a series; return whether one fails by ours alone."""
    failures = []
    with opened(project, name) as workspace:
        series = workspace.series
        chosen = chosen_tests.chosen(series.name, options.short)
        with workspace.preparing():
            testing.drop_left_over(workspace)
        for neighbourhood in series.neighbourhoods:
            if tests := chosen.get(neighbourhood.name):
                odoo = workspace.beside(neighbourhood.requirements)
                beside = _Beside(workspace, neighbourhood, odoo, tests, options)
                failures += beside.failures()
                failures += beside.dearer()
    say()
    for failure in failures:
        say(failure)
    say(f"Odoo {series.name}, beside others: {len(failures)} failures by ours alone")
    return bool(failures)


@dataclass(frozen=True)
class _Beside:
    """Ours in a neighbourhood."""

    workspace: object
    neighbourhood: object
    odoo: object
    chosen: list
    options: object

    def failures(self):
        """Run the tests without ours and with ours, and show how they ended; return
        what fails by ours alone, a text each. Where there is little time, only classes
        in which something fails with ours are run without them, unless it is known to
        fail anyway."""
        places = their_tests.places(self.odoo, self.chosen)
        with_ours = self._run(True, places)
        without = {}
        if self.options.short:
            without = {
                test: outcome
                for test, outcome in with_ours.items()
                if str(test) in chosen_tests.FAILING_ANYWAY
            }
            suspects = comparison.worse(without, with_ours)
            classes = {(test.module, test.name) for test in suspects}
            places = {key: place for key, place in places.items() if key in classes}
        without |= self._run(False, places) if places else {}
        say()
        for line in comparison.table(without, with_ours):
            say(line)
        say()
        return [
            *self._of_installation(),
            *self._of_tests(comparison.worse(without, with_ours), with_ours),
            *self._missing(with_ours),
        ]

    def dearer(self):
        """Show what everyday work of others costs; return what costs other than without
        ours, a text each."""
        modules = {*everyday.MODULES}
        if not modules <= {*self.neighbourhood.modules} or self._is_partial():
            return []
        without, with_ours = (self._measure(ours) for ours in (False, True))
        say()
        for name, queries in without.items():
            say(f"{queries:5} {with_ours[name]:5}  {name}")
        return [
            f"{name}: {with_ours[name]} queries with ours, {queries} without"
            for name, queries in without.items()
            if with_ours[name] != queries
        ]

    def _measure(self, ours):
        """Return the queries of each operation, see `everyday`."""
        label = f"Everyday work {'with' if ours else 'without'} ours"
        with self._database(ours) as database, step(label) as progress:
            self.odoo.script(database, label, everyday.DATA, progress)
            return everyday.measure(self.workspace, self.odoo, database)

    def _is_partial(self):
        return self.options.short or bool(self.options.rest)

    def _run(self, ours, places):
        """Run tests in a database that is dropped afterwards; return how they ended."""
        kind = "with" if ours else "without"
        name = f"neighbours-{self.odoo.tree.series}-{self.neighbourhood.name}-{kind}"
        label = f"Tests {kind} ours: {self.neighbourhood.name}"
        with self._database(ours) as database, step(label) as progress:
            trial = their_tests.Trial(self.odoo, database, name)
            return trial.run(
                [one for several in places.values() for one in several],
                self.options.rest,
                progress,
            )

    @contextmanager
    def _database(self, ours):
        databases, templates = self.workspace.databases, self.workspace.templates
        name = f"{templates.prefix}_test_{os.getpid()}_neighbours"
        with self.workspace.preparing():
            databases.clone(self._template(ours), name)
        try:
            if self.neighbourhood.before:
                databases.query(self.neighbourhood.before, name)
            yield name
        finally:
            databases.drop(name)

    def _template(self, ours):
        return self.workspace.templates.beside(self.neighbourhood, self.odoo, ours)

    def _of_installation(self):
        """What the log of the installation tells with ours alone."""
        lines = self._logged(True)
        known = self._logged(False).keys() if lines else ()
        return [line for message, line in lines.items() if message not in known]

    def _logged(self, ours):
        """The lines of the installation's log that are failures, by what they say."""
        with self.workspace.preparing():
            note = self.workspace.databases.note(self._template(ours))
        return {log_rules.message_of(line): line for line in note["failures"]}

    def _of_tests(self, worse, with_ours):
        accepted = chosen_tests.accepted(self.workspace.series.name)
        run = {str(test) for test in with_ours}
        failing = {str(test): reason for test, reason in worse.items()}
        for test in failing.keys() & accepted.keys():
            say(f"Fails with ours for a reason: {test}: {accepted[test]}")
        return [
            *(f"{test}: {failing[test]}" for test in failing if test not in accepted),
            *(
                f"{test}: passes, and is in the table of those that fail"
                for test in accepted
                if test in run and test not in failing
            ),
        ]

    def _missing(self, with_ours):
        """Chosen classes of which no test was run, unless pytest was told which."""
        if self.options.rest:
            return []
        run = {(test.module, test.name) for test in with_ours}
        places = their_tests.places(self.odoo, self.chosen)
        return [
            f"{module}/{name}: no test was run"
            for module, name in places
            if (module, name) not in run
        ]
