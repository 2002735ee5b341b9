"""What a client's words do to a resolved ticket, and to a closed one."""


from odoo.exceptions import AccessError, UserError

from ..common import SupportLineHttpCase
from ..compat import offer_categories
from ..mail.mail_case import MailCase


class RepliesCase(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team("direct", cls.pia, alias_name="desk")
        cls.done = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        cls.line = cls._create_ticket_in("in_progress_reseller", user=cls.ana)
        cls.direct = cls._create_ticket(team_id=cls.desk.id, user_id=cls.pia.id)
        cls.told = {
            cls.line: cls._say(cls.ana, cls.line, "mail.mt_note"),
            cls.direct: cls._say(cls.pia, cls.direct, "mail.mt_comment"),
        }
        cls.line.with_user(cls.ana).stage_id = cls.stage["resolved"]
        cls.direct.with_user(cls.pia).stage_id = cls.done

    @classmethod
    def _say(cls, user, ticket, subtype):
        return (
            ticket.with_user(user)
            .message_post(
                body="Try now.", message_type="comment", subtype_xmlid=subtype
            )
            .sudo()
        )

    def _reply(self, ticket, text, sender=None, **headers):
        return self._receive(
            sender or self.cleo.email, self.told[ticket], text=text, **headers
        )

    def _ask_for_rating(self, ticket):
        return self.env["rating.rating"].create(
            {
                "partner_id": self.cleo.partner_id.id,
                "rated_partner_id": self.ana.partner_id.id,
                "res_id": ticket.id,
                "res_model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
            }
        )

    def _rate(self, ticket, rating, rate, said):
        """Rate as the page does that an e-mail leads to."""
        visitor = self.env.ref("base.public_user")
        ticket.with_user(visitor).sudo().rating_apply(
            rate, token=rating.access_token, feedback=said
        )

    def _close(self):
        for ticket in (self.line, self.direct):
            self._as(self.cleo, ticket)._close_as_client()


class TestRepliesToResolved(RepliesCase):
    def test_an_answer_reopens_and_waits_for_an_answer(self):
        for ticket, start in (
            (self.line, self.stage["backlog_reseller"]),
            (self.direct, self.desk._get_applicable_stages()[0]),
        ):
            message = self._reply(ticket, "It fails again.")
            self.assertEqual(message.res_id, ticket.id)
            self.assertEqual(ticket.stage_id, start)
            self.assertFalse(ticket.resolved_date)
            self.assertTrue(ticket.answer_since)
        self.assertEqual(self.line.user_id, self.ana)

    def test_thanks_are_kept_and_change_nothing(self):
        for ticket in (self.line, self.direct):
            stage = ticket.stage_id
            message = self._reply(
                ticket, "Moltes gràcies!\nCleo\n\n> Try now. Does it work?"
            )
            self.assertEqual(message.res_id, ticket.id)
            self.assertEqual(ticket.stage_id, stage)
            self.assertTrue(ticket.resolved_date)
            self.assertFalse(ticket.answer_since)

    def test_who_is_away_reopens_nothing(self):
        for ticket in (self.line, self.direct):
            stage = ticket.stage_id
            message = self._reply(
                ticket, "I am back on Monday.", Auto_Submitted="auto-replied"
            )
            self.assertEqual(message.res_id, ticket.id)
            self.assertEqual(ticket.stage_id, stage)
            self.assertFalse(ticket.answer_since)

    def test_a_stranger_reopens_nothing(self):
        self._reply(self.line, "It fails again.", sender="eve@elsewhere.example")
        self._reply(self.line, "It fails again.", sender=self.cora.email)
        self.assertEqual(self.line.stage_id, self.stage["resolved"])

    def test_what_staff_writes_reopens_nothing(self):
        self._reply(self.line, "It was the cable.", sender=self.ana.email)
        self.assertEqual(self.line.stage_id, self.stage["resolved"])

    def test_a_rating_is_no_answer(self):
        for ticket in (self.line, self.direct):
            before = ticket.stage_id
            rating = self._ask_for_rating(ticket)
            for rate, said in ((1, "It took days."), (5, "But it is fine.")):
                self._rate(ticket, rating, rate, said)
                self.assertEqual(ticket.stage_id, before)
                self.assertFalse(ticket.answer_since)
                self.assertEqual(rating.feedback, said)
            texts = " ".join(ticket.message_ids.mapped("body"))
            self.assertIn("It took days.", texts)
            self.assertIn("But it is fine.", texts)

    def test_thanks_for_an_open_case_are_an_answer(self):
        self._put(self.line, "in_progress_reseller", user=self.ana)
        self._move(self.line, self.ana, "backlog_client")
        self._reply(self.line, "Thanks!")
        self.assertEqual(self.line.stage_id, self.stage["backlog_reseller"])


class TestRepliesToClosed(RepliesCase):
    def setUp(self):
        super().setUp()
        self._close()

    def test_a_reply_opens_a_new_ticket_about_the_old_one(self):
        for ticket, team in ((self.line, self.north), (self.direct, self.desk)):
            before = ticket.message_ids
            message = self._reply(ticket, "It fails again.")
            new = self.tickets.browse(message.res_id)
            self.assertNotEqual(new, ticket)
            self.assertEqual(new.follows_id, ticket)
            self.assertEqual(new.team_id, team)
            self.assertEqual(new.partner_id, self.cleo.partner_id)
            self.assertEqual(new.origin, "client")
            self.assertIn("It fails again.", new.description)
            self.assertEqual(message.audience, "client")
            self.assertTrue(new.answer_since)
            ticket.invalidate_recordset()
            self.assertEqual(ticket.message_ids, before)
            self.assertTrue(ticket.closed_date)
            self.assertEqual(ticket.followed_by_ids, new)
            self.assertEqual(new.previous_id, ticket)

    def test_thanks_and_machines_open_nothing(self):
        before = self.tickets.search_count([])
        for ticket in (self.line, self.direct):
            for message in (
                self._reply(ticket, "Gracias"),
                self._reply(ticket, "I am away.", Auto_Submitted="auto-replied"),
            ):
                self.assertEqual(message.res_id, ticket.id)
            self.assertFalse(ticket.answer_since)
            self.assertTrue(ticket.closed_date)
        self.assertEqual(self.tickets.search_count([]), before)

    def test_a_stranger_opens_nothing_about_it(self):
        before = self.tickets.search_count([])
        for sender in ("eve@elsewhere.example", self.cora.email):
            self.assertFalse(self._reply(self.line, "Me too.", sender=sender))
        self.assertEqual(self.tickets.search_count([]), before)

    def test_staff_still_writes_on_it(self):
        message = self._reply(self.line, "It was the cable.", sender=self.ana.email)
        self.assertEqual(message.res_id, self.line.id)
        self.assertTrue(self.line.closed_date)

    def test_the_client_still_rates_it(self):
        for ticket in (self.line, self.direct):
            rating = self._ask_for_rating(ticket)
            self._rate(ticket, rating, 5, "All is well.")
            self.assertTrue(ticket.closed_date)
            self.assertEqual(rating.rating, 5)

    def test_a_canceled_ticket_is_closed_too(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        self.told[ticket] = self._say(self.ana, ticket, "mail.mt_note")
        self._move(ticket, self.sam, "canceled")
        message = self._reply(ticket, "Why?")
        self.assertEqual(self.tickets.browse(message.res_id).follows_id, ticket)

    def test_a_new_contact_of_another_reseller_follows_to_its_own(self):
        self.shop.reseller_team_id = self.south
        new = self.tickets.browse(self._reply(self.line, "It fails again.").res_id)
        self.assertEqual(new.reseller_team_id, self.south)
        # The old one is another reseller's.
        self.assertFalse(new.with_user(self.rita).previous_id)
        self.assertFalse(self.line.with_user(self.ana).followed_by_ids)
        self.assertEqual(new.with_user(self.mia).previous_id, self.line)

    def test_the_client_writes_on_it_by_no_other_way(self):
        for ticket in (self.line, self.direct):
            before = ticket.message_ids
            with self.assertRaises(UserError):
                ticket.with_user(self.cleo).message_post(
                    body="Hello?",
                    message_type="comment",
                    subtype_xmlid="mail.mt_comment",
                )
            ticket.invalidate_recordset()
            self.assertEqual(ticket.message_ids, before)

    def test_nobody_follows_what_they_may_not_see(self):
        for user in (self.rita, self.sam, self.ana):
            with self.assertRaises(AccessError):
                self._create_ticket(opener=user, follows_id=self.line.id)
        new = self._create_ticket_in("in_progress_reseller")
        with self.assertRaises(AccessError):
            new.with_user(self.ana).follows_id = self.line


class TestFollowUpPage(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        offer_categories(cls.company)

    def _close(self, ticket):
        self._move(ticket, self.ana, "resolved")
        self._as(self.cleo, ticket)._close_as_client()
        self.env.flush_all()

    def test_the_page_of_a_closed_ticket_leads_to_a_new_one_about_it(self):
        old = self._create_ticket_in("in_progress_reseller", name="The till is stuck")
        self._log_in(self.cleo)
        self.assertNotIn("/new/ticket", self._get_page(old))
        self._close(old)
        self.assertIn(f"/new/ticket?follows={old.id}", self._get_page(old))
        form = self.url_open(f"/new/ticket?follows={old.id}").text
        self.assertIn("The till is stuck", form)
        self.assertIn(old.number, form)
        category = self.env["helpdesk.ticket.category"].search([], limit=1)
        self._post(
            "/submitted/ticket",
            subject="Stuck again",
            description="Since noon.",
            category=category.id,
            follows=old.id,
        )
        self.env.invalidate_all()
        new = self.tickets.search([("name", "=", "Stuck again")])
        self.assertEqual(new.follows_id, old)
        self.assertEqual(new.team_id, self.north)
        self.assertIn(f'href="/my/ticket/{old.id}"', self._get_page(new))
        self.assertIn(f'href="/my/ticket/{new.id}"', self._get_page(old))
        # Who only has the link of one reads nothing of the other.
        token = new._portal_ensure_token()
        self.authenticate(None, None)
        page = self._get_page(new, access_token=token)
        self.assertIn("Stuck again", page)
        self.assertNotIn(old.number, page)

    def test_what_follows_a_direct_ticket_goes_to_its_team(self):
        desk = self._create_team("direct", self.pia, name="Desk")
        old = self._create_ticket(team_id=desk.id)
        old.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_rejected")
        self._log_in(self.cleo)
        category = self.env["helpdesk.ticket.category"].search([], limit=1)
        self._post(
            "/submitted/ticket",
            subject="Once more",
            description="x",
            category=category.id,
            follows=old.id,
        )
        self.env.invalidate_all()
        new = self.tickets.search([("name", "=", "Once more")])
        self.assertEqual((new.follows_id, new.team_id), (old, desk))
        self.assertEqual(new.stage_id, desk._get_applicable_stages()[0])

    def test_nothing_follows_an_open_ticket_or_a_foreign_one(self):
        mine = self._create_ticket_in("in_progress_reseller")
        foreign = self._create_ticket_in(
            "canceled", partner_id=self.cora.partner_id.id, name="A secret of Cafe"
        )
        self._log_in(self.cleo)
        category = self.env["helpdesk.ticket.category"].search([], limit=1)
        for index, old in enumerate((mine, foreign)):
            form = self.url_open(f"/new/ticket?follows={old.id}").text
            self.assertNotIn(old.name, form)
            name = f"Follows nothing {index}"
            self._post(
                "/submitted/ticket",
                subject=name,
                description="x",
                category=category.id,
                follows=old.id,
            )
            self.env.invalidate_all()
            new = self.tickets.search([("name", "=", name)])
            self.assertTrue(new)
            self.assertFalse(new.follows_id)
