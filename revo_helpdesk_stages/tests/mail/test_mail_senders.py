"""Whose an e-mail is, and whom it lets in."""

from email.message import EmailMessage

from odoo.tests import Form

from ..common import SupportLineHttpCase
from .mail_case import DOMAIN, MailCase, MailMixin
from .mail_server import get_html

GIF = bytes.fromhex(
    "47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b"
)


class SendersCase(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team("direct", cls.pia, alias_name="desk")
        cls.north.alias_name = "north"

    def _open(self, sender, to=None, **headers):
        message = self._receive(sender, to=to or f"north@{DOMAIN}", **headers)
        return self.tickets.browse(message.res_id)

    def _close(self, ticket):
        self._put(ticket, "in_progress_reseller", user=self.ana)
        self._move(ticket, self.ana, "resolved")
        self._as(self.cleo, ticket)._close_as_client()


class TestLoops(SendersCase):
    def _open_many(self, sender, count):
        before = self.tickets.search([])
        for index in range(count):
            self._receive(sender, to=f"north@{DOMAIN}", Subject=f"Event {index}")
        return self.tickets.search([]) - before

    def test_an_address_that_opens_many_tickets_is_stopped(self):
        limit = 4
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("mail.gateway.loop.threshold", limit)
        opened = self._open_many("Shop <events@shop.example>", limit + 3)
        self.assertEqual(len(opened), limit)

    def test_the_mail_server_is_told_that_what_is_stopped_is_dealt_with(self):
        self.env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", 1)
        mail = (
            "From: {}\nTo: north@%s\nSubject: x\nMessage-Id: <{}>\n{}\nA text" % DOMAIN
        )
        mark = "<1-loop-detection-bounce-email@line.test>"
        take = self.env["mail.thread"].message_process
        with self._sending():
            take(None, mail.format("events@shop.example", "1@x.example", ""))
            for stopped in (
                mail.format("events@shop.example", "2@x.example", ""),
                mail.format("eve@x.example", "3@x.example", f"References: {mark}\n"),
            ):
                # XML-RPC, by which Odoo's script hands e-mails in, knows no None.
                self.assertIs(take(None, stopped), False)

    def test_tickets_that_staff_opens_for_a_client_stop_nobody(self):
        self.env["ir.config_parameter"].sudo().set_param(
            "mail.gateway.loop.threshold", 2
        )
        for _index in range(3):
            self._create_ticket(partner_email=self.cleo.email)
        self.assertEqual(len(self._open_many(self.cleo.email, 1)), 1)

    def test_nobody_answers_where_nobody_reads(self):
        for sender in ("no-reply@shop.example", f"desk@{DOMAIN}", f"desk+x@{DOMAIN}"):
            with self.subTest(sender=sender):
                self.mail_server.received.clear()
                self.assertEqual(len(self._open_many(sender, 1)), 1)
                self.assertNotIn(sender, self._get_addressed())

    def test_nobody_is_told_where_nobody_reads(self):
        self.env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", 1)
        machine = {"Auto_Submitted": "auto-generated"}
        for sender, headers, answers in (
            ("no-reply@shop.example", {}, 0),
            ("events@shop.example", machine, 0),
            ("eve@shop.example", {}, 1),
        ):
            self.mail_server.received.clear()
            # It is stopped, and nothing is sent to where nobody reads it.
            for index in range(2):
                subject = f"Event {index}"
                self._receive(sender, to=f"north@{DOMAIN}", Subject=subject, **headers)
            told = [
                mail
                for mail in self.mail_server.get_mails_to(sender)
                if "Event 1" in mail["Subject"]
            ]
            self.assertEqual(len(told), answers, sender)
        # As with a stranger's word on a ticket.
        asked = self.ticket.with_user(self.ana).message_post(
            body="Which one?", message_type="comment", audience="client"
        )
        for sender, answers in (("no-reply@x.example", 0), ("eve@x.example", 1)):
            self.mail_server.received.clear()
            self._receive(sender, asked.with_env(self.env).sudo())
            self.assertEqual(len(self.mail_server.get_mails_to(sender)), answers)

    def test_a_person_is_answered(self):
        self._open_many("Eve <eve@elsewhere.example>", 1)
        self.assertIn("eve@elsewhere.example", self._get_addressed())


class TestMachines(SendersCase):
    def test_no_machine_reopens_a_resolved_ticket(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        note = self._write_and_send(self.ana, "note")
        self._move(self.ticket, self.ana, "resolved")
        for headers in (
            {"Precedence": "bulk"},
            {"Return_Path": "<>"},
            {"X_Auto_Response_Suppress": "All"},
            {"Subject": "Respuesta automática: la caja"},
        ):
            with self.subTest(headers=headers):
                message = self._receive(self.cleo.email, note, **headers)
                self.assertEqual(message.res_id, self.ticket.id)
                self.assertEqual(self.ticket.stage_id, self.stage["resolved"])
        self._receive(self.cleo.email, note)
        self.assertNotEqual(self.ticket.stage_id, self.stage["resolved"])


class TestNamed(SendersCase):
    """Whom somebody who takes part has named may answer."""

    def _name(self, *people, **headers):
        question = self._write_and_send(self.ana, "note")
        self._receive(self.cleo.email, question, Cc=", ".join(people), **headers)
        return question

    def test_a_stranger_whom_the_client_named_writes_as_the_client(self):
        question = self._name("Carl <carl@elsewhere.example>")
        answer = self._receive("carl@elsewhere.example", question)
        self.assertEqual(answer.res_id, self.ticket.id)
        self.assertEqual((answer.audience, answer.author_tier), ("client", "client"))

    def test_who_is_named_beside_us_counts_too(self):
        question = self._name(to=f"catchall@{DOMAIN}, carl@elsewhere.example")
        self.assertTrue(self._receive("carl@elsewhere.example", question))
        self.assertNotIn(DOMAIN, self.ticket.email_cc)

    def test_a_contact_of_nobodys_writes_and_follows_not(self):
        contact = self.env["res.partner"].create(
            {"name": "Carl", "email": "carl@elsewhere.example"}
        )
        answer = self._receive(contact.email, self._name(contact.email))
        self.assertEqual(answer.author_id, contact)
        self.assertNotIn(contact, self.ticket.message_partner_ids)
        self.mail_server.received.clear()
        self._write_and_send(self.ana, "message")
        self.assertNotIn(contact.email, self._get_addressed())

    def test_nobody_of_another_reseller_is_let_in(self):
        question = self._name(self.cora.email, self.rita.email)
        for outsider in (self.cora, self.rita):
            self.assertFalse(self._receive(outsider.email, question))

    def test_who_is_not_named_is_sent_back(self):
        question = self._name("carl@elsewhere.example")
        self.assertFalse(self._receive("eve@elsewhere.example", question))

    def test_the_team_sees_whom_the_client_named(self):
        self._name("carl@elsewhere.example")
        with Form(self.ticket.with_user(self.sam)) as form:
            self.assertIn("carl@elsewhere.example", form.email_cc)


class TestWhereItBelongs(SendersCase):
    def test_answers_to_a_closed_ticket_meet_on_one_that_follows_it(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        note = self._write_and_send(self.ana, "note")
        self._close(self.ticket)
        new, again = (
            self.tickets.browse(self._receive(self.cleo.email, note).res_id)
            for _turn in range(2)
        )
        self.assertNotEqual(new, self.ticket)
        self.assertEqual(again, new)
        self._close(new)
        third, fourth = (
            self.tickets.browse(self._receive(self.cleo.email, note).res_id)
            for _turn in range(2)
        )
        self.assertNotIn(third, self.ticket | new)
        self.assertEqual(fourth, third)

    def test_its_number_leads_the_clients_mail_to_a_ticket(self):
        for subject in ("Re: {} the till", "{}", "RV: [{}]: more", "RE: Re: {}"):
            with self.subTest(subject=subject):
                subject = subject.format(self.ticket.number)
                self.assertEqual(
                    self._open(self.cleo.email, Subject=subject), self.ticket
                )

    def test_answers_to_our_own_subjects_find_it_whatever_the_program(self):
        for prefix in ("Re:", "AW:", "SV:", "Odp:", "Re[2]:"):
            for ours in (
                "We have your ticket {}",
                "Su ticket {} está solucionado",
                "Esperamos su respuesta: ticket {}",
            ):
                with self.subTest(prefix=prefix, ours=ours):
                    subject = f"{prefix} {ours.format(self.ticket.number)}"
                    self.assertEqual(
                        self._open(self.cleo.email, Subject=subject), self.ticket
                    )

    def test_what_follows_is_named_like_the_ticket_and_not_like_our_e_mail(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        note = self._write_and_send(self.ana, "note")
        self._close(self.ticket)
        subject = f"Re: Your ticket {self.ticket.number} is solved"
        answer = self._receive(self.cleo.email, note, Subject=subject)
        new = self.tickets.browse(answer.res_id)
        self.assertEqual((new.follows_id, new.name), (self.ticket, self.ticket.name))

    def test_what_follows_keeps_a_subject_of_the_clients_own(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        note = self._write_and_send(self.ana, "note")
        self._close(self.ticket)
        answer = self._receive(self.cleo.email, note, Subject="The new till smokes")
        new = self.tickets.browse(answer.res_id)
        self.assertEqual(
            (new.follows_id, new.name), (self.ticket, "The new till smokes")
        )

    def test_the_number_of_a_closed_ticket_leads_to_what_follows(self):
        self._close(self.ticket)
        subject = f"Re: {self.ticket.number}"
        new = self._open(self.cleo.email, Subject=subject)
        self.assertEqual(new.follows_id, self.ticket)
        self.assertEqual(self._open(self.cleo.email, Subject=subject), new)

    def test_a_number_leads_nobody_else(self):
        self._run_acknowledging()
        before = self.ticket.message_ids
        for sender in (self.cora.email, "eve@elsewhere.example", self.ana.email):
            with self.subTest(sender=sender):
                ticket = self._open(sender, Subject=f"Re: {self.ticket.number}")
                # Neither written there nor sent back: it is a new case of theirs.
                self.assertTrue(ticket.exists())
                self.assertNotEqual(ticket, self.ticket)
                self.assertEqual(self.ticket.message_ids, before)

    def test_a_number_in_the_middle_is_no_address(self):
        ticket = self._open(self.cleo.email, Subject=f"Like {self.ticket.number}")
        self.assertNotEqual(ticket, self.ticket)

    def test_a_tag_does_not_matter(self):
        ticket = self._open(self.cleo.email, to=f"North <north+web@{DOMAIN}>")
        self.assertEqual(ticket.team_id, self.north)

    def test_a_tagged_address_of_its_own_stays_its_own(self):
        self.desk.alias_name = "north+desk"
        ticket = self._open(self.cleo.email, to=f"north+desk@{DOMAIN}")
        self.assertEqual(ticket.team_id, self.desk)

    def test_the_channel_is_e_mail(self):
        channel = self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_email")
        self.assertEqual(self._open(self.cleo.email).channel_id, channel)

    def test_the_name_of_a_stranger_is_kept(self):
        ticket = self._open("Eve Adams <eve@elsewhere.example>")
        self.assertEqual(ticket.partner_name, "Eve Adams")


class TestHandedOn(SendersCase):
    FORWARD = (
        "Please look.\n\n---------- Forwarded message ---------\n"
        "{}: Cleo Puig <{}>\nDate: Monday\nSubject: The till\n\nIt fails."
    )

    def _forward(self, agent, address, head="From", subject="Fwd: The till", to=None):
        return self._open(
            agent.email, Subject=subject, text=self.FORWARD.format(head, address), to=to
        )

    def test_the_client_is_who_wrote_and_not_who_hands_on(self):
        for agent in (self.sam, self.ana, self.mia):
            for head, subject in (
                ("From", "Fwd: x"),
                ("De", "RV: x"),
                ("De la", "Fw: x"),
            ):
                with self.subTest(agent=agent.name, head=head):
                    ticket = self._forward(agent, self.cleo.email, head, subject)
                    self.assertEqual(ticket.partner_id, self.cleo.partner_id)
                    self.assertEqual(ticket.origin, "client")
                    opening = ticket.message_ids.filtered(
                        lambda message: message.message_type == "email"
                    )
                    self.assertEqual(opening.author_id, agent.partner_id)

    def test_a_client_who_is_no_contact_is_written_to(self):
        ticket = self._forward(self.pia, "eve@elsewhere.example", to=f"desk@{DOMAIN}")
        self.assertFalse(ticket.partner_id)
        self.assertIn("eve@elsewhere.example", ticket.partner_email)
        self.assertIn("eve@elsewhere.example", self._get_addressed())

    def test_a_reseller_hands_on_what_its_own_clients_wrote(self):
        ticket = self._forward(self.ana, self.cora.email)
        self.assertEqual(ticket.partner_id, self.ana.partner_id)
        self.assertEqual(ticket.reseller_team_id, self.north)

    def test_a_reseller_hands_on_what_somebody_wrote_who_is_nobodys_yet(self):
        ticket = self._forward(self.ana, "eve@elsewhere.example", to=f"north@{DOMAIN}")
        self.assertFalse(ticket.partner_id)
        self.assertIn("eve@elsewhere.example", ticket.partner_email)
        self.assertEqual(
            (ticket.origin, ticket.reseller_team_id, ticket.stage_id.code),
            ("client", self.north, "backlog_reseller"),
        )

    def test_what_a_client_hands_on_is_the_clients(self):
        ticket = self._forward(self.cleo, self.cora.email)
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)

    def test_what_is_no_forward_is_the_agents(self):
        ticket = self._forward(self.sam, self.cleo.email, subject="The till")
        self.assertEqual(ticket.partner_id, self.sam.partner_id)


class TestForms(SendersCase):
    def test_who_filled_in_our_form_is_the_client(self):
        ticket = self._open(
            f"Our site <web@{DOMAIN}>", Reply_To=f"Cleo <{self.cleo.email}>"
        )
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)
        self.assertIn(self.cleo.email, self._get_addressed())

    def test_a_form_of_elsewhere_writes_in_nobodys_name(self):
        note = self._write_and_send(self.ana, "note")
        for sender in ("web@elsewhere.example", "no-reply@elsewhere.example"):
            with self.subTest(sender=sender):
                self.assertFalse(self._receive(sender, note, Reply_To=self.cleo.email))

    def test_what_an_agent_writes_is_the_agents(self):
        self.sam.partner_id.email = f"sam@{DOMAIN}"
        ticket = self._open(f"sam@{DOMAIN}", Reply_To=self.cleo.email)
        self.assertEqual(ticket.partner_id, self.sam.partner_id)


class TestLanguage(SendersCase):
    def test_what_comes_back_is_in_the_language_of_who_reads_it(self):
        for code in ("es_ES", "ca_ES"):
            self.env["res.lang"]._activate_lang(code)
        self.env["ir.module.module"].search(
            [("name", "=", "revo_helpdesk_stages")]
        )._update_translations(["es_ES", "ca_ES"])
        self.support.email_answers = "refuse"
        self.ana.lang = "ca_ES"
        question = self._write_and_send(self.sam, "message")
        for sender, headers, said in (
            (self.ana.email, {}, "correu"),
            ("eve@elsewhere.example", {"Content_Language": "es-MX"}, "conversación"),
            ("eve@elsewhere.example", {"Content_Language": "ca"}, "conversa"),
            ("eve@elsewhere.example", {}, "conversation"),
        ):
            with self.subTest(sender=sender, headers=headers):
                self.mail_server.received.clear()
                self.assertFalse(self._receive(sender, question, **headers))
                [(_to, mail)] = self.mail_server.received
                self.assertIn(said, get_html(mail))


class TestCharsets(SendersCase):
    def test_no_mail_is_lost_for_a_sign_that_no_text_holds(self):
        for number, (head, text) in enumerate(
            (
                (b"Subject: The\0 till", b"It is the\0 till"),
                (b"Subject: =?utf-8?B?VGhlIHRpbGwA?=", b"It is the till"),
            )
        ):
            mark = f"<nul-{number}@shop.example>"
            mail = (
                b"From: =?utf-8?Q?Eve=00=0D=0ABcc:_v?= <eve@shop.example>\n"
                b"To: north@%(domain)s\n%(head)s\nMessage-Id: %(mark)s\0\n"
                b"Content-Type: multipart/mixed; boundary=b\n\n"
                b"--b\nContent-Type: text/plain\n\n%(text)s\n"
                b"--b\nContent-Type: text/plain\n"
                b"Content-Disposition: attachment; filename*=utf-8''a%%00b.txt\n\n"
                b"x\0y\n--b--\n"
            ) % {
                b"domain": DOMAIN.encode(),
                b"head": head,
                b"mark": mark.encode(),
                b"text": text,
            }
            with self._sending():
                self.env["mail.thread"].message_process(None, mail)
            ticket = self.tickets.search([], order="id desc", limit=1)
            self.assertEqual(ticket.name, "The till")
            self.assertIn("It is the till", ticket.description)
            message = ticket.sudo().message_ids.filtered(
                lambda message, mark=mark: message.message_id == mark
            )
            self.assertEqual(message.attachment_ids.mapped("name"), ["ab.txt"])
            self.assertIn(b"x\0y", message.attachment_ids.raw)

    def test_no_mail_is_lost_for_a_charset(self):
        for charset, content, said in (
            ("cp-850", "impresión".encode("cp850"), "impresión"),
            ("unknown-8bit", "impresión".encode(), "impresión"),
            ("unknown-8bit", "impresión".encode("latin-1"), "impresión"),
            ("x-unknown", b"printer", "printer"),
        ):
            for kind in ("text/plain", "text/html"):
                with self.subTest(charset=charset, kind=kind):
                    head = (
                        f"From: {self.cleo.email}\nTo: north@{DOMAIN}\n"
                        f"Message-Id: <{charset}{len(content)}{kind}@shop.example>\n"
                        f"Subject: The printer\nMIME-Version: 1.0\n"
                        f'Content-Type: {kind}; charset="{charset}"\n'
                        "Content-Transfer-Encoding: 8bit\n\n"
                    )
                    number = self.env["mail.thread"].message_process(
                        None, head.encode() + content
                    )
                    ticket = self.tickets.browse(number)
                    self.assertIn(said, ticket.description)


class TestPictures(MailMixin, SupportLineHttpCase):
    def test_a_picture_of_the_opening_mail_is_shown_once(self):
        self.north.alias_name = "north"
        mail = EmailMessage()
        mail["From"], mail["To"] = self.cleo.email, f"north@{DOMAIN}"
        mail["Subject"], mail["Message-Id"] = "The till", "<picture@shop.example>"
        mail.set_content("Look at the till")
        mail.add_alternative('<p>Look at the till <img src="cid:till"></p>', "html")
        mail.get_payload()[1].add_related(
            GIF, "image", "gif", cid="<till>", filename="till.gif"
        )
        ticket = self.tickets.browse(
            self.env["mail.thread"].message_process(None, mail.as_bytes())
        )
        self.assertNotIn("cid:", ticket.description)
        self.assertIn("/web/image/", ticket.description)
        self._log_in(self.cleo)
        page = self._get_page(ticket)
        self.assertEqual(page.count("Look at the till"), 1)
        self.assertNotIn("cid:", page)
        source = page.split('src="/web/image/', 1)[1].split('"')[0]
        picture = self.url_open("/web/image/" + source.replace("&amp;", "&"))
        self.assertEqual(picture.content, GIF)
        # What the client adds stands beside it.
        self._receive(self.cleo.email, ticket.message_ids[-1:], text="Now it smokes")
        page = self._get_page(ticket)
        self.assertEqual(page.count("Look at the till"), 1)
        self.assertIn("Now it smokes", page)
