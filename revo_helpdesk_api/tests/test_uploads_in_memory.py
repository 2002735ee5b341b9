"""What uploads cost a server's memory."""

import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import requests

from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from .common import ROOT, ApiMixin

_measured = logging.getLogger("revo.measured")

_MB = 1024 * 1024
_LARGEST = 25 * _MB


class TestUploadsInMemory(ApiMixin, OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        cls.numbers = [cls._create_ticket().number for _time in range(4)]

    def test_the_largest_files_are_never_in_memory_as_a_whole(self):
        (address,) = self._start_servers(1)
        self.address = address.removesuffix("/xmlrpc/2")
        # What the first ones of a server load stays.
        self._send_at_once(4, 2 * _MB)
        with self._watching() as found:
            self._send_at_once(4, _LARGEST)
        more = max(found) - found[0]
        _measured.info("4 uploads of 25 MB at once: %.1f MB more", more / _MB)
        self.assertLess(more, _LARGEST / 2)
        with self._open() as env:
            files = env["ir.attachment"].search([("name", "=", "dump.bin")])
            sizes = sorted(files.mapped("file_size"))
        self.assertEqual(sizes, [2 * _MB] * 4 + [_LARGEST] * 4)

    def _send_at_once(self, count, size):
        with ThreadPoolExecutor(count) as pool:
            sizes = [size] * count
            for answer in pool.map(self._send_file, self.numbers[:count], sizes):
                self.assertEqual(answer.status_code, 201, answer.text[:2000])

    def _send_file(self, number, size):
        return requests.post(
            f"{self.address}{ROOT}/tickets/{number}/files",
            data={"text": "See there"},
            files={"file": ("dump.bin", os.urandom(size))},
            headers={"Authorization": f"Bearer {self.secrets[self.cleo]}"},
            timeout=600,
        )

    @contextmanager
    def _watching(self):
        """A block of code; the list that it yields holds what the server's own memory
        was, in bytes, before it and as long as it runs.
        """
        found, is_over = [self._read_memory()], threading.Event()

        def watch():
            while not is_over.wait(0.002):
                found.append(self._read_memory())

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield found
        finally:
            is_over.set()
            watching.join()

    def _read_memory(self):
        """Return what a server keeps in memory that is in no file, in bytes."""
        status = Path(f"/proc/{self.servers[0]}/status").read_text("ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("RssAnon:"))
        return int(line.split()[1]) * 1024
