"""What the chatter says of a text before it is sent, and of who reads a text there."""

from odoo.exceptions import AccessError

from ..common import SupportLineCase, SupportLineHttpCase
from . import chatter_client

SUBTYPES = {"note": "mail.mt_note", "message": "mail.mt_comment"}


class ChatterCase(SupportLineCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()

    def _get_options(self, user, ticket=None):
        ticket = ticket or self.ticket
        return ticket.with_user(user)._get_writing_options()

    def _get_labels(self, user, ticket=None):
        options = self._get_options(user, ticket)
        return options["note"]["label"], options["message"]["label"]

    def _post(self, user, kind, **values):
        return self.ticket.with_user(user).message_post(
            body="Text",
            message_type="comment",
            subtype_xmlid=SUBTYPES[kind],
            **values,
        )

    def _create_direct_ticket(self):
        direct = self._create_team("direct", self.pia)
        return self._create_ticket(
            opener=self.pia, team_id=direct.id, partner_id=self.cleo.partner_id.id
        )


class TestButtons(ChatterCase):
    def test_a_resellers_buttons(self):
        for code in ("backlog_reseller", "in_progress_support", "resolved"):
            self._put(self.ticket, code)
            self.assertEqual(
                self._get_labels(self.ana), ("Note for the client", "Message to REVO")
            )

    def test_the_vendors_buttons_name_the_reseller(self):
        self._put(self.ticket, "in_progress_dev")
        for user in (self.sam, self.dan, self.mia):
            self.assertEqual(
                self._get_labels(user), ("Internal note", "Message to North"), user.name
            )

    def test_who_is_a_manager_at_a_reseller_writes_as_the_reseller(self):
        self.mia.groups_id += self.env.ref("revo_helpdesk_stages.group_reseller_user")
        self.north.user_ids += self.mia
        self.assertEqual(
            self._get_labels(self.mia), ("Note for the client", "Message to REVO")
        )

    def test_a_direct_teams_buttons(self):
        self.assertEqual(
            self._get_labels(self.pia, self._create_direct_ticket()),
            ("Internal note", "Message to the client"),
        )


class TestReaders(ChatterCase):
    def _get_readers(self, user, kind, ticket=None):
        return self._get_options(user, ticket)[kind]["readers"]

    def test_a_note_for_the_client(self):
        self._put(self.ticket, "in_progress_support")
        self.assertEqual(
            self._get_readers(self.ana, "note"),
            "Read by the client, North and REVO.",
        )

    def test_a_message_to_the_other_side(self):
        self._put(self.ticket, "in_progress_support")
        for user in (self.ana, self.sam, self.mia):
            self.assertEqual(
                self._get_readers(user, "message"),
                "Read by North and REVO. The client does not see it.",
            )

    def test_an_internal_note(self):
        self._put(self.ticket, "in_progress_dev")
        for user in (self.sam, self.dan, self.mia):
            self.assertEqual(self._get_readers(user, "note"), "Only REVO reads it.")

    def test_before_a_case_is_escalated_support_does_not_read_along(self):
        self.assertEqual(
            self._get_readers(self.ana, "note"),
            "Read by the client and North; by the support of REVO once the ticket is "
            "escalated.",
        )
        self.assertEqual(
            self._get_readers(self.ana, "message"),
            "Read by North; by the support of REVO once the ticket is escalated. The "
            "client does not see it.",
        )

    def test_a_direct_team(self):
        ticket = self._create_direct_ticket()
        self.assertEqual(
            self._get_readers(self.pia, "message", ticket), "The client reads it."
        )
        self.assertEqual(
            self._get_readers(self.pia, "note", ticket),
            "Only who works here reads it, the client does not.",
        )


class TestTold(ChatterCase):
    """Who the line says is told, and who is told then, are the same."""

    def _check_told(self, user, kind, expected, **values):
        """Check what is said, then post, and check who was told."""
        named = values.get("partner_ids", [])
        option = self.ticket.with_user(user).preview_text(kind, named)
        self.assertEqual(option["told"], expected)
        told = self._get_told(self._post(user, kind, **values))
        self.assertEqual(option["is_silent"], not told)
        names = ", ".join(sorted(told.mapped("name")))
        said = f"Notified: {names}." if told else "Nobody is notified"
        self.assertTrue(option["told"].startswith(said), (option["told"], names))

    def test_nobody_of_a_note_for_the_client(self):
        self.ticket.message_subscribe((self.ben | self.cleo).partner_id.ids)
        self._check_told(self.ana, "note", "Nobody is notified.")

    def test_nobody_of_an_internal_note(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self.ticket.message_subscribe((self.ana | self.dan).partner_id.ids)
        self._check_told(self.sam, "note", "Nobody is notified.")

    def test_nobody_yet_before_a_case_is_escalated(self):
        self._check_told(
            self.ana, "message", "Nobody is notified before the ticket is escalated."
        )

    def test_who_holds_the_case_on_the_other_side(self):
        self._put(self.ticket, "in_progress_support", user=self.sue)
        self._check_told(self.ana, "message", "Notified: Sue.")

    def test_the_team_where_nobody_holds_it(self):
        self._put(self.ticket, "backlog_support")
        self._check_told(self.ana, "message", "Notified: Sam, Sue.")
        self._check_told(self.sam, "message", "Notified: Ana, Ben.")

    def test_followers_who_may_read_it(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self.ticket.message_subscribe((self.ben | self.mia | self.cleo).partner_id.ids)
        self._check_told(self.ana, "message", "Notified: Ben, Mia, Sam.")

    def test_a_colleague_who_is_mentioned(self):
        self._check_told(
            self.ana, "note", "Notified: Ben.", partner_ids=self.ben.partner_id.ids
        )

    def test_who_is_mentioned_and_may_not_read_it(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self._check_told(
            self.ana,
            "message",
            "Notified: Sam. Not notified, though named: Cleo.",
            partner_ids=self.cleo.partner_id.ids,
        )
        self._check_told(
            self.sam,
            "note",
            "Nobody is notified. Not notified, though named: Ana.",
            partner_ids=self.ana.partner_id.ids,
        )

    def test_a_client_who_is_named_in_a_note_for_it(self):
        self._check_told(
            self.ana,
            "note",
            "Nobody is notified. Not notified, though named: Cleo.",
            partner_ids=self.cleo.partner_id.ids,
        )

    def test_many_are_counted(self):
        team = self.env["res.users"].union(
            *(self._create_user(f"agent{number}", "support") for number in range(5))
        )
        self.support.user_ids += team
        self._put(self.ticket, "backlog_support")
        option = self._get_options(self.ana)["message"]
        self.assertEqual(
            option["told"],
            "Notified: Agent0, Agent1, Agent2, Agent3, Agent4 and 2 more.",
        )

    def test_a_direct_team_chooses_whom_it_writes_to(self):
        options = self._get_options(self.pia, self._create_direct_ticket())
        self.assertFalse(options["message"]["is_addressed"])
        # The client gets it either way.
        self.assertIn(self.cleo.email, options["message"]["told"])
        self.assertEqual(options["note"]["told"], "Nobody is notified.")

    def test_what_is_said_does_not_write(self):
        before = self.ticket.message_ids
        self.ticket.with_user(self.ana).preview_text("message", [])
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.ticket.message_ids, before)


class TestPreviewAccess(ChatterCase):
    def test_of_another_resellers_ticket_nothing_is_told(self):
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.rita).preview_text("message", [])

    def test_a_name_that_the_user_may_not_see_is_not_told(self):
        option = self.ticket.with_user(self.ana).preview_text(
            "note", (self.rita | self.cora).partner_id.ids
        )
        self.assertNotIn("Rita", option["told"])
        self.assertNotIn("Cora", option["told"])

    def test_no_query_is_made_for_each_message(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._get_options(self.ana)
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        for _number in range(5):
            self._post(self.ana, "message")
        self.assertEqual(count(), few)


class TestSuggestions(ChatterCase):
    def test_nobody_is_suggested_on_a_ticket_of_the_line(self):
        for user in (self.ana, self.mia):
            self.assertFalse(chatter_client.get_suggested(self.ticket.with_user(user)))

    def test_a_direct_team_is_suggested_its_client(self):
        ticket = self._create_direct_ticket()
        self.assertIn(
            self.cleo.partner_id.id,
            chatter_client.get_suggested(ticket.with_user(self.pia)),
        )


class TestChatterData(SupportLineHttpCase):
    """What the web client is handed."""

    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket_in("in_progress_support", user=self.sam)

    def _get_thread(self, user, ticket):
        self._log_in(user)
        return chatter_client.fetch_thread(self, ticket)

    def test_the_words_come_with_the_ticket(self):
        for user, label in (
            (self.ana, "Message to REVO"),
            (self.sam, "Message to North"),
        ):
            thread = self._get_thread(user, self.ticket)
            self.assertEqual(thread["writing_options"]["message"]["label"], label)

    def test_other_documents_have_none(self):
        thread = self._get_thread(self.mia, self.mia.partner_id)
        self.assertNotIn("writing_options", thread)

    def test_a_client_learns_nobodys_name(self):
        self._log_in(self.cleo)
        answer = str(chatter_client.ask_for_thread(self, self.ticket))
        self.assertNotIn("writing_options", answer)
        self.assertNotIn("Sam", answer)

    def test_each_message_says_who_reads_it(self):
        for user, kind in (
            (self.cleo, "message"),
            (self.ana, "note"),
            (self.ana, "message"),
            (self.sam, "note"),
        ):
            self._write_text(self.ticket, user, kind)
        for user, expected in (
            (self.ana, {"client", "reseller"}),
            (self.sam, {"client", "reseller", "vendor"}),
        ):
            self._log_in(user)
            texts = chatter_client.fetch_messages(self, self.ticket)
            self.assertEqual({text["audience"] for text in texts}, expected)

    def test_a_message_that_was_just_posted_says_who_reads_it(self):
        self._log_in(self.sam)
        for kind, audience in (("note", "vendor"), ("message", "reseller")):
            posted = chatter_client.post(self, self.ticket, kind)
            self.assertEqual(posted["audience"], audience)
