"""What ./dev bench keeps, counts and says."""

import itertools
import json
import unittest
from datetime import date
from xml.etree import ElementTree

from devkit.bench import (
    grounds,
    packing,
    placeholders,
    plot,
    recording,
    report,
    results,
)
from devkit.bench.screens import SCREENS
from devkit.errors import DevError
from devkit.project import Project
from devkit.series import SERIES

from .common import ROOT, ScratchCase

TODAY = date(2026, 3, 10)
LANDMARKS = {
    "helpdesk.ticket": {"ticket.own": 80, "ticket.long": 7},
    "helpdesk.ticket.stage": {"stage.new": 11},
    "res.partner": {"client": 80},
    "res.users": {"me": 5},
}


def cost(python, postgres=0, queries=10, requests=1):
    """A cost in milliseconds."""
    return {
        "python": python * 1_000_000,
        "postgres": postgres * 1_000_000,
        "queries": queries,
        "requests": requests,
    }


def measured(*milliseconds, **more):
    return {"costs": [cost(one) for one in milliseconds], **more}


class TestPlaceholders(unittest.TestCase):
    REQUEST = {
        "path": "/web/dataset/call_kw/helpdesk.ticket/web_read",
        "params": {
            "model": "helpdesk.ticket",
            "args": [[80], {"name": {}}],
            "kwargs": {
                "limit": 80,
                "domain": [
                    "&",
                    ["stage_id", "=", 11],
                    ["partner_id", "child_of", [80]],
                    ["create_date", ">=", "2026-03-01 23:00:00"],
                ],
                "context": {
                    "uid": 5,
                    "default_stage_id": 11,
                    "params": {"id": 80},
                    "active_test": True,
                },
            },
        },
    }

    def test_ids_and_days_get_names_and_numbers_stay(self):
        params = placeholders.named(self.REQUEST, LANDMARKS, TODAY)["params"]
        self.assertEqual(params["args"], [["@ticket.own"], {"name": {}}])
        kwargs = params["kwargs"]
        self.assertEqual(kwargs["limit"], 80)
        self.assertEqual(
            kwargs["domain"],
            [
                "&",
                ["stage_id", "=", "@stage.new"],
                ["partner_id", "child_of", ["@client"]],
                ["create_date", ">=", "@day-9 23:00:00"],
            ],
        )
        self.assertEqual(
            kwargs["context"],
            {"uid": "@me", "default_stage_id": "@stage.new", "active_test": True},
        )

    def test_names_become_the_ids_of_another_database_on_another_day(self):
        request = placeholders.named(self.REQUEST, LANDMARKS, TODAY)
        other = {**LANDMARKS, "helpdesk.ticket.stage": {"stage.new": 12}}
        filled = placeholders.filled(request, other, date(2026, 4, 10))
        domain = filled["params"]["kwargs"]["domain"]
        self.assertEqual(domain[1], ["stage_id", "=", 12])
        self.assertEqual(domain[3], ["create_date", ">=", "2026-04-01 23:00:00"])
        self.assertEqual(filled["params"]["args"][0], [80])

    def test_an_id_without_a_name_is_refused(self):
        request = {"path": "/x", "params": {"domain": [["stage_id", "=", 99]]}}
        with self.assertRaisesRegex(DevError, "helpdesk.ticket.stage 99"):
            placeholders.named(request, LANDMARKS, TODAY)

    def test_a_name_that_nothing_has_is_refused(self):
        with self.assertRaisesRegex(DevError, "called ticket.lost"):
            placeholders.filled(["@ticket.lost"], LANDMARKS, TODAY)

    def test_a_part_of_an_address_is_filled_and_an_e_mail_is_not(self):
        filled = placeholders.filled(
            ["/my/ticket/@ticket.long/answer", "a = @me", "new@me.example"],
            LANDMARKS,
            TODAY,
        )
        self.assertEqual(filled, ["/my/ticket/7/answer", "a = 5", "new@me.example"])


