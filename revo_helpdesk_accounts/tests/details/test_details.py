"""What a support request lacks, as staff sees it."""

from base64 import b64encode
from itertools import product

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ...policies.details import DETAILS
from ..common import AccountsCase
from .pictures import PNG

COMPLETE = {
    "steps": "1. Pay.",
    "expected_result": "A receipt.",
    "reproducible": "always",
    "screenshot": b64encode(PNG),
}


class DetailsCase(AccountsCase):
    def _open_support(self, **values):
        return self._open(**{"request_type": "support", **values})

    def _get_missing(self, ticket):
        ticket.invalidate_recordset()
        return ticket._get_missing_details()[ticket]

    def _attach(self, ticket, user, name="shot.png", raw=PNG, **values):
        return self._as(user, ticket).message_post(
            body="See there.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(name, raw)],
            **values,
        )


class TestMissing(DetailsCase):
    def test_a_bare_support_request_lacks_everything(self):
        ticket = self._open_support().with_user(self.kim)
        self.assertEqual(self._get_missing(ticket), list(DETAILS))
        self.assertEqual(ticket.missing_count, 4)
        self.assertEqual(
            ticket.missing_details,
            "Steps that led to it, What was expected, Does it happen again?, "
            "Screenshot",
        )

    def test_a_complete_one_lacks_nothing(self):
        ticket = self._open_support(**COMPLETE).with_user(self.kim)
        self.assertEqual(self._get_missing(ticket), [])
        self.assertFalse(ticket.missing_details)
        self.assertFalse(ticket.is_incomplete)

    def test_the_word_of_the_client_counts_until_staff_says_otherwise(self):
        ticket = self._open(user=self.env.user, reported_type="support")
        self.assertEqual(len(self._get_missing(ticket)), 4)
        ticket.request_type = "change"
        self.assertEqual(self._get_missing(ticket), [])

    def test_other_requests_and_cases_of_the_line_lack_nothing(self):
        for ticket in (
            self._open(),
            self._open(request_type="change"),
            self._open(
                user=self.env.user,
                request_type="consulting",
                reported_type="support",
            ),
            self._create_ticket(),
        ):
            self.assertEqual(self._get_missing(ticket), [])

    def test_what_is_done_lacks_nothing_until_it_is_reopened(self):
        ticket = self._open_support()
        start = ticket.stage_id
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        self.assertEqual(self._get_missing(ticket), [])
        ticket.stage_id = start
        self.assertEqual(len(self._get_missing(ticket)), 4)

    def test_not_tried_is_an_answer(self):
        ticket = self._open_support(reproducible="not_tried")
        self.assertNotIn("reproducible", self._get_missing(ticket))

    def test_the_words_are_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.env["ir.model.fields"]._get("helpdesk.ticket", "steps").with_context(
            lang="es_ES"
        ).field_description = "Los pasos"
        ticket = self._open_support().with_user(self.kim)
        self.assertIn("Los pasos", ticket.with_context(lang="es_ES").missing_details)


