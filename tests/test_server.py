"""What a server of ./dev up is started with."""

import configparser
import sys
import unittest
from types import SimpleNamespace

from devkit import server
from devkit.odoo import Odoo
from devkit.series import SERIES

from .common import ScratchCase


def addon(name, *depends):
    return SimpleNamespace(name=name, manifest=SimpleNamespace(depends=depends))


class TestLoading(unittest.TestCase):
    def test_jobs_run_where_our_addons_have_some(self):
        ours = (addon("core", "mail"), addon("more", "core", "queue_job"))
        loaded = {name: server.loading(row, ours) for name, row in SERIES.items()}
        self.assertEqual(
            loaded,
            {
                "17.0": ("--load=base,web,queue_job",),
                "19.0": ("--load=base,rpc,web,queue_job",),
            },
        )

    def test_nothing_is_loaded_that_nobody_needs(self):
        for series in SERIES.values():
            self.assertEqual(server.loading(series, (addon("core", "mail"),)), ())


class TestConfiguration(ScratchCase):
    def test_one_job_waits_for_a_tracker_and_another_runs(self):
        series = SERIES["17.0"]
        tree = SimpleNamespace(series=series.name, addons_paths=[])
        env = SimpleNamespace(python=sys.executable, site_packages=self.folder)
        odoo = Odoo(self.project, tree, env, {}, self.folder, ())
        odoo.configure()
        config = configparser.ConfigParser(interpolation=None)
        config.read(odoo.config)
        self.assertEqual(config["queue_job"]["channels"], "root:2,root.tracker:1")
        self.assertNotIn("channels", config["options"])
