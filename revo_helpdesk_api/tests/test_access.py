"""All routes, with the keys of every other party."""

import re

from .common import ApiCase

TEXT = "zqx-secret"


class TestAccess(ApiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket(
            name=f"{TEXT} title", description=f"{TEXT} words"
        )
        cls.ticket.with_user(cls.ana).message_post(
            body=f"{TEXT} note",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            attachments=[(f"{TEXT}.txt", f"{TEXT} file".encode())],
        )
        cls.file = cls.ticket._get_client_files()[:1]

    def _get_calls(self):
        """Return every operation of the document on the ticket of somebody else."""
        document = self._check(self._get("/openapi.json"))
        said = {
            "title": "Mine",
            "description": "Mine",
            "follows": self.ticket.number,
            "text": "Mine",
            "why": "solved",
            "effort": "easy",
            "to": "resolved",
        }
        for path, methods in document["paths"].items():
            address = path.replace("{number}", self.ticket.number)
            address = address.replace("{file_id}", str(self.file.id))
            for method, operation in methods.items():
                body = operation.get("requestBody", {}).get("content", {})
                known = body.get("application/json", {}).get("schema", {})
                name = known.get("$ref", "").rpartition("/")[2]
                fields = document["components"]["schemas"].get(name, {})
                sent = {
                    field: said[field]
                    for field in fields.get("properties", {})
                    if field in said
                }
                files = "multipart/form-data" in body
                yield method.upper(), address, sent, files, bool(name)

    def _try(self, user, **headers):
        answers = []
        for method, address, said, is_form, has_body in self._get_calls():
            files = {"file": ("mine.txt", b"Mine")} if is_form else None
            sent = {} if is_form else (said if has_body else None)
            answer = self._call(method, address, user, sent, files, **headers)
            answers.append((method, address, answer))
        return answers

    def _check_nothing_leaks(self, user, **headers):
        texts = self._get_texts(self.ticket)
        stage = self.ticket.stage_id
        self.assertTrue(self.file)
        for method, address, answer in self._try(user, **headers):
            with self.subTest(call=f"{method} {address}"):
                self.assertNotIn(TEXT, answer.text)
                self.assertLess(answer.status_code, 500)
                if self.ticket.number in address:
                    self.assertIn(answer.status_code, (401, 403, 404), answer.text)
        self.env.invalidate_all()
        self.assertEqual(self._get_texts(self.ticket), texts)
        self.assertEqual(self.ticket.stage_id, stage)

    def test_the_calls_are_all_there(self):
        calls = list(self._get_calls())
        self.assertGreater(len(calls), 20)
        left = [
            address for _m, address, *_others in calls if re.search("[{}]", address)
        ]
        self.assertFalse(left)
        # They find the ticket with the right key.
        shown = self._get(f"/tickets/{self.ticket.number}", self.cleo).text
        for word in ("title", "words", "note", ".txt"):
            self.assertIn(f"{TEXT} {word}".replace(" .", "."), shown)

    def test_another_client(self):
        self._check_nothing_leaks(self.cora)

    def test_another_reseller(self):
        self._check_nothing_leaks(self.rita)
        self._check_nothing_leaks(self.rita, Helpdesk_Client="CAFE-1")
        self._check_nothing_leaks(self.rita, Helpdesk_Client="SHOP-1")

    def test_the_vendor_for_another_client(self):
        self._check_nothing_leaks(self.mia, Helpdesk_Client="CAFE-1")
        self._check_nothing_leaks(self.mia)

    def test_a_colleague_who_sees_own_tickets_alone(self):
        carl = self._create_user("carl", "client")
        carl.partner_id.write({"parent_id": self.shop.id, "ticket_access": "own"})
        self._make_key(carl, "client", client_id=self.shop.id)
        self._check_nothing_leaks(carl)

    def test_nobody(self):
        self._check_nothing_leaks(None)
        key = self.env["helpdesk.api.key"].search([("user_id", "=", self.cleo.id)])
        key.action_revoke()
        self._check_nothing_leaks(self.cleo)

    def test_a_session_says_nothing(self):
        """Who is logged in on the site needs a key all the same."""
        self._log_in(self.cleo)
        self._check_nothing_leaks(None)
        self._check_nothing_leaks(self.cora)
