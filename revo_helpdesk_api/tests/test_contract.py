"""The document is what is kept, and changes with its version alone."""

import hashlib
import json
import re
import tempfile
from pathlib import Path

from odoo.tools import file_path

from ..contract import VERSION
from .common import ROOT, ApiCase

_FOLDER = "revo_helpdesk_api/openapi"


class TestContract(ApiCase):
    def _get_document(self):
        return self._check(self._get("/openapi.json"))

    def test_the_document_is_the_one_that_is_kept(self):
        document = self._get_document()
        kept = Path(file_path(f"{_FOLDER}/v1.json")).read_text("utf-8")
        if document != json.loads(kept):
            with tempfile.NamedTemporaryFile(
                "w", suffix=".json", delete=False, encoding="utf-8"
            ) as file:
                json.dump(document, file, indent=2, ensure_ascii=False)
            self.fail(f"{_FOLDER}/v1.json is another one: see {file.name}")

    def test_it_changes_with_its_version(self):
        """Each version is one document: what is kept of a version that was given out
        is not written anew.
        """
        document = self._get_document()
        document["info"].pop("version")
        text = json.dumps(document, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        rows = Path(file_path(f"{_FOLDER}/versions.txt")).read_text("utf-8")
        known = dict(line.split() for line in rows.splitlines())
        self.assertEqual(known.get(VERSION), digest, f"as of {VERSION}")
        self.assertEqual(list(known)[-1], VERSION)

    def test_it_is_openapi(self):
        document = self._get_document()
        self.assertTrue(document["openapi"].startswith("3.1"))
        self.assertEqual(document["info"]["version"], VERSION)
        self.assertEqual(document["servers"], [{"url": ROOT}])
        for methods in document["paths"].values():
            for operation in methods.values():
                self.assertTrue(operation["summary"])
                self.assertIn("401", operation["responses"])

    def test_its_page_loads_nothing(self):
        answer = self._get("/docs")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("/tickets/{number}", answer.text)
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertFalse(re.findall(r"<script|<link|<img|https?://", answer.text))
        for path in ("/redoc", "/docs/oauth2-redirect"):
            self.assertEqual(self._get(path).status_code, 404)
