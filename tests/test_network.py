"""A first run where nothing answers: the network is named, and no package."""

from unittest import mock

from devkit import browser, debian, network
from devkit.errors import DevError, DiskFull

from .common import NOWHERE, ScratchCase

#: What pip is told on this machine, which has nothing to do with the index.
PIP = {"PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}

#: No proxy: the index itself does not answer.
DIRECT = {name: "" for name in ("http_proxy", "https_proxy", "all_proxy")}

WORDS = ("The network does not answer", NOWHERE, "PIP_INDEX_URL", "run this again")


class TestFirstRun(ScratchCase):
    def setUp(self):
        super().setUp()
        self.make_checkout()

    def assertNamesTheNetwork(self, done, *words):
        self.assertFailsInOneLine(done, *WORDS, *words)
        # What pip and uv say last is a package that they did not get.
        for words in ("==", "requirement", "scratch", "manifestoo"):
            self.assertNotIn(words, done.stderr.replace(str(self.folder), ""))
        self.assertNothingMade()

    def test_no_index_for_the_tool(self):
        (self.project.state / "tool").unlink()
        index = f"{NOWHERE}/simple"
        done = self.dev("up", "--port", "0", PIP_INDEX_URL=index, **PIP, **DIRECT)
        self.assertNamesTheNetwork(done, "pip install")
        self.assertFalse((self.project.state / "tool").exists())

    def test_no_proxy_for_the_tool(self):
        (self.project.state / "tool").unlink()
        done = self.dev("up", "--port", "0", PIP_INDEX_URL="", **PIP)
        proxy = f"asked https://pypi.org through the proxy {NOWHERE}."
        self.assertNamesTheNetwork(done, "pip install", proxy)

    def test_no_index_for_odoo(self):
        done = self.dev(
            "up",
            "--port",
            "0",
            ODOO_SOURCE=str(self.make_tree()),
            UV_DEFAULT_INDEX="http://name:secret@127.0.0.1:9/simple",
            UV_NO_CACHE="1",
            UV_HTTP_RETRIES="0",
            **DIRECT,
        )
        self.assertNamesTheNetwork(done, "uv pip install")
        self.assertNotIn("secret", done.stderr)

    def test_no_mirror_of_debian(self):
        (self.folder / "apt").mkdir()
        apt = debian.Apt(self.folder / "apt", self.folder / "apt.log", "sid")
        progress = mock.Mock()
        with mock.patch.dict("os.environ", DIRECT):
            with self.assertRaisesRegex(DevError, f"does not answer: .* {NOWHERE}"):
                apt.update([f"{NOWHERE}/debian"], progress)


class TestWords(ScratchCase):
    def explain(self, error, output):
        log = self.write(self.folder / "log", output)
        return network.explained(error, "Fetching", log)

    def test_other_failures_stay_what_they_are(self):
        error = DevError("pip install failed: no such version.")
        self.assertIs(self.explain(error, "Looking in indexes: https://a/b\n"), error)

    def test_a_full_disk_is_no_matter_of_the_network(self):
        full = DiskFull("pip install")
        output = "Could not connect to x\nErr:1 http://a/b\n"
        self.assertIs(self.explain(full, output), full)

    def test_where_it_was_asked_is_said(self):
        for output in (
            "Err:1 http://a.example/debian sid InRelease\n  Could not resolve 'a'",
            "cause: Failed to fetch: http://a.example/p/\nerror sending request",
        ):
            said = str(self.explain(DevError(""), output))
            self.assertIn("Fetching asked http://a.example", said)


class TestBrowser(ScratchCase):
    def test_only_files_that_play_in_it_ask_for_it(self):
        plays = "self.start_tour('/web', 'tour')"
        self.write(self.project.root / "test_tour.py", plays)
        self.write(self.project.root / "test_other.py", "self.assertTrue(1)")
        with mock.patch.object(browser, "ensure") as ensure:
            browser.ensure_for(self.project, ["test_other.py"])
            ensure.assert_not_called()
            browser.ensure_for(self.project, ["test_other.py", "test_tour.py"])
            ensure.assert_called_once()
