"""What is sent twice is done once."""

from .common import ApiCase

SAID = {"title": "Sent twice", "description": "By a bad line"}


class TestIdempotency(ApiCase):
    def _count(self):
        return self.tickets.search_count([("name", "=", SAID["title"])])

    def test_the_same_request_is_answered_alike(self):
        first = self._send("/tickets", self.cleo, SAID, Idempotency_Key="one")
        again = self._send("/tickets", self.cleo, SAID, Idempotency_Key="one")
        self.assertEqual(first.status_code, 201)
        self.assertEqual(again.status_code, 201)
        self.assertEqual(first.content, again.content)
        self.assertEqual(again.headers["Idempotent-Replayed"], "true")
        self.assertEqual(self._count(), 1)

    def test_another_body_with_the_same_name_is_refused(self):
        self._send("/tickets", self.cleo, SAID, Idempotency_Key="one")
        other = {**SAID, "description": "Another"}
        answer = self._send("/tickets", self.cleo, other, Idempotency_Key="one")
        self._check_problem(answer, 422, "idempotency-mismatch")
        self.assertEqual(self._count(), 1)

    def test_another_address_with_the_same_name_is_refused(self):
        tickets = [self._create_ticket().number for _time in range(2)]
        said = {"text": "Hello"}
        answers = [
            self._send(f"/tickets/{one}/messages", self.cleo, said, Idempotency_Key="m")
            for one in tickets
        ]
        self.assertEqual([answer.status_code for answer in answers], [201, 422])

    def test_each_key_has_names_of_its_own(self):
        for user in (self.cleo, self.cora):
            answer = self._send("/tickets", user, SAID, Idempotency_Key="one")
            self._check(answer, 201)
        self.assertEqual(self._count(), 2)

    def test_what_was_refused_can_be_sent_corrected(self):
        ticket = self._create_ticket()
        path = f"/tickets/{ticket.number}/close"
        answer = self._send(path, self.cleo, Idempotency_Key="close")
        self._check_problem(answer, 422, "refused")
        self._put(ticket, "resolved")
        answer = self._send(path, self.cleo, Idempotency_Key="close")
        self.assertEqual(self._check(answer)["status"], "closed")

    def test_files_are_sent_once(self):
        ticket = self._create_ticket()
        path = f"/tickets/{ticket.number}/files"
        for content in (b"one", b"one", b"two"):
            files = {"file": ("a.txt", content)}
            answer = self._send(path, self.cleo, {}, files, Idempotency_Key="f")
            self.assertEqual(answer.status_code, 422 if content == b"two" else 201)
        self.assertEqual(len(ticket._get_client_files()), 1)
