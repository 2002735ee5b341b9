"""Programs that serve many clients name one in each call."""

from .common import ApiCase

SAID = {"title": "By the back office", "description": "For a client"}


class TestClientsByReference(ApiCase):
    def test_a_reseller_speaks_for_its_clients(self):
        answer = self._send("/tickets", self.ana, SAID, Helpdesk_Client="SHOP-1")
        ticket = self._ticket_of(self._check(answer, 201))
        self.assertEqual(ticket.commercial_partner_id, self.shop)
        self.assertEqual(
            (ticket.origin, ticket.reseller_team_id), ("client", self.north)
        )
        path = f"/tickets/{ticket.number}"
        self._check(self._get(path, self.ana, Helpdesk_Client="SHOP-1"))
        self._check(self._get(path, self.cleo))

    def test_a_reseller_speaks_for_nobody_elses_clients(self):
        foreign = self._ticket_of(self._open(self.cora))
        for reference in ("CAFE-1", "NONE", "", "%"):
            for path in ("/tickets", f"/tickets/{foreign.number}", "/changes", "/form"):
                with self.subTest(reference=reference, path=path):
                    answer = self._get(path, self.ana, Helpdesk_Client=reference)
                    self._check_problem(answer, 403, "unknown-client")
        answer = self._get(
            f"/tickets/{foreign.number}", self.ana, Helpdesk_Client="SHOP-1"
        )
        self._check_problem(answer, 404, "not-found")

    def test_a_client_speaks_for_itself_alone(self):
        self._check(self._get("/tickets", self.cleo, Helpdesk_Client="SHOP-1"))
        answer = self._get("/tickets", self.cleo, Helpdesk_Client="CAFE-1")
        self._check_problem(answer, 403, "unknown-client")

    def test_a_person_is_named(self):
        headers = {"Helpdesk_Client": "SHOP-1", "Helpdesk_Person": "cleo@line.example"}
        answer = self._send("/tickets", self.ana, SAID, **headers)
        ticket = self._ticket_of(self._check(answer, 201))
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)
        self.assertEqual(ticket.create_uid, self.cleo)
        person = self.env["res.partner"].create(
            {"name": "Carl", "ref": "P-7", "parent_id": self.shop.id}
        )
        headers["Helpdesk_Person"] = "P-7"
        answer = self._send("/tickets", self.ana, SAID, **headers)
        ticket = self._ticket_of(self._check(answer, 201))
        self.assertEqual(ticket.partner_id, person)
        headers["Helpdesk_Person"] = "cora@line.example"
        answer = self._send("/tickets", self.ana, SAID, **headers)
        self._check_problem(answer, 403, "unknown-client")

    def test_the_vendor_brings_a_client_in_with_its_first_ticket(self):
        headers = {"Helpdesk_Client": "NEW-1", "Helpdesk_Person": "NEW-P"}
        answer = self._send("/tickets", self.mia, SAID, **headers)
        self._check_problem(answer, 403, "unknown-client")
        said = {
            **SAID,
            "client": {"name": "New Bar"},
            "person": {"name": "Nora", "email": "nora@bar.example"},
        }
        for _time in range(2):
            answer = self._send("/tickets", self.mia, said, **headers)
            ticket = self._ticket_of(self._check(answer, 201))
        company = self.env["res.partner"].search([("ref", "=", "NEW-1")])
        self.assertEqual(len(company), 1)
        self.assertEqual(ticket.commercial_partner_id, company)
        self.assertEqual(ticket.partner_id.name, "Nora")
        self.assertEqual(len(company.child_ids.filtered("ref")), 1)
        # As the line does with a client that has no reseller.
        self.assertEqual(ticket.reseller_team_id, self.south)

    def test_nobody_else_brings_clients_in(self):
        said = {**SAID, "client": {"name": "Mine"}}
        for user in (self.ana, self.cleo):
            answer = self._send("/tickets", user, said, Helpdesk_Client="MINE-1")
            self._check_problem(answer, 403, "unknown-client")
        self.assertFalse(self.env["res.partner"].search([("ref", "=", "MINE-1")]))

    def test_nobody_speaks_for_resellers_and_the_vendor(self):
        partner = self.env["res.partner"].create(
            {"name": "North Ltd", "is_company": True, "ref": "NORTH"}
        )
        self.north.partner_id = partner
        self.company.partner_id.ref = "HOUSE"
        self.mia.partner_id.ref = "MIA"
        for reference in ("NORTH", "HOUSE", "MIA"):
            with self.subTest(reference=reference):
                answer = self._get("/tickets", self.mia, Helpdesk_Client=reference)
                self._check_problem(answer, 403, "unknown-client")

    def test_a_reseller_does_not_rate_itself(self):
        ticket = self._create_ticket_in("resolved")
        ticket._write_settled({"effort_state": "asked"})
        path, said = f"/tickets/{ticket.number}/rating", {"effort": "easy"}
        answer = self._send(path, self.ana, said, Helpdesk_Client="SHOP-1")
        self._check_problem(answer, 403, "forbidden")
        self.assertEqual(ticket.effort_state, "asked")

    def test_a_reference_of_several_is_doubtful(self):
        self._create_client("Twin", self.north).ref = "SHOP-1"
        answer = self._get("/tickets", self.ana, Helpdesk_Client="SHOP-1")
        self._check_problem(answer, 409, "doubtful-client")