class TestScreenshot(DetailsCase):
    def test_a_picture_that_the_client_reads_is_a_screenshot(self):
        ticket = self._open_support()
        self._attach(ticket, self.cati)
        self.assertNotIn("screenshot", self._get_missing(ticket))

    def test_what_the_client_does_not_read_is_none(self):
        ticket = self._open_support()
        self._attach(ticket, self.kim, audience="vendor")
        self.assertIn("screenshot", self._get_missing(ticket))

    def test_other_files_are_none(self):
        ticket = self._open_support()
        self._attach(ticket, self.cati, name="log.txt", raw=b"An error")
        self.assertIn("screenshot", self._get_missing(ticket))

    def test_a_picture_of_another_ticket_is_none(self):
        ticket = self._open_support()
        self._attach(self._open_support(), self.cati)
        self.assertIn("screenshot", self._get_missing(ticket))

    def test_one_in_the_description_is_one(self):
        source = f"data:image/png;base64,{b64encode(PNG).decode()}"
        ticket = self._open_support(description=f'<img src="{source}"/>')
        self.assertNotIn("screenshot", self._get_missing(ticket))

    def test_staff_adds_a_picture_that_the_client_reads(self):
        ticket = self._open_support().with_user(self.kim)
        with Form(ticket) as form:
            form.screenshot = b64encode(PNG).decode()
        file = ticket.sudo()._get_client_files()
        self.assertEqual((file.name, file.raw), ("screenshot.png", PNG))
        self.assertEqual(file.create_uid, self.kim)
        ticket.invalidate_recordset()
        self.assertEqual(ticket.screenshot, b64encode(PNG))
        self.assertNotIn("Screenshot", ticket.missing_details)

    def test_another_picture_leaves_the_first_one_there(self):
        ticket = self._open_support(**COMPLETE).with_user(self.kim)
        ticket.screenshot = b64encode(PNG)
        self.assertEqual(len(ticket.sudo()._get_client_files()), 2)

    def test_a_picture_is_not_emptied_in_the_form(self):
        ticket = self._open_support(**COMPLETE).with_user(self.kim)
        with self.assertRaisesRegex(UserError, "stays with its ticket"):
            ticket.screenshot = False

    def test_staff_adds_nothing_but_pictures(self):
        ticket = self._open_support().with_user(self.kim)
        with self.assertRaisesRegex(UserError, "is no picture"):
            ticket.screenshot = b64encode(b"<script>alert(1)</script>")

    def test_who_may_not_write_the_ticket_adds_none(self):
        ticket = self._open_support()
        for user in (self.cati, self.ana):
            with self.assertRaises(AccessError):
                ticket.with_user(user).write({"screenshot": b64encode(PNG)})


class TestFilter(DetailsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.done = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        for types, names in product(
            (
                {"request_type": "support"},
                {"reported_type": "support"},
                {"request_type": "change", "reported_type": "support"},
                {},
            ),
            (DETAILS, DETAILS[:-1], DETAILS[1:], ("steps", "screenshot"), ()),
        ):
            # The client's own word is said by the site's form alone.
            cls._open(
                user=cls.env.user, **types, **{name: COMPLETE[name] for name in names}
            )
        cls._open(request_type="support").stage_id = cls.done
        cls._open(request_type="support", steps="")
        cls._open(
            request_type="support",
            description='<img src="/web/image/1"/>',
            **{name: COMPLETE[name] for name in DETAILS[:-1]},
        )

    def test_the_filter_finds_what_the_mark_says(self):
        tickets = self.tickets.with_user(self.kim)
        domain = [("team_id", "=", self.accounts.id)]
        everything = tickets.search(domain)
        marked = everything.filtered("is_incomplete")
        self.assertEqual(len(marked), 9)
        self.assertEqual(
            tickets.search([*domain, ("is_incomplete", "=", True)]), marked
        )
        for term in (("is_incomplete", "=", False), ("is_incomplete", "!=", True)):
            self.assertEqual(tickets.search([*domain, term]), everything - marked)

    def test_many_cards_take_as_many_queries_as_one(self):
        # The database only counts the queries; a first look fills what Odoo keeps.
        tickets = self.tickets.with_user(self.kim).search(
            [("team_id", "=", self.accounts.id)]
        )
        names = ["missing_details", "missing_count", "is_incomplete"]
        tickets.read(names)
        counts = []
        for some in (tickets[:1], tickets):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.read(names)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)


class TestWhoReads(DetailsCase):
    def test_a_client_asks_the_server_for_none_of_it(self):
        ticket = self._open_support(**COMPLETE).with_user(self.cati)
        for name in (*DETAILS, "missing_details", "details_asked", "can_ask_details"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                ticket.read([name])

    def test_a_reseller_sees_the_mark_of_its_clients_cases(self):
        ticket = self._create_ticket(reported_type="support")
        self.assertEqual(ticket.with_user(self.ana).missing_count, 4)
