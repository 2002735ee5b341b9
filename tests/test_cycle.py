"""What ./dev cycle does, step by step."""

import contextlib
import io
from types import SimpleNamespace
from unittest import mock

from devkit import python_env
from devkit.commands import cycle
from devkit.errors import DevError
from devkit.neighbours import Neighbour
from devkit.series import SERIES

from .common import ScratchCase

NEIGHBOUR = Neighbour(("theirs",), ("odoo-addon-theirs==17.0.1",), "before", "beside")


class TestSteps(ScratchCase):
    """The cycle with what Odoo and the databases are asked for noted down."""

    def setUp(self):
        super().setUp()
        self.done = []
        self.logged = []
        # As long as nothing else is said, the uninstall leaves nothing.
        self.states = {}
        # What came along with what is installed.
        self.along = []

    def _query(self, _question, _database):
        return [(name,) for name in self.along]

    def cycle(self, *neighbours):
        """Run the cycle; give what it said."""
        workspace = SimpleNamespace(
            databases=SimpleNamespace(
                clone=mock.Mock(), drop=mock.Mock(), query=self._query
            ),
            odoo=SimpleNamespace(
                addons=(SimpleNamespace(name="ours"), SimpleNamespace(name="more")),
                along=(SimpleNamespace(name="glue"), SimpleNamespace(name="apart")),
                names=["ours", "more", "glue", "apart"],
                change=self._change,
                script=self._script,
            ),
            beside=self._beside,
            preparing=contextlib.nullcontext,
            series=SimpleNamespace(name="17.0", neighbours=neighbours),
            templates=SimpleNamespace(prefix="dev_", base=lambda: "base"),
        )
        self.odoo = workspace.odoo
        opened = mock.Mock(return_value=contextlib.nullcontext(workspace))
        output = io.StringIO()
        with mock.patch.multiple(
            cycle, opened=opened, check_installed=mock.Mock()
        ), mock.patch.object(cycle.snapshot, "take", self._take):
            with contextlib.redirect_stdout(output):
                cycle.run(self.project, SimpleNamespace(series=None))
        self.dropped = workspace.databases.drop.call_count
        return output.getvalue()

    def _beside(self, _requirements):
        return self.odoo

    def _change(self, _database, _doing, options, _progress):
        self.done += options
        return self.logged

    def _script(self, _database, _doing, code, _progress):
        self.done.append("uninstall" if "uninstall" in code else code)
        return []

    def _take(self, _databases, _database):
        self.done.append("snapshot")
        return {"column": self.states.get(self.done.count("snapshot"), set())}

    def test_alone(self):
        said = self.cycle()
        self.assertEqual(
            self.done,
            ["snapshot", "--init=ours,more"]
            + ["--update=ours,more"] * 2
            + ["uninstall", "snapshot", "--init=ours,more"],
        )
        self.assertEqual(said.count("nothing was left over"), 1)

    def test_beside_an_addon_of_others(self):
        said = self.cycle(NEIGHBOUR)
        self.assertEqual(
            self.done[7:],
            ["--init=theirs", "before", "snapshot", "--init=ours,more"]
            + ["--update=ours,more", "beside", "uninstall", "snapshot"]
            + ["--init=ours,more", "--update=ours,more,theirs"],
        )
        self.assertEqual(said.count("nothing was left over"), 2)
        self.assertEqual(self.dropped, 2)

    def test_what_came_along_is_tested(self):
        self.along = ["base", "glue"]
        self.cycle(NEIGHBOUR)
        tested = ["--update=glue", "--test-tags=/glue"]
        start = self.done.index("beside") + 1
        self.assertEqual(self.done[start : start + 2], tested)

    def test_what_is_left_beside_it_fails(self):
        self.states = {4: {"t.left"}}
        with self.assertRaisesRegex(DevError, "Cycle with theirs: .* left: 1"):
            self.cycle(NEIGHBOUR)

    def test_a_line_in_the_log_fails(self):
        self.logged = ["ERROR"]
        with self.assertRaisesRegex(DevError, "Cycle: .* failure: 4; .* left: 0"):
            self.cycle()


class TestNeighbours(ScratchCase):
    def test_what_many_are_called_fits_the_name_of_a_log(self):
        many = Neighbour(tuple(f"theirs_{n}" for n in range(9)), (), "", "")
        self.assertEqual(many.name, "theirs_0, theirs_1, theirs_2, theirs_3, 5 more")
        self.assertEqual(NEIGHBOUR.name, "theirs")

    def test_what_brings_them_is_pinned_and_stands_aside(self):
        self.make_checkout()
        for series in SERIES.values():
            aside = self.installed(python_env.for_others, series)
            tree = SimpleNamespace(requirements="", path=self.folder)
            plain = self.installed(python_env.for_odoo, series, tree)
            for neighbour in series.neighbours:
                for requirement in neighbour.requirements:
                    self.assertIn(f"=={series.name}.", requirement)
                    self.assertIn(requirement, aside)
                    self.assertNotIn(requirement, plain)

    def installed(self, make, *args):
        """Return what is installed without its dependencies."""
        with mock.patch.object(python_env, "_ensure") as ensure:
            ensure.return_value = SimpleNamespace(site_packages=self.folder)
            make(self.project, *args)
        *_batches, (requirements, options) = ensure.call_args.args[2]
        self.assertEqual(options, ("--no-deps",))
        return requirements
