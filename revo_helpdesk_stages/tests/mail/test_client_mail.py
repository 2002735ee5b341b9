"""What is for the client goes to the client's address, whoever writes and by whatever
way.
"""

from datetime import timedelta
from email.utils import parseaddr

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError

from ..common import SupportLineHttpCase
from .mail_case import DOMAIN, MailCase, MailMixin
from .mail_server import get_html

ADDRESS = "eve@elsewhere.example"

#: Whose address the client's is: ``(contact's e-mail, ticket's e-mail, archived)``;
#: ``None`` for no contact.
_CLIENTS = {
    "contact": (ADDRESS, False, False),
    "contact without an address": (False, f"Eve <{ADDRESS}>", False),
    "archived contact": (ADDRESS, False, True),
    "archived, address on the ticket": (False, ADDRESS, True),
    "nobody's contact": (None, f"Eve <{ADDRESS}>", False),
    "no address": (False, False, False),
    "no contact, no address": (None, False, False),
}
_UNREACHABLE = {"no address", "no contact, no address"}


class ClientMailMixin(MailMixin):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team(
            "direct", cls.pia, name="Desk", alias_name="desk", acknowledges=False
        )
        cls.north.acknowledges = False
        # The mail server takes these senders as they are.
        cls.env["ir.mail_server"].search(
            [], limit=1
        ).from_filter = f"{DOMAIN},private.example"
        cls.pia.email = "pia@private.example"
        cls.mia.email = "mia@private.example"

    def _create_for(self, kind, pipeline):
        """Create a ticket whose client is of a kind, and does not follow it."""
        contact_email, ticket_email, archived = _CLIENTS[kind]
        team = self.desk if pipeline == "direct" else self.north
        contact = self.env["res.partner"]
        if contact_email is not None:
            contact = contact.create(
                {
                    "name": "Eve",
                    "email": contact_email,
                    "parent_id": self.shop.id,
                }
            )
        ticket = self.tickets.with_user(self.mia).create(
            {
                "name": "No paper",
                "description": "<p>At all.</p>",
                "team_id": team.id,
                "origin": "client",
                "partner_id": contact.id,
                "partner_name": "Eve",
                "partner_email": ticket_email,
                "send_acknowledgement": False,
            }
        )
        ticket = self.tickets.browse(ticket.id)
        contact.active = not archived
        # As if the client itself had opened it.
        ticket.write(
            {"answer_since": fields.Datetime.now(), "first_answer_date": False}
        )
        ticket.message_unsubscribe(contact.ids)
        self.env.flush_all()
        return ticket

    def _check_reached(self, ticket, kind, said="The drawer"):
        """Check that the client got it once, or that the ticket says that it did not,
        and that nobody is answered before.
        """
        ticket.invalidate_recordset()
        mails = self.mail_server.get_mails_to(ADDRESS)
        if kind in _UNREACHABLE:
            self.assertFalse(mails)
            self.assertTrue(ticket.is_undelivered)
            self.assertIn("no e-mail address", ticket.undelivered_text)
            self.assertTrue(ticket.answer_since)
            self.assertFalse(ticket.first_answer_date)
            return
        self.assertEqual(len(mails), 1)
        self.assertEqual(parseaddr(mails[0]["To"]), ("Eve", ADDRESS))
        self.assertIn(said, get_html(mails[0]))
        for private in (self.pia.email, self.sue.email, self.mia.email):
            self.assertNotIn(private, mails[0].as_string())
        self.assertFalse(ticket.is_undelivered)
        self.assertFalse(ticket.answer_since)
        self.assertTrue(ticket.first_answer_date)


