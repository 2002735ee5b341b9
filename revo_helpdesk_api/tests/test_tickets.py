"""What a client's program does with tickets."""

from markupsafe import Markup

from odoo.addons.revo_helpdesk_accounts.models.priority import (
    helpdesk_ticket_priority,
)
from odoo.addons.revo_helpdesk_stages.tests.compat import offer_categories

from .common import ApiCase

IMMEDIATE = helpdesk_ticket_priority.IMMEDIATE


class TestTickets(ApiCase):
    def test_a_ticket_of_the_app_is_the_clients(self):
        answer = self._open(title="No receipt")
        ticket = self._ticket_of(answer)
        self.assertEqual(ticket.origin, "client")
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(ticket.reseller_team_id, self.north)
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)
        self.assertEqual(ticket.channel_id.name, "App")
        self.assertEqual(answer["status"], "reseller")
        self.assertFalse(answer["is_yours"])
        self.assertIn("Since noon", ticket.description)

    def test_what_is_said_of_it_is_kept(self):
        reason = self.env["helpdesk.immediate.reason"].search([], limit=1)
        self.north.asks_product = True
        form = self._check(self._get("/form", self.cleo))
        self.assertIn(
            {"value": str(reason.id), "label": reason.name}, form["emergency_reasons"]
        )
        product = form["products"][0]["value"]
        answer = self._open(
            type="support",
            priority=IMMEDIATE,
            emergency_reason=str(reason.id),
            steps="Pay by card",
            expected_result="A receipt",
            reproducible=form["reproducible"][0]["value"],
            product=product,
            version="3.41",
            device="Till 2",
        )
        ticket = self._ticket_of(answer)
        self.assertEqual(ticket.reported_type, "support")
        self.assertEqual(ticket.immediate_reason_id, reason)
        self.assertEqual(ticket.steps, "Pay by card")
        self.assertEqual(ticket.product_id.code, product)
        self.assertEqual((ticket.version, ticket.device), ("3.41", "Till 2"))

    def test_what_cannot_be_chosen_is_refused_in_words(self):
        said = {"title": "x", "description": "y", "priority": "9"}
        body = self._check_problem(
            self._send("/tickets", self.cleo, said), 422, "refused"
        )
        self.assertIn("not among those to choose from", body["detail"])
        self.assertFalse(self.tickets.search([("name", "=", "x")]))

    def test_a_category_is_named_by_what_it_is_called(self):
        offer_categories(self.company)
        self.company.helpdesk_mgmt_portal_category_id_required = True
        category = self.env["helpdesk.ticket.category"].create(
            {"name": "Zebras", "show_in_portal": True}
        )
        form = self._check(self._get("/form", self.cleo))
        self.assertIn("category", form["required"])
        option = {"value": str(category.id), "label": "Zebras"}
        self.assertIn(option, form["categories"])
        said = {"title": "x", "description": "y"}
        self._check_problem(self._send("/tickets", self.cleo, said), 422, "refused")
        for named in option.values():
            ticket = self._ticket_of(self._open(category=named))
            self.assertEqual(ticket.category_id, category)

    def test_a_ticket_follows_a_closed_one(self):
        first = self._create_ticket_in("resolved")
        said = {"title": "Again", "description": "y", "follows": first.number}
        body = self._check_problem(
            self._send("/tickets", self.cleo, said), 422, "invalid"
        )
        self.assertEqual(body["errors"][0]["field"], "body.follows")
        self._check(self._send(f"/tickets/{first.number}/close", self.cleo))
        answer = self._check(self._send("/tickets", self.cleo, said), 201)
        self.assertEqual(self._ticket_of(answer).follows_id, first)

    def test_the_list_goes_on_where_it_ended(self):
        numbers = [self._create_ticket().number for _time in range(5)]
        seen, path = [], "/tickets?limit=2"
        while path:
            page = self._check(self._get(path, self.cleo))
            seen += [ticket["number"] for ticket in page["tickets"]]
            path = page["next"] and f"/tickets?limit=2&cursor={page['next']}"
        self.assertEqual(seen[:5], numbers[::-1])
        self.assertEqual(len(seen), len(set(seen)))

    def test_the_list_is_filtered(self):
        asked = self._create_ticket_in("backlog_client", name="Zebra printer")
        self._create_ticket()

        def numbers(query):
            page = self._check(self._get(f"/tickets?{query}", self.cleo))
            return [ticket["number"] for ticket in page["tickets"]]

        self.assertEqual(numbers("status=answer"), [asked.number])
        self.assertEqual(numbers("search=zebra"), [asked.number])
        self.assertIn(asked.number, numbers("open=true"))
        self.assertNotIn(asked.number, numbers("open=false"))

    def test_a_ticket_shows_what_its_page_shows(self):
        ticket = self._create_ticket_in("backlog_client")
        self._write_text(ticket, self.ana, "note", "<p>Which <b>till</b>?</p>")
        self._write_text(ticket, self.ana, "message", "<p>Help us</p>")
        shown = self._check(self._get(f"/tickets/{ticket.number}", self.cleo))
        self.assertEqual([m["text"] for m in shown["messages"]], ["Which *till*?"])
        self.assertEqual(shown["messages"][0]["side"], "reseller")
        self.assertEqual(shown["status"], "answer")
        self.assertIn("answer", shown["actions"])
        self.assertEqual(shown["description"], "Since this morning.")
        self.assertEqual(len(shown["steps"]), 4)

    def test_who_of_the_vendor_writes_has_no_name(self):
        ticket = self._create_ticket_in("backlog_client")
        ticket.with_user(self.sam).sudo().message_post(
            body=Markup("<p>From support</p>"),
            audience="client",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        text = self._get(f"/tickets/{ticket.number}", self.cleo).text
        self.assertNotIn("Sam", text)

    def test_files_come_and_go(self):
        ticket = self._create_ticket_in("backlog_client")
        path = f"/tickets/{ticket.number}/files"
        page = b"<script>alert(1)</script>"
        files = {"file": ("till.html", page, "text/html")}
        self._check(self._send(path, self.cleo, {"text": "Here"}, files), 201)
        shown = self._check(self._get(f"/tickets/{ticket.number}", self.cleo))
        (message,) = shown["messages"]
        self.assertEqual(message["text"], "Here")
        (file,) = message["files"]
        self.assertEqual((file["name"], file["size"]), ("till.html", len(page)))
        answer = self._get(f"{path}/{file['id']}", self.cleo)
        self.assertEqual((answer.status_code, answer.content), (200, page))
        # Nothing of it runs in a browser.
        self.assertEqual(answer.headers["Content-Type"], "application/octet-stream")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("sandbox", answer.headers["Content-Security-Policy"])

    def test_too_large_a_file_is_refused(self):
        ticket = self._create_ticket()
        files = {"file": ("big.bin", b"x" * (27 * 1024 * 1024))}
        path = f"/tickets/{ticket.number}/files"
        self._check_problem(self._send(path, self.cleo, {}, files), 413, "too-large")

    def test_a_clients_whole_day(self):
        answer = self._open()
        ticket = self._ticket_of(answer)
        path = f"/tickets/{ticket.number}"
        self._move(ticket, self.ana, "backlog_client")
        answer = self._send(f"{path}/messages", self.cleo, {"text": "Till 2"})
        self.assertEqual(self._check(answer, 201)["status"], "reseller")
        self._move(ticket, self.ana, "in_progress_reseller")
        said = {"why": "solved", "text": "It works again"}
        answer = self._check(self._send(f"{path}/resolve", self.cleo, said))
        self.assertEqual(answer["status"], "resolved")
        said = {"text": "No, it does not"}
        answer = self._check(self._send(f"{path}/reopen", self.cleo, said))
        self.assertEqual(answer["status"], "reseller")
        said = {"why": "not_needed"}
        self._check(self._send(f"{path}/resolve", self.cleo, said))
        answer = self._check(self._send(f"{path}/close", self.cleo))
        self.assertEqual(answer["status"], "closed")
        self.assertTrue(answer["closed"])
        # It has moved on meanwhile.
        self._check_problem(self._send(f"{path}/close", self.cleo), 422, "refused")

    def test_a_client_who_waits_too_long_reminds_us(self):
        ticket = self._create_ticket()
        path = f"/tickets/{ticket.number}/nudge"
        self._check_problem(self._send(path, self.cleo), 422, "refused")
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET answer_deadline = now() - interval '1 day' "
            "WHERE id = %s",
            [ticket.id],
        )
        self.env.invalidate_all()
        self._check(self._send(path, self.cleo))
        self.assertTrue(ticket.nudge_date)

    def test_who_is_asked_says_how_easy_it_was(self):
        ticket = self._create_ticket_in("resolved")
        path = f"/tickets/{ticket.number}/rating"
        said = {"effort": "easy", "text": "Quick"}
        self._check_problem(self._send(path, self.cleo, said), 422, "refused")
        ticket._write_settled({"effort_state": "asked"})
        self._check(self._send(path, self.cleo, said))
        self.assertEqual(ticket.effort_state, "said")

    def test_known_problems_are_shown_where_the_vendor_shows_them(self):
        for path in ("/known-problems", "/releases"):
            self.company.helpdesk_shows_problems = False
            self._check_problem(self._get(path, self.cleo), 404, "not-found")
            self.company.helpdesk_shows_problems = True
            self._check(self._get(path, self.cleo))

    def test_what_is_known_is_not_sent_again(self):
        ticket = self._create_ticket()
        path = f"/tickets/{ticket.number}"
        first = self._get(path, self.cleo)
        tag = first.headers["ETag"]
        again = self._get(path, self.cleo, If_None_Match=tag)
        self.assertEqual((again.status_code, again.content), (304, b""))
        self._write_text(ticket, self.cleo, "message", "More")
        changed = self._get(path, self.cleo, If_None_Match=tag)
        self.assertEqual(changed.status_code, 200)
