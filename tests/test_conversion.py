"""The addons of another series: each rule by its own example."""

import os
from pathlib import Path

from devkit import building
from devkit.conversion import Conversion, Refusal, Rule, Text
from devkit.errors import DevError
from devkit.series import SERIES

from .common import ROOT, ScratchCase

SERIES_19 = SERIES["19.0"]
TABLE = SERIES_19.conversion

#: A path of each kind that rules ask for.
PATHS = {
    "*.xml": "addon/views/a.xml",
    "*.py": "addon/models/a.py",
    "*.csv": "addon/security/a.csv",
    "*.po": "addon/i18n/es.po",
    "*.pot": "addon/i18n/addon.pot",
    "*/__manifest__.py": "addon/__manifest__.py",
    "*/static/src/*.js": "addon/static/src/a.js",
    "*/static/src/*.xml": "addon/static/src/a.xml",
    "*/static/tests/*.js": "addon/static/tests/tours/a.js",
}


def convert(path, text, table=TABLE):
    return table.convert(path, text.encode()).decode()


class TestTable(ScratchCase):
    def test_each_rule_does_what_its_example_says(self):
        for rule in TABLE.rules:
            for pattern in rule.files:
                with self.subTest(rule=rule.name, files=pattern):
                    text = Text(rule.before)
                    rule.apply(PATHS[pattern], text)
                    self.assertEqual(text.content, rule.after)
                    self.assertNotEqual(rule.before, rule.after)

    def test_examples_pass_the_whole_table(self):
        for rule in TABLE.rules:
            with self.subTest(rule=rule.name):
                path = PATHS[rule.files[0]]
                self.assertEqual(convert(path, rule.before), rule.after)

    def test_what_is_converted_stays_as_it_is(self):
        for rule in TABLE.rules:
            with self.subTest(rule=rule.name):
                path = PATHS[rule.files[0]]
                self.assertEqual(convert(path, rule.after), rule.after)

    def test_each_refusal_stops_its_example(self):
        for refusal in TABLE.refusals:
            for pattern in refusal.files:
                with self.subTest(example=refusal.example, files=pattern):
                    text = f"first line\n{refusal.example}\nthird line\n"
                    with self.assertRaisesRegex(DevError, r"^\S+:2 .*rewrites"):
                        convert(PATHS[pattern], text)

    def test_files_of_no_kind_stay_as_they_are(self):
        self.assertEqual(TABLE.convert("addon/a.png", b"\xff<tree>"), b"\xff<tree>")


class TestLines(ScratchCase):
    """A refusal names the line of the source, whatever rules did above it."""

    def line_of_refusal(self, pattern, replacement, text):
        rule = Rule("", ("*",), pattern, replacement, "", "")
        table = Conversion((rule,), (Refusal(("*",), "bad", "do better", ""),))
        with self.assertRaisesRegex(DevError, "do better") as caught:
            convert("a", text, table)
        return int(str(caught.exception).partition(":")[2].partition(" ")[0])

    def test_lines_added_above(self):
        self.assertEqual(self.line_of_refusal("x", r"1\n2\n3", "x\nx\nbad"), 3)

    def test_lines_taken_away_above(self):
        self.assertEqual(self.line_of_refusal(r"x\n", "", "x\nx\nbad\n"), 3)

    def test_lines_added_and_taken_away(self):
        self.assertEqual(self.line_of_refusal(r"x\ny", r"1\n2\n3", "x\ny\nbad"), 3)

    def test_line_that_a_rule_wrote(self):
        self.assertEqual(self.line_of_refusal("x", r"1\nbad\n3", "a\nx\nb"), 2)


class TestBuild(ScratchCase):
    def setUp(self):
        super().setUp()
        self.make_checkout()
        self.addon = self.project.root / "scratch_addon"
        self.overlay = self.project.overlay_of(SERIES_19) / "scratch_addon"
        self.write(self.addon / "views" / "a.xml", "<tree>\n</tree>\n")
        (self.addon / "static").mkdir()
        (self.addon / "static" / "icon.png").write_bytes(b"\x89PNG\r\n\xff")
        self.write(self.addon / "__pycache__" / "a.cpython-311.pyc", "")
        self.out = self.folder / "out"

    def build(self):
        return building.build(self.project, SERIES_19, self.out)

    def content(self):
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file()
        }

    def test_build(self):
        report = self.build()
        content = self.content()
        self.assertEqual(
            sorted(content),
            [
                "scratch_addon/__init__.py",
                "scratch_addon/__manifest__.py",
                "scratch_addon/static/icon.png",
                "scratch_addon/views/a.xml",
            ],
        )
        self.assertIn(b'"19.0.1.0.0"', content["scratch_addon/__manifest__.py"])
        self.assertEqual(content["scratch_addon/static/icon.png"][-1:], b"\xff")
        self.assertEqual((report.files, report.lines), (2, 3))
        self.assertEqual(report.overlay_lines, 0)

    def test_what_stays_as_it_is_stays_as_old(self):
        self.build()
        built = self.out / "scratch_addon"
        ages = {"views/a.xml": 10, "static/icon.png": 20, "__init__.py": 30}
        for name, age in ages.items():
            os.utime(built / name, (age, age))
        self.write(self.addon / "__init__.py", "# changed")
        os.utime(self.addon / "static" / "icon.png")
        self.build()
        found = {name: (built / name).stat().st_mtime for name in ages}
        self.assertGreater(found.pop("__init__.py"), 30)
        self.assertEqual(found, {"views/a.xml": 10, "static/icon.png": 20})

    def test_same_source_same_bytes(self):
        self.build()
        first = self.content()
        self.write(self.out / "scratch_addon" / "left_over.py", "")
        self.build()
        self.assertEqual(self.content(), first)

    def test_overlay(self):
        self.write(self.overlay / "views" / "a.xml", "<mine />\n")
        self.write(self.overlay / "views" / "b.xml", "<b />\n<b />\n")
        report = self.build()
        content = self.content()
        self.assertEqual(content["scratch_addon/views/a.xml"], b"<mine />\n")
        self.assertEqual(content["scratch_addon/views/b.xml"], b"<b />\n<b />\n")
        self.assertEqual(report.overlay_lines, 3)

    def test_unknown_construct_leaves_the_build_before(self):
        self.build()
        before = self.content()
        broken = self.write(self.addon / "models.py", "# one\n_sql_constraints = X\n")
        with self.assertRaises(DevError) as caught:
            self.build()
        self.assertIn(f"{broken}:2 ", str(caught.exception))
        self.assertEqual(self.content(), before)

    def test_the_source_is_not_built_over(self):
        for out in (self.project.root, self.addon / "build"):
            self.out = out
            with self.subTest(out=out), self.assertRaisesRegex(DevError, "--out"):
                self.build()

    def test_command(self):
        done = self.dev("build", "--series", "19.0", "--out", str(self.out))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("scratch_addon", done.stdout)
        self.assertRegex(done.stdout, r"changed 3 lines in 2 files; .* 0 lines in 0")

    def test_series_of_the_source_is_not_built(self):
        folder = building.made(self.project, SERIES["17.0"])
        self.assertEqual(folder, self.project.root)


class TestOurAddons(ScratchCase):
    def test_no_overlay_file_is_without_an_addon(self):
        for series in SERIES.values():
            overlay = Path(ROOT, "series", series.name)
            for path in overlay.glob("*/*"):
                manifest = ROOT / path.parent.name / "__manifest__.py"
                self.assertTrue(manifest.is_file(), path)