class TestEveryWay(ClientMailMixin, SupportLineHttpCase):
    """Each role, by each way, to each kind of client."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk.user_ids += cls.sue
        cls.sue.email = "sue@private.example"

    def _be(self, user):
        """Log in, once for all that somebody does in a row: it takes its time."""
        if getattr(self, "logged_in", None) != user:
            self._log_in(user)
            self.logged_in = user

    def _by_chatter(self, user, ticket, audience):
        self._be(user)
        answer = self._post_json(
            "/mail/message/post",
            thread_model="helpdesk.ticket",
            thread_id=ticket.id,
            post_data={
                "body": "The drawer",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                "partner_ids": [],
                **({"audience": audience} if audience else {}),
            },
        )
        self.assertNotIn("error", answer)

    def _by_rpc(self, user, ticket, audience):
        self._be(user)
        answer = self._call(
            "helpdesk.ticket",
            "message_post",
            [ticket.id],
            body="The drawer",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            **({"audience": audience} if audience else {}),
        )
        self.assertNotIn("error", answer)

    def _by_composer(self, user, ticket, _audience):
        composer = self.env["mail.compose.message"].with_user(user)
        composer = composer.with_context(
            default_model="helpdesk.ticket",
            default_res_ids=ticket.ids,
            default_composition_mode="comment",
        )
        composer.create(
            {
                "body": "<p>The drawer</p>",
                "subtype_id": self.env.ref("mail.mt_comment").id,
            }
        ).action_send_mail()

    def _by_mail(self, user, ticket, _audience):
        question = ticket.message_post(
            author_id=False,
            email_from=ADDRESS,
            body="It stays shut",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(question.author_tier, "client")
        self._receive(user.email, question, to=f"desk@{DOMAIN}", text="The drawer")

    def _get_cases(self):
        """Return ``(pipeline, user, way, audience to ask for)``."""
        ways = (self._by_chatter, self._by_rpc, self._by_composer, self._by_mail)
        for user in (self.pia, self.sue, self.mia):
            for way in ways:
                yield "direct", user, way, None
        # In the line only a manager sends to a client; a reseller's words are notes.
        yield "line", self.mia, self._by_rpc, "client"

    def test_it_goes_to_the_clients_address(self):
        partners = self.env["res.partner"].with_context(active_test=False)
        for pipeline, user, way, audience in self._get_cases():
            for kind in _CLIENTS:
                with self.subTest(
                    pipeline=pipeline, user=user.name, way=way.__name__, kind=kind
                ):
                    ticket = self._create_for(kind, pipeline)
                    before = partners.search_count([])
                    self.mail_server.received.clear()
                    with self._sending():
                        way(user, ticket, audience)
                    self._check_reached(ticket, kind)
                    self.assertEqual(partners.search_count([]), before)

    def test_an_internal_note_goes_to_no_client(self):
        for kind in _CLIENTS:
            ticket = self._create_for(kind, "direct")
            with self._sending():
                ticket.with_user(self.pia).message_post(
                    body="The drawer", subtype_xmlid="mail.mt_note"
                )
            self.assertFalse(self.mail_server.get_mails_to(ADDRESS), kind)
            self.assertFalse(ticket.is_undelivered, kind)

    def test_what_the_client_writes_does_not_come_back(self):
        ticket = self._create_for("nobody's contact", "direct")
        self._receive(
            f"Eve <{ADDRESS}>",
            to=f"desk@{DOMAIN}",
            In_Reply_To=ticket.message_ids[:1].message_id,
            References=ticket.message_ids[:1].message_id,
        )
        self.assertFalse(self.mail_server.get_mails_to(ADDRESS))

    def test_an_absence_notice_of_the_staff_is_nobodys_word(self):
        ticket = self._create_for("nobody's contact", "direct")
        self._receive(
            self.pia.email,
            to=f"desk@{DOMAIN}",
            In_Reply_To=ticket.message_ids[:1].message_id,
            References=ticket.message_ids[:1].message_id,
            Auto_Submitted="auto-replied",
        )
        self.assertFalse(self.mail_server.get_mails_to(ADDRESS))
        self.assertFalse(ticket.is_undelivered)

    def test_a_template_of_a_stage_goes_there_too(self):
        rejected = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_rejected")
        for kind in _CLIENTS.keys() - _UNREACHABLE:
            with self.subTest(kind=kind):
                ticket = self._create_for(kind, "direct")
                self.cr.precommit.run()
                self.mail_server.received.clear()
                with self._sending():
                    ticket.with_user(self.pia).stage_id = rejected
                    self.env.flush_all()
                    self.cr.precommit.run()
                mails = self.mail_server.get_mails_to(ADDRESS)
                self.assertEqual(len(mails), 1, [mail["Subject"] for mail in mails])


class TestStranger(ClientMailMixin, MailCase):
    """A mail from somebody who is no contact opens a ticket of a direct team."""

    def test_the_name_is_kept_and_greeted_and_the_answer_arrives(self):
        self.desk.acknowledges = True
        message = self._receive(f"Eve Adams <{ADDRESS}>", to=f"desk@{DOMAIN}")
        [hello] = self.mail_server.get_mails_to(ADDRESS)
        self.assertIn("Dear Eve Adams,", get_html(hello))
        ticket = self.tickets.browse(message.res_id)
        self.mail_server.received.clear()
        with self._sending():
            ticket.with_user(self.pia).message_post(
                body="The drawer", subtype_xmlid="mail.mt_comment"
            )
        [answer] = self.mail_server.get_mails_to(ADDRESS)
        self.assertEqual(parseaddr(answer["To"]), ("Eve Adams", ADDRESS))
        back = self._receive(
            f"Eve Adams <{ADDRESS}>",
            to=answer["Reply-To"],
            In_Reply_To=answer["Message-Id"],
            References=answer["References"],
        )
        self.assertEqual(back.res_id, ticket.id)

    def test_who_became_a_contact_meanwhile_gets_it_once(self):
        ticket = self._create_for("nobody's contact", "direct")
        contact = self.env["res.partner"].create({"name": "Eve", "email": ADDRESS})
        ticket.message_subscribe(contact.ids)
        with self._sending():
            ticket.with_user(self.pia).message_post(
                body="The drawer",
                subtype_xmlid="mail.mt_comment",
                partner_ids=contact.ids,
            )
        self.assertEqual(len(self.mail_server.get_mails_to(ADDRESS)), 1)

    def test_it_is_in_the_language_of_the_house(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.company.partner_id.lang = "es_ES"
        ticket = self._create_for("nobody's contact", "direct")
        self.assertEqual(ticket._get_client_lang(), "es_ES")

    def test_the_composer_says_where_it_goes(self):
        for kind in _CLIENTS:
            ticket = self._create_for(kind, "direct")
            said = ticket.with_user(self.pia).preview_text("message", [])
            with self.subTest(kind=kind):
                self.assertEqual(ADDRESS in said["told"], kind not in _UNREACHABLE)
                self.assertEqual(said["is_silent"], kind in _UNREACHABLE)


class TestSendersOfTeams(ClientMailMixin, MailCase):
    def _answer(self, kind="nobody's contact"):
        ticket = self._create_for(kind, "direct")
        self.mail_server.received.clear()
        with self._sending():
            ticket.with_user(self.pia).message_post(
                body="The drawer", subtype_xmlid="mail.mt_comment"
            )
        [mail] = self.mail_server.get_mails_to(ADDRESS)
        return parseaddr(mail["From"]), parseaddr(mail["Reply-To"])[1]

    def test_they_come_from_the_teams_name_and_address(self):
        for kind in ("contact", "nobody's contact"):
            sender, answered = self._answer(kind)
            self.assertEqual(sender, ("Desk", f"desk@{DOMAIN}"))
            self.assertEqual(answered, f"desk@{DOMAIN}")

    def test_without_an_alias_from_the_house(self):
        self.desk.alias_name = False
        sender, answered = self._answer()
        self.assertEqual(sender, ("Desk", f"catchall@{DOMAIN}"))
        self.assertEqual(answered, f"catchall@{DOMAIN}")
        self.company.alias_domain_id = False
        for name in (False, "desk"):
            self.desk.write({"alias_name": name, "alias_domain_id": False})
            sender, answered = self._answer()
            self.assertEqual(sender, ("Desk", f"office@{DOMAIN}"))
            self.assertEqual(answered, f"office@{DOMAIN}")

    def test_a_team_may_let_its_people_write_in_their_own_name(self):
        self.desk.mail_sender = "person"
        sender, answered = self._answer()
        self.assertEqual(sender, ("Pia", self.pia.email))
        self.assertEqual(answered, f"desk@{DOMAIN}")


class TestUndelivered(ClientMailMixin, MailCase):
    def _write(self, ticket, user=None):
        with self._sending():
            message = ticket.with_user(user or self.pia).message_post(
                body="The drawer", subtype_xmlid="mail.mt_comment"
            )
        return message.with_env(self.env)

    def _run_queue(self):
        with self._sending():
            self.env["mail.mail"].process_email_queue()
        self.env.invalidate_all()

    def _get_activities(self, ticket):
        kind = self.env.ref("revo_helpdesk_stages.mail_activity_type_undelivered")
        return ticket.activity_ids.filtered(lambda a: a.activity_type_id == kind)

    def test_with_an_address_it_is_sent_again(self):
        ticket = self._create_for("no address", "direct")
        self._write(ticket)
        as_user = ticket.with_user(self.pia)
        with self.assertRaisesRegex(UserError, "no e-mail address"):
            as_user.action_resend()
        as_user.partner_email = ADDRESS
        with self._sending():
            self.assertEqual(as_user.action_resend()["type"], "ir.actions.client")
        self.assertEqual(len(self.mail_server.get_mails_to(ADDRESS)), 1)
        self.assertFalse(ticket.is_undelivered)
        self.assertTrue(ticket.first_answer_date)
        self.assertFalse(ticket.answer_since)
        with self.assertRaises(UserError):
            as_user.action_resend()

    def _check_told(self, ticket):
        self.assertTrue(ticket.user_id)
        self.assertEqual(self._get_activities(ticket).user_id, ticket.user_id)

    def _refuse_for(self, kind, days):
        """Let the mail server refuse what is written, for some days."""
        start = fields.Datetime.now()
        ticket = self._create_for(kind, "direct")
        self.mail_server.refusal = "451 try again later"
        self._write(ticket)
        for hours in range(0, days * 24, 3):
            with freeze_time(start + timedelta(hours=hours)):
                self._run_queue()
        return ticket, start

    def _silence(self):
        return self.assertLogs("odoo.addons.mail.models.mail_mail", "ERROR")

    def test_what_the_server_refuses_is_tried_again_and_arrives(self):
        for kind in ("contact", "nobody's contact"):
            with self.subTest(kind=kind), self._silence():
                ticket, start = self._refuse_for(kind, days=1)
                self.assertTrue(ticket.is_undelivered)
                self.assertIn("tried again", ticket.undelivered_text)
                self.assertFalse(self._get_activities(ticket))
                self.mail_server.received.clear()
                self.mail_server.refusal = None
                with freeze_time(start + timedelta(hours=36)):
                    self._run_queue()
                self.assertEqual(len(self.mail_server.get_mails_to(ADDRESS)), 1)
                self.assertFalse(ticket.is_undelivered)
                self.assertFalse(ticket.message_ids.filtered("undelivered"))

    def test_after_two_days_it_is_given_up_and_the_team_is_told(self):
        for kind in ("contact", "nobody's contact"):
            with self.subTest(kind=kind), self._silence():
                ticket, start = self._refuse_for(kind, days=3)
                self.assertIn("could not be sent", ticket.undelivered_text)
                self._check_told(ticket)
                with freeze_time(start + timedelta(days=9)):
                    self._run_queue()
                self.assertFalse(self.mail_server.get_mails_to(ADDRESS))
                self.mail_server.refusal = None
                with freeze_time(start + timedelta(days=10)), self._sending():
                    ticket.with_user(self.pia).action_resend()
                    self.env["mail.mail"].process_email_queue()
                self.env.invalidate_all()
                self.assertEqual(len(self.mail_server.get_mails_to(ADDRESS)), 1)
                self.assertFalse(ticket.is_undelivered)
                self.mail_server.received.clear()

    def test_one_who_is_refused_keeps_it_from_nobody_else(self):
        ticket = self._create_for("contact", "direct")
        message = self._write(ticket)
        self.mail_server.received.clear()
        people = self.env["res.partner"].create(
            [{"name": n, "email": f"{n}@shop.example"} for n in ("a", "b", "c")]
        )
        for unknown in people:
            self.mail_server.unknown = {unknown.email}
            mail = self.env["mail.mail"].create(
                {
                    "mail_message_id": message.id,
                    "body_html": "<p>x</p>",
                    "recipient_ids": [(6, 0, people.ids)],
                }
            )
            start = fields.Datetime.now()
            with self.subTest(unknown=unknown.name), self._silence():
                with self._sending():
                    mail.send()
                for hours in range(1, 60, 3):
                    with freeze_time(start + timedelta(hours=hours)):
                        self._run_queue()
                for partner in people - unknown:
                    mails = self.mail_server.get_mails_to(partner.email)
                    self.assertEqual(len(mails), 1, partner.name)
                self.assertEqual(message.undelivered, "failed")
            self.mail_server.received.clear()

    def test_what_was_for_others_never_goes_to_the_client(self):
        ticket = self._create_for("contact", "direct")
        note = ticket.with_user(self.pia).message_post(
            body="Between us", subtype_xmlid="mail.mt_note"
        )
        note.sudo()._mark_undelivered("retrying")
        self.mail_server.received.clear()
        with self._sending():
            ticket.with_user(self.pia).action_resend()
        self.assertFalse(self.mail_server.received)
        self.assertFalse(ticket.is_undelivered)

    def test_what_comes_back_from_somebody_else_is_not_the_clients(self):
        ticket = self._create_for("contact", "direct")
        self.mail_server.received.clear()
        message = self._write(ticket)
        [mail] = self.mail_server.get_mails_to(ADDRESS)
        self._bounce(mail, "colleague@elsewhere.example")
        self.assertFalse(message.undelivered)

    def test_who_goes_to_another_company_is_written_to_no_more(self):
        ticket = self._create_for("contact", "direct")
        self.assertIn(ADDRESS, ticket._get_client_address())
        contact = ticket.partner_id
        company = ticket.commercial_partner_id
        contact.parent_id = contact.create({"name": "Elsewhere", "is_company": True})
        if ticket.commercial_partner_id == company:
            self.assertFalse(ticket._get_client_address())

    def test_a_server_that_is_away_is_tried_again_too(self):
        ticket = self._create_for("nobody's contact", "direct")
        server = self.env["ir.mail_server"].search([], limit=1)
        port, server.smtp_port = server.smtp_port, 9
        self._write(ticket)
        self.assertIn("tried again", ticket.undelivered_text)
        server.smtp_port = port
        with freeze_time(fields.Datetime.now() + timedelta(hours=2)):
            self._run_queue()
        self.assertEqual(len(self.mail_server.get_mails_to(ADDRESS)), 1)
        self.assertFalse(ticket.is_undelivered)

    def test_many_that_fail_at_once_cost_no_query_each(self):
        def count(number):
            tickets = [
                self._create_for("nobody's contact", "direct") for _n in range(number)
            ]
            mails = self.env["mail.mail"]
            for ticket in tickets:
                message = ticket.with_user(self.pia).message_post(
                    body="The drawer", subtype_xmlid="mail.mt_comment"
                )
                # Of others who are told, too, there is one of Odoo's.
                mails |= mails.search(
                    [("mail_message_id", "=", message.id), ("email_to", "!=", False)]
                )
            self.assertEqual(len(mails), number)
            mails.write({"state": "exception"})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            mails._try_again_later()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(12) - count(3), 4)

    def test_what_comes_back_shows_on_the_ticket(self):
        for kind in ("contact", "nobody's contact"):
            with self.subTest(kind=kind):
                ticket = self._create_for(kind, "direct")
                self.mail_server.received.clear()
                message = self._write(ticket)
                [mail] = self.mail_server.get_mails_to(ADDRESS)
                self._bounce(mail)
                self.assertEqual(message.undelivered, "bounced")
                self.assertIn("came back", ticket.undelivered_text)
                self._check_told(ticket)
                self.mail_server.received.clear()
                with self._sending():
                    ticket.with_user(self.pia).action_resend()
                self.assertEqual(len(self.mail_server.get_mails_to(ADDRESS)), 1)
                self.assertFalse(ticket.is_undelivered)

    def _bounce(self, mail, address=ADDRESS):
        bounce = (
            f"From: MAILER-DAEMON <mailer-daemon@elsewhere.example>\n"
            f"To: bounce@{DOMAIN}\n"
            f"Subject: Undelivered Mail Returned to Sender\n"
            f"Message-Id: <bounce-of-{mail['Message-Id'].strip('<>')}>\n"
            "Content-Type: multipart/report; report-type=delivery-status;"
            ' boundary="x"\n'
            "\n"
            "--x\nContent-Type: text/plain\n\nNobody here.\n\n"
            "--x\nContent-Type: message/delivery-status\n\n"
            "Reporting-MTA: dns; elsewhere.example\n\n"
            f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n\n"
            "--x\nContent-Type: message/rfc822\n\n"
            f"Message-Id: {mail['Message-Id']}\nTo: {ADDRESS}\nSubject: x\n\nx\n\n"
            "--x--\n"
        )
        self.env["mail.thread"].message_process(None, bounce)
        self.env.invalidate_all()

    def test_nobody_says_from_outside_that_something_arrived(self):
        ticket = self._create_for("no address", "direct")
        message = self._write(ticket)
        for user in (self.pia, self.ana):
            for change in (
                lambda of=user: message.with_user(of).write({"undelivered": False}),
                lambda of=user: ticket.with_user(of).write({"is_undelivered": False}),
            ):
                self.assertEqual(self._attempt(change), "refused")
