"""What a reseller's program does on the board."""

from .common import ApiCase


class TestBoard(ApiCase):
    def test_the_board_is_the_resellers_own(self):
        own = self._create_ticket()
        foreign = self._ticket_of(self._open(self.cora))
        page = self._check(self._get("/board/tickets", self.ana))
        numbers = {ticket["number"] for ticket in page["tickets"]}
        self.assertIn(own.number, numbers)
        self.assertNotIn(foreign.number, numbers)
        answer = self._get(f"/board/tickets/{foreign.number}", self.ana)
        self._check_problem(answer, 404, "not-found")
        page = self._check(
            self._get("/board/tickets?stage=backlog_reseller&client=SHOP-1", self.ana)
        )
        self.assertEqual(
            {ticket["client_reference"] for ticket in page["tickets"]}, {"SHOP-1"}
        )

    def test_others_have_no_board(self):
        for user in (self.cleo, self.mia):
            answer = self._get("/board/tickets", user)
            self._check_problem(answer, 403, "forbidden")

    def test_a_reseller_opens_tickets(self):
        said = {"title": "White", "description": "For us"}
        answer = self._check(self._send("/board/tickets", self.ana, said), 201)
        ticket = self._ticket_of(answer)
        self.assertEqual(
            (ticket.origin, answer["stage"]), ("reseller", "backlog_support")
        )
        said["client"] = "SHOP-1"
        answer = self._check(self._send("/board/tickets", self.ana, said), 201)
        ticket = self._ticket_of(answer)
        self.assertEqual(ticket.commercial_partner_id, self.shop)
        said["client"] = "CAFE-1"
        answer = self._send("/board/tickets", self.ana, said)
        self._check_problem(answer, 403, "unknown-client")

    def test_notes_are_for_the_client_and_messages_are_not(self):
        ticket = self._create_ticket()
        path = f"/board/tickets/{ticket.number}"
        self._check(self._send(f"{path}/notes", self.ana, {"text": "To Cleo"}), 201)
        self._check(self._send(f"{path}/messages", self.ana, {"text": "To you"}), 201)
        shown = self._check(self._get(f"/tickets/{ticket.number}", self.cleo))
        self.assertEqual([m["text"] for m in shown["messages"]], ["To Cleo"])
        shown = self._check(self._get(path, self.ana))
        self.assertEqual(
            [(m["text"], m["audience"]) for m in shown["messages"]],
            [("To Cleo", "client"), ("To you", "reseller")],
        )

    def test_what_the_vendor_writes_for_itself_stays_there(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        self._write_text(ticket, self.sam, "note", "Between us")
        self._write_text(ticket, self.sam, "message", "For you")
        shown = self._check(self._get(f"/board/tickets/{ticket.number}", self.ana))
        self.assertEqual([m["text"] for m in shown["messages"]], ["For you"])
        self.assertNotIn("Sam", str(shown))

    def test_files_are_sent_to_whom_they_are_for(self):
        ticket = self._create_ticket()
        path = f"/board/tickets/{ticket.number}"
        for name, query in (("vendor.txt", ""), ("client.txt", "?to_client=true")):
            files = {"file": (name, b"content")}
            self._check(self._send(f"{path}/files{query}", self.ana, {}, files), 201)
        shown = self._check(self._get(f"/tickets/{ticket.number}", self.cleo))
        names = [file["name"] for m in shown["messages"] for file in m["files"]]
        self.assertEqual(names, ["client.txt"])
        shown = self._check(self._get(path, self.ana))
        files = {f["name"]: f["id"] for m in shown["messages"] for f in m["files"]}
        self.assertEqual(set(files), {"vendor.txt", "client.txt"})
        answer = self._get(f"{path}/files/{files['vendor.txt']}", self.ana)
        self.assertEqual(answer.content, b"content")
        answer = self._get(
            f"/tickets/{ticket.number}/files/{files['vendor.txt']}", self.cleo
        )
        self._check_problem(answer, 404, "not-found")

    def test_moves_are_those_of_the_table(self):
        ticket = self._create_ticket()
        path = f"/board/tickets/{ticket.number}"
        moves = {
            move["to"]: move["requires"]
            for move in self._check(self._get(path, self.ana))["moves"]
        }
        self.assertEqual(moves["in_progress_reseller"], "nothing")
        self.assertEqual(moves["backlog_client"], "client_note")
        self.assertEqual(moves["backlog_support"], "evidence")
        self.assertNotIn("in_progress_dev", moves)

        def move(to, **texts):
            return self._send(f"{path}/moves", self.ana, {"to": to, **texts})

        answer = self._check(move("in_progress_reseller"))
        self.assertEqual(answer["stage"], "in_progress_reseller")
        # What it asks for is missing.
        body = self._check_problem(move("backlog_support"), 422, "refused")
        self.assertIn("Nothing is written yet", body["detail"])
        self._check_problem(move("in_progress_dev"), 422, "refused")
        self._check_problem(move("nowhere"), 422, "refused")
        answer = move("in_progress_reseller", text="Lost")
        self._check_problem(answer, 422, "refused")
        self.env["helpdesk.check"].search([]).active = False
        check = self.env["helpdesk.check"].create(
            {"name": "Restarted", "is_required": True}
        )
        evidence = {"tests_performed": "Two cards", "observed": "Declined"}
        body = self._check_problem(move("backlog_support", **evidence), 422, "refused")
        self.assertIn("Restarted", body["detail"])
        evidence["checks"] = [{"id": check.id, "outcome": "done", "result": "No help"}]
        answer = self._check(move("backlog_support", **evidence))
        self.assertEqual(answer["stage"], "backlog_support")
        self.assertEqual(ticket.team_id, self.support)
        # It is not the reseller's move any more.
        self._check_problem(move("resolved"), 422, "refused")
        answer = self._send(f"{path}/messages", self.ana, {"text": "Any news?"})
        self._check(answer, 201)
