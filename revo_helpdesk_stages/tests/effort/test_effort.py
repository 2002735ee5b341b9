"""Some clients say how easy it was; their reseller and managers read it."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError

from ...policies.effort import is_drawn
from ..common import SupportLineHttpCase

MONDAY = "2030-03-04 10:00:00"
WORD = "Zanzibar"


class EffortCase(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north.effort_share = 100
        cls.south.effort_share = 100
        cls.report = cls.env["helpdesk.effort.report"]
        cls.ratings = cls.env["rating.rating"]

    def _resolve(self, client=None, when=MONDAY):
        client = client or self.cleo
        ticket = self._create_ticket(partner_id=client.partner_id.id)
        reseller = self.ana if ticket.reseller_team_id == self.north else self.rita
        with freeze_time(when):
            self._walk(
                ticket, (reseller, "in_progress_reseller"), (reseller, "resolved")
            )
        return ticket

    def _say(self, ticket, face=5, text=WORD, user=None):
        ticket = ticket.with_user(user or self.cleo).sudo()
        ticket._say_effort_as_client(face, text)
        self.env.flush_all()
        self.env.invalidate_all()

    def _is_asked(self, ticket):
        return ticket.sudo().effort_state == "asked"

    def _get_rating(self, ticket):
        return self.ratings.search(
            [("res_model", "=", ticket._name), ("res_id", "=", ticket.id)]
        )


class TestAsked(EffortCase):
    def test_nobody_is_asked_unless_the_team_wants_it(self):
        team = self._create_team("reseller", self.ana)
        self.assertEqual(team.effort_share, 0)
        self.north.effort_share = 0
        ticket = self._resolve()
        self.assertFalse(ticket.sudo().effort_state)
        self.assertNotIn(
            "effort", ticket.with_user(self.cleo).sudo()._get_client_actions()
        )

    def test_a_company_is_asked_once_a_week(self):
        self.assertTrue(self._is_asked(self._resolve()))
        self.assertFalse(self._is_asked(self._resolve()))
        self.assertTrue(self._is_asked(self._resolve(self.cora)))
        self.assertFalse(self._is_asked(self._resolve(when="2030-03-11 09:59:00")))
        self.assertTrue(self._is_asked(self._resolve(when="2030-03-11 10:01:00")))

    def test_it_is_drawn_once_for_each_ticket(self):
        self.north.effort_share = 1
        ticket = self._resolve()
        ticket.sudo().effort_state = "skipped"
        self.north.effort_share = 100
        self._walk(ticket, (self.ana, "backlog_reseller"))
        self._walk(ticket, (self.ana, "in_progress_reseller"), (self.ana, "resolved"))
        self.assertEqual(ticket.sudo().effort_state, "skipped")

    def test_of_a_hundred_as_many_are_drawn_as_the_team_says(self):
        for share in (0, 1, 37, 100):
            drawn = sum(is_drawn(share, number) for number in range(100))
            self.assertEqual(drawn, share)
        for share in (-1, 101):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.north.effort_share = share

    def test_who_cannot_log_in_is_not_asked(self):
        contact = self.env["res.partner"].create(
            {"name": "Carl", "email": "carl@line.example", "parent_id": self.shop.id}
        )
        ticket = self._create_ticket(partner_id=contact.id)
        self._walk(ticket, (self.ana, "in_progress_reseller"), (self.ana, "resolved"))
        self.assertEqual(ticket.sudo().effort_state, "skipped")

    def test_the_e_mail_asks_with_a_link_for_each_face(self):
        ticket = self._resolve()
        mail = self.env["mail.mail"].search(
            [("model", "=", ticket._name), ("res_id", "=", ticket.id)], limit=1
        )
        for face in (5, 3, 1):
            self.assertIn(f"/my/ticket/{ticket.id}?face={face}#effort", mail.body_html)
        other = self._resolve()
        mail = self.env["mail.mail"].search(
            [("model", "=", ticket._name), ("res_id", "=", other.id)], limit=1
        )
        self.assertTrue(mail)
        self.assertNotIn("effort", mail.body_html)


class TestSaid(EffortCase):
    def test_the_page_takes_it_once(self):
        ticket = self._resolve()
        self._log_in(self.cleo)
        page = self._get_page(ticket, face=3)
        self.assertIn("How easy was it", page)
        self.assertRegex(page, r'<input[^>]*id="face_3"[^>]*checked')
        # A look says nothing, such as that of a scanner of e-mails.
        self.assertFalse(self._get_rating(ticket))
        answer = self._post(f"/my/ticket/{ticket.id}/effort", face="3", text=WORD)
        self.assertIn("Thank you for telling us.", answer.text)
        self.assertNotIn("How easy was it", answer.text)
        rating = self._get_rating(ticket)
        self.assertEqual(rating.rating, 3)
        self.assertEqual(rating.feedback, WORD)
        self.assertEqual(rating.partner_id, self.cleo.partner_id)
        again = self._post(f"/my/ticket/{ticket.id}/effort", face="1", text="No")
        self.assertEqual(again.status_code, 422)
        self.assertEqual(self._get_rating(ticket), rating)
        self.assertEqual(rating.rating, 3)

    def test_a_face_has_to_be_chosen_and_what_was_typed_stays(self):
        ticket = self._resolve()
        self._log_in(self.cleo)
        for face in ("", "2", "6", "abc"):
            answer = self._post(f"/my/ticket/{ticket.id}/effort", face=face, text=WORD)
            self.assertEqual(answer.status_code, 422)
            self.assertIn(WORD, answer.text)
        self.assertFalse(self._get_rating(ticket))

    def test_nobody_else_says_it(self):
        ticket = self._resolve()
        skipped = self._resolve()
        for of, user in (
            (ticket, self.cora),
            (ticket, self.ana),
            (ticket, self.sam),
            (skipped, self.cleo),
        ):
            with self.assertRaises(UserError):
                self._say(of, user=user)

    def test_it_is_no_message_and_reopens_nothing(self):
        ticket = self._resolve()
        stage, messages = ticket.stage_id, ticket.message_ids
        self._say(ticket, 1, "It does not work at all!")
        self.assertEqual(ticket.message_ids, messages)
        self.assertEqual(ticket.stage_id, stage)
        self.assertFalse(self._get_rating(ticket).message_id)

    def test_it_is_said_also_when_the_ticket_is_closed(self):
        ticket = self._resolve()
        ticket.with_user(self.cleo).sudo()._close_as_client()
        self._say(ticket)
        self.assertTrue(self._get_rating(ticket))


class TestReaders(EffortCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._resolve()
        self._say(self.ticket)

    def test_managers_and_the_own_reseller_read_it_in_the_report(self):
        for user in (self.mia, self.ana, self.ben):
            row = self.report.with_user(user).search(
                [("ticket_id", "=", self.ticket.id)]
            )
            self.assertEqual(row.feedback, WORD)
            self.assertEqual(row.face, "5")
            self.assertEqual(row.effort, 5)
            self.assertEqual(row.party_team_id, self.north)

    def test_other_parties_learn_nothing(self):
        self.assertFalse(self.report.with_user(self.rita).search([]))
        for user in (self.sam, self.dan, self.pia, self.cleo, self.cora):
            with self.assertRaises(AccessError):
                self.report.with_user(user).search([])

    def test_who_gets_the_client_later_reads_nothing_of_it(self):
        self.ticket.with_user(self.mia).write({"reseller_team_id": self.south.id})
        for user in (self.ana, self.rita):
            self.assertFalse(self.report.with_user(user).search([]))

    def test_the_rating_itself_is_the_managers(self):
        rating = self._get_rating(self.ticket)
        self.assertTrue(rating.with_user(self.mia).read(["feedback"]))
        for user in (self.ana, self.rita, self.sam, self.dan, self.pia):
            own = self.ratings.with_user(user)
            self.assertFalse(own.search([("res_model", "=", self.ticket._name)]))
            for act in (
                lambda of=user: rating.with_user(of).read(["feedback"]),
                lambda of=user: rating.with_user(of).write({"rating": 1}),
            ):
                with self.assertRaises(AccessError):
                    act()
        for user in (self.cleo, self.cora):
            with self.assertRaises(AccessError):
                self.ratings.with_user(user).search([])

    def test_the_ticket_tells_nobody_that_its_client_was_asked(self):
        for user in (self.ana, self.sam, self.cleo):
            for name in ("effort_state", "effort_asked_date"):
                with self.assertRaises(AccessError):
                    self.ticket.with_user(user).read([name])
        self.assertFalse(self.ticket.with_user(self.ana).rating_ids)

    def test_no_link_changes_it(self):
        rating = self._get_rating(self.ticket)
        self.assertFalse(rating.access_token)
        for token in ("False", "None", "0"):
            self.url_open(f"/rate/{token}/1")
        self.env.invalidate_all()
        self.assertEqual(rating.rating, 5)