class TestRecordings(unittest.TestCase):
    def test_what_is_the_same_is_written_once(self):
        long = {"specification": {f"field_{number}": {} for number in range(20)}}
        rows = [
            {"name": name, "login": "me", "requests": [{"path": name, "params": long}]}
            for name in ("one", "other")
        ]
        text = packing.packed(rows)
        self.assertEqual(packing.unpacked(text), rows)
        self.assertEqual(text.count("field_7"), 1)

    def test_each_screen_is_recorded_on_each_series_with_names_alone(self):
        for series, variant in itertools.product(SERIES.values(), grounds.VARIANTS):
            recorded = recording.read(Project(ROOT), series, variant)
            wanted = [one.name for one in SCREENS if variant in one.actions]
            with self.subTest(f"{series.name}, {variant}"):
                self.assertEqual([row["name"] for row in recorded], wanted)
                self.assertTrue(all(row["requests"] for row in recorded))
                self.assertNotRegex(json.dumps(recorded), r'"uid": \d')

    def test_what_was_not_recorded_says_how_it_is(self):
        with self.assertRaisesRegex(DevError, "./dev bench --record"):
            recording.read(Project(ROOT / "tests"), SERIES["17.0"], "ours")


class TestCache(unittest.TestCase):
    def test_the_mark_changes_with_the_crowds_source_alone(self):
        root = ROOT / "benchmarks"
        sources = list((root / "crowd").glob("*.py"))
        mark = grounds.mark_of(sources, root)
        self.assertEqual(mark, grounds.mark_of(reversed(sources), root))
        self.assertNotEqual(mark, grounds.mark_of(sources[1:], root))

    def test_the_number_of_tickets_is_no_part_of_what_a_database_is_made_from(self):
        few, many = "dev_1_17_0_bench_ours_10_abc", "dev_1_17_0_bench_ours_999_abc"
        self.assertEqual(grounds.mark(few), grounds.mark(many))


class TestResults(unittest.TestCase):
    def test_the_warm_up_is_left_out_and_the_median_taken(self):
        costs = [cost(900), cost(10, 2), cost(30, 2), cost(20, 2, queries=12)]
        median = results.median_of(costs)
        self.assertEqual((median.ms, median.python), (22, 20))
        self.assertEqual((median.queries, median.requests), (10, 1))

    def test_a_batch_is_divided_by_its_pieces(self):
        median = results.median_of([cost(1), cost(3000, queries=9000)], each=1000)
        self.assertEqual((median.ms, median.queries), (3, 9))

    def test_ratios_to_plain_and_to_bare_sql(self):
        rows = {
            row.name: row
            for row in results.rows_of(
                {
                    "plain": {"board": measured(1, 20), "list": {"error": "no"}},
                    "ours": {"board": measured(1, 30), "list": measured(1, 5)},
                    "bare": {"board": measured(1, 10)},
                }
            )
        }
        self.assertEqual(rows["board"].ratio("ours", "plain"), 1.5)
        self.assertEqual(rows["board"].ratio("ours", "bare"), 3)
        self.assertIsNone(rows["list"].ratio("ours", "plain"))
        self.assertEqual(list(report.failed(rows.values())), ["list, plain: no"])

    def test_growth_is_that_of_ours(self):
        many = results.rows_of({"ours": {"board": measured(1, 30)}})
        few = results.rows_of({"ours": {"board": measured(1, 20)}})
        self.assertEqual(results.growth(many, few), {"board": 1.5})


class TestKept(ScratchCase):
    def test_parts_stay_until_the_databases_are_made_from_something_else(self):
        path = self.folder / "state" / "kept.json"
        results.Kept(path).add(100, ["a"], rows={"ours": {}})
        results.Kept(path).add(100, ["a"], load={"ours": {}})
        results.Kept(path).add(1000, ["a"], rows={})
        kept = results.Kept(path)
        self.assertEqual(set(kept.of(100)), {"made_from", "rows", "load"})
        self.assertEqual(kept.smaller(1000), 100)
        kept.add(100, ["b"], rows={})
        self.assertNotIn("load", kept.of(100))
        self.assertIsNone(kept.smaller(1000))


