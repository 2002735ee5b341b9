"""What callers are told where something is not done."""

from odoo.tools import mute_logger

from .common import ROOT, ApiCase


class TestProblems(ApiCase):
    def test_who_is_not_known_is_told_nothing(self):
        ticket = self._create_ticket()
        for secret in ("", "x", "0" * 40, "é", "0" * 4000):
            for path in ("/me", f"/tickets/{ticket.number}", "/tickets/HT0"):
                with self.subTest(secret=secret, path=path):
                    answer = self._get(path, secret.encode().decode("latin1"))
                    self._check_problem(answer, 401, "unauthorized")
                    self.assertEqual(answer.headers["WWW-Authenticate"], "Bearer")

    def test_fields_at_fault_are_named(self):
        said = {"description": "", "colour": "red", "title": "x" * 300}
        body = self._check_problem(
            self._send("/tickets", self.cleo, said), 422, "invalid"
        )
        fields = {error["field"] for error in body["errors"]}
        self.assertEqual(fields, {"body.description", "body.colour", "body.title"})

    def test_problems_speak_the_callers_language(self):
        for lang in ("ca_ES", "es_ES", "ro_RO"):
            self.env["res.lang"]._activate_lang(lang)
        self.env["ir.module.module"]._load_module_terms(
            ["revo_helpdesk_api", "revo_helpdesk_stages"],
            ["ca_ES", "es_ES", "ro_RO"],
        )
        titles = set()
        for lang in ("ca", "es", "ro-RO,en;q=0.5", "en", "tlh, en", "en;q=x", "*"):
            answer = self._get("/tickets/HT0", self.cleo, Accept_Language=lang)
            titles.add(self._check_problem(answer, 404, "not-found")["title"])
        self.assertEqual(len(titles), 4, titles)

    def test_nothing_of_the_server_shows(self):
        def fail(_self):
            raise ValueError(f"secret of {self.sam.name}")

        self.patch(type(self.env["helpdesk.ticket"]), "_get_api_form", fail)
        with mute_logger("odoo.http"):
            answer = self._get("/form", self.cleo)
        self._check_problem(answer, 500, "internal")
        self.assertNotIn("secret", answer.text)
        self.assertNotIn("Traceback", answer.text)

    def test_what_is_no_address_is_answered_as_a_problem(self):
        self._check_problem(self._get("/nowhere", self.cleo), 404, "not-found")
        answer = self._call("DELETE", "/tickets", self.cleo)
        self._check_problem(answer, 405, "method-not-allowed")
        self.assertEqual(answer.headers["Allow"], "GET, POST")
        answer = self._get("/tickets?search=%ff%fe%00", self.cleo)
        self._check(answer)
        answer = self.opener.request(
            "POST",
            f"{self.base_url()}{ROOT}/tickets",
            data=b"\xff{",
            headers={
                "Authorization": f"Bearer {self.secrets[self.cleo]}",
                "Content-Type": "application/json",
            },
            timeout=600,
        )
        self._check_problem(answer, 400, "bad-request")

    def test_too_many_calls_are_refused_for_a_while(self):
        key = self.env["helpdesk.api.key"].search([("user_id", "=", self.cleo.id)])
        key.rate = 3
        left = []
        for _time in range(3):
            answer = self._get("/me", self.cleo)
            self._check(answer)
            left.append(answer.headers["RateLimit-Remaining"])
        if left == ["2", "1", "0"]:
            # Else a minute has just ended.
            answer = self._get("/me", self.cleo)
            self._check_problem(answer, 429, "too-many-requests")
            self.assertTrue(0 < int(answer.headers["Retry-After"]) <= 60)
            self.assertEqual(answer.headers["RateLimit-Remaining"], "0")
        # Others are not held.
        self._check(self._get("/me", self.cora))

    def test_a_text_that_the_database_refuses_is_taken_without(self):
        answer = self._open(title="Nul\x00 here", description="a\x00b")
        self.assertEqual(answer["title"], "Nul here")