class TestReport(unittest.TestCase):
    ROWS = results.rows_of(
        {
            "plain": {"board, agent": measured(1, 20), "lists": {"error": "no"}},
            "ours": {"board, agent": measured(1, 30), "lists": measured(1, 5)},
        }
    )

    def test_a_line_says_costs_ratio_growth_and_what_is_asked(self):
        table = [report.HEAD, *report.cells(self.ROWS, {"board, agent": 1.25})]
        line = list(report.aligned(table))[1]
        self.assertRegex(line, r"board, agent +20\.0, 20\.0, 10, 1 +30\.0, 30\.0, 10")
        self.assertRegex(line, r"1\.50 +1\.25 +200 ms, 1 request$")

    def test_a_row_that_costs_too_much_says_so_and_whose_queries_they_are(self):
        asked = {"plain": [["mail", "post", 3]], "ours": [["mail", "post", 7]]}
        asked["ours"].append(["ours", "_look", 6])
        rows = results.rows_of(
            {
                kind: {
                    "create, reseller": {
                        "costs": [cost(1), cost(9, queries=queries)],
                        "callers": who,
                    }
                }
                for (kind, who), queries in zip(asked.items(), (20, 31), strict=True)
            }
        )
        self.assertIn("30 queries: not met", report.cells(rows, {})[0])
        self.assertEqual(
            report.callers_cells(rows),
            [("create, reseller", "20, 31", "ours _look 6; mail post 4")],
        )
        page = report.page("17.0", 100, 2, rows, {}, None, [], {})
        self.assertIn("ours _look 6", page)

    def test_the_api_is_held_to_what_the_portal_asks(self):
        for queries, is_met in ((15, True), (16, False)):
            measured_rows = {
                "create, portal": {"costs": [cost(1), cost(9, queries=10)]},
                "create, API": {"costs": [cost(1), cost(9, queries=queries)]},
            }
            rows = results.rows_of({"ours": measured_rows})
            asked = dict(zip(measured_rows, report.cells(rows, {}), strict=True))
            with self.subTest(queries):
                self.assertRegex(
                    asked["create, API"][-1],
                    "^1.5 x the portal's queries" + ("$" if is_met else ": not met$"),
                )

    def test_what_is_within_its_limit_says_nothing(self):
        page = report.page("17.0", 100, 2, self.ROWS[:1], {}, None, [], {})
        self.assertNotIn("not met", page)

    def test_a_row_that_failed_says_so(self):
        self.assertIn("failed", report.cells(self.ROWS, {})[1])

    def test_the_page_has_a_line_for_each_row_and_the_load(self):
        waited = report.load_cells(
            {
                "plain": {"agent, board": {"seconds": [1, 2, 3], "errors": 0}},
                "ours": {"agent, board": {"seconds": [4], "errors": 2}},
            }
        )
        sizes = {"helpdesk_ticket": 5_000_000}
        page = report.page("17.0", 100, 2, self.ROWS, {}, None, waited, sizes)
        self.assertIn("--series 17.0 --tickets 100", page)
        self.assertIn("| board, agent | 20.0, 20.0, 10, 1 |", page)
        self.assertIn(
            "| agent, board | 2.00 s, 3.00 s, 3 | 4.00 s, 4.00 s, 1 | 0, 2 |", page
        )
        self.assertIn("| helpdesk_ticket | 5 |", page)
        self.assertNotIn("Growth", page)

    def test_percentiles_are_values_that_were_measured(self):
        self.assertEqual(report.percentile(range(1, 101), 95), 95)
        self.assertEqual(report.percentile([3], 50), 3)

    def test_the_plot_is_a_picture_with_each_row(self):
        picture = plot.svg(self.ROWS, "Tickets & more")
        root = ElementTree.fromstring(picture)
        texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
        self.assertIn("board, agent", texts)
        self.assertIn("Tickets & more", texts)


class TestArguments(ScratchCase):
    def test_a_number_is_asked_for(self):
        self.make_checkout()
        done = self.dev("bench", "--tickets", "many")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--tickets: invalid _positive value: 'many'", done.stderr)
