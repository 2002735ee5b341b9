"""A client is told at once that a new ticket has come in."""

import re
from email.utils import parseaddr

from ..common import SupportLineCase
from .mail_case import DOMAIN, MailCase, run_acknowledging
from .mail_server import get_html

TEMPLATE = "revo_helpdesk_stages.mail_template_acknowledgement"


class AcknowledgementCase(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team("direct", cls.pia, alias_name="desk")
        cls.north.alias_name = "north"
        cls.template = cls.env.ref(TEMPLATE)
        cls.env["res.lang"]._activate_lang("ca_ES")
        cls.template.with_context(lang="ca_ES").subject = "Tenim {{ object.number }}"
        cls.cleo.lang = "ca_ES"
        cls.cora.lang = "en_US"

    def _open(self, opener=None, **values):
        with self._sending():
            return self._create_ticket(opener, **values)

    def _get_acknowledgements(self):
        return [
            (recipients, mail)
            for recipients, mail in self.mail_server.received
            if mail["Auto-Submitted"] == "auto-replied"
        ]

    def _get_acknowledged(self):
        return sorted(to for mail in self._get_acknowledgements() for to in mail[0])


class TestAcknowledged(AcknowledgementCase):
    def test_a_client_reads_name_title_and_number_in_its_language(self):
        for user, subject in ((self.cleo, "Tenim"), (self.cora, "We have your ticket")):
            self.mail_server.received.clear()
            ticket = self._open(partner_id=user.partner_id.id, name="No <paper>")
            mail, text = self._get_mail_to(user)
            self.assertEqual(mail["Subject"], f"{subject} {ticket.number}")
            for said in (user.name, "No &lt;paper&gt;", ticket.number):
                self.assertIn(said, text)

    def test_the_house_writes_and_no_machine_answers(self):
        ticket = self._open()
        mail, text = self._get_mail_to(self.cleo)
        self.assertIn(self.company.name, mail["From"])
        self.assertEqual(mail["X-Auto-Response-Suppress"], "All")
        # The place to answer is the page, which nobody opens without logging in.
        self.assertIn(f"/my/ticket/{ticket.id}", text)
        self.assertIn("open the ticket and write there", text)
        self.assertNotIn("token", text)

    def test_replying_adds_to_a_direct_teams_ticket(self):
        ticket = self._open(team_id=self.desk.id, partner_id=self.cora.partner_id.id)
        mail, text = self._get_mail_to(self.cora)
        self.assertIn("reply to this e-mail", text)
        self.assertEqual(
            parseaddr(mail["Reply-To"]), (self.desk.name, f"desk@{DOMAIN}")
        )
        answer = self._receive(
            self.cora.email,
            to=mail["Reply-To"],
            In_Reply_To=mail["Message-Id"],
        )
        self.assertEqual(answer.res_id, ticket.id)

    def test_it_is_no_contact_of_the_staff_and_answers_nothing(self):
        for ticket in (self._open(), self._open(team_id=self.desk.id)):
            self.assertFalse(ticket.last_contact_date)
            self.assertTrue(ticket.answer_since)
            self.assertEqual(len(self._get_texts(ticket)), 0)

    def test_who_writes_an_e_mail_is_told_too(self):
        message = self._receive(self.cleo.email, to=f"north@{DOMAIN}")
        ticket = self.tickets.browse(message.res_id)
        self.assertEqual(self._get_acknowledged(), [self.cleo.email])
        self.assertIn(ticket.number, self._get_acknowledgements()[0][1]["Subject"])

    def test_a_stranger_is_told_at_the_address_written_from(self):
        self._receive("Eve <eve@elsewhere.example>", to=f"desk@{DOMAIN}")
        self.assertEqual(self._get_acknowledged(), ["eve@elsewhere.example"])
        text = get_html(self._get_acknowledgements()[0][1])
        self.assertNotIn("/my/ticket", text)
        self.assertIn("reply to this e-mail", text)

    def test_staff_tells_a_client_on_the_phone_unless_unticked(self):
        contact = self.cleo.partner_id
        self._open(self.ana, partner_id=contact.id, origin="client")
        self.assertEqual(self._get_acknowledged(), [self.cleo.email])
        self._open(
            self.ana,
            partner_id=contact.id,
            origin="client",
            send_acknowledgement=False,
        )
        self.assertEqual(len(self._get_acknowledgements()), 1)


class TestGuide(AcknowledgementCase):
    """Source 004, "Mensaje para los tickets nuevos", part by part."""

    #: By language: how somebody is addressed by title (Odoo's; ``None`` where nobody
    #: knows), and then who reviews it, the number, how to add to it, and the greeting.
    GUIDE = {
        "en_US": (
            {"mister": "Dear Cleo,", "madam": "Dear Cleo,", None: "Dear Cleo,"},
            "will be reviewed by the team of North",
            "The reference of your ticket is {number}",
            "open the ticket and write there",
            "Kind regards, North",
        ),
        "es_ES": (
            {
                "mister": "Estimado Cleo:",
                "madam": "Estimada Cleo:",
                None: "Estimado/Estimada Cleo:",
            },
            "será revisada por el equipo de North",
            "La referencia de su ticket es {number}",
            "abra el ticket y escriba allí",
            "Saludos, North",
        ),
        "ca_ES": (
            {
                "mister": "Estimat Cleo,",
                "madam": "Estimada Cleo,",
                None: "Estimat/Estimada Cleo,",
            },
            "la revisarà l'equip de North",
            "La referència del vostre tiquet és {number}",
            "obriu el tiquet i escriviu-hi",
            "Salutacions, North",
        ),
        "ro_RO": (
            {
                "mister": "Stimate Cleo,",
                "madam": "Stimată Cleo,",
                None: "Stimate/Stimată Cleo,",
            },
            "va fi analizată de echipa North",
            "Referința tichetului dvs. este {number}",
            "deschideți tichetul și scrieți acolo",
            "Cu stimă, North",
        ),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in cls.GUIDE:
            cls.env["res.lang"]._activate_lang(lang)
        cls.env["ir.module.module"].search(
            [("name", "=", "revo_helpdesk_stages")]
        )._update_translations([*cls.GUIDE], overwrite=True)

    def test_each_part_is_there_in_its_order_and_language(self):
        contact = self.cleo.partner_id
        for lang, (salutations, *parts) in self.GUIDE.items():
            contact.lang = lang
            for title, salutation in salutations.items():
                if title and "title" not in contact._fields:
                    # 19.0 knows no titles.
                    continue
                with self.subTest(lang=lang, title=title):
                    if "title" in contact._fields:
                        contact.title = title and self.env.ref(
                            f"base.res_partner_title_{title}"
                        )
                    self.mail_server.received.clear()
                    ticket = self._open(partner_id=contact.id)
                    _mail, text = self._get_mail_to(self.cleo)
                    text = " ".join(re.sub(r"<[^>]*>", " ", text).split())
                    for part in (salutation, *parts):
                        said = part.format(number=ticket.number)
                        before, found, text = text.partition(said)
                        self.assertTrue(found, f"{said} in {before}")


class TestNotAcknowledged(AcknowledgementCase):
    def test_a_resellers_own_case_is_not(self):
        self._open(self.ana)
        self._open(self.sam, partner_id=self.ana.partner_id.id, origin="reseller")
        self.assertFalse(self._get_acknowledgements())

    def test_a_team_may_do_without(self):
        self.north.acknowledges = self.desk.acknowledges = False
        self._open()
        self._open(team_id=self.desk.id)
        self.assertFalse(self._get_acknowledgements())

    def test_machines_and_lists_are_not_answered(self):
        for header in (
            {"Auto_Submitted": "auto-generated"},
            {"Auto_Submitted": "auto-replied"},
            {"Precedence": "bulk"},
            {"Precedence": "list"},
            {"Return_Path": "<>"},
            {"List_Id": "<news.shop.example>"},
            {"X_Auto_Response_Suppress": "All"},
        ):
            for address in ("north", "desk"):
                with self.subTest(header=header, address=address):
                    message = self._receive(
                        self.cleo.email, to=f"{address}@{DOMAIN}", **header
                    )
                    self.assertTrue(message.res_id)
                    self.assertFalse(self._get_acknowledgements())

    def test_what_is_imported_is_not_new(self):
        with self._sending():
            self.tickets.with_user(self.mia).with_context(import_file=True).load(
                ["name", "description", "partner_id/.id", "origin"],
                [["One", "x", str(self.cleo.partner_id.id), "client"]],
            )
        self.assertTrue(self.tickets.search([("name", "=", "One")]))
        self.assertFalse(self._get_acknowledgements())

    def test_nobody_is_told_without_an_address(self):
        silent = self.env["res.partner"].create(
            [
                {"name": "Silent", "parent_id": self.shop.id, "email": email}
                for email in (False, "nowhere")
            ]
        )
        for partner in silent:
            ticket = self._open(partner_id=partner.id)
            self.assertEqual(ticket.origin, "client")
        self.assertFalse(self._get_acknowledgements())


class TestMany(SupportLineCase):
    def _create_many(self, count):
        return self.tickets.with_user(self.mia).create(
            [
                {
                    "name": f"Ticket {index}",
                    "description": "x",
                    "partner_id": self.cleo.partner_id.id,
                    "origin": "client",
                }
                for index in range(count)
            ]
        )

    def _get_mails(self, tickets):
        return self.env["mail.mail"].search(
            [("res_id", "in", tickets.ids), ("headers", "ilike", "auto-replied")]
        )

    def test_many_tickets_cost_no_query_each(self):
        def cost(count):
            self._create_many(count)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            run_acknowledging(self)
            return self.cr.sql_log_count - before

        cost(5)
        few, many = cost(5), cost(55)
        # Odoo's rendering looks for its template each time.
        self.assertLessEqual(many - few, 50)

    def test_a_broken_template_breaks_no_ticket_and_no_other_mail(self):
        template = self.env.ref(TEMPLATE)
        template.subject = "{{ 1 / (object.name != 'Ticket 1') }}"
        with self.assertLogs(
            "odoo.addons.revo_helpdesk_stages.models.mail.helpdesk_ticket_client_mail",
            "WARNING",
        ) as logs:
            tickets = self._create_many(3)
            run_acknowledging(self)
        self.assertEqual(len(tickets), 3)
        self.assertEqual(len(logs.output), 1)
        self.assertIn(tickets[1].number, logs.output[0])
        mails = self._get_mails(tickets)
        self.assertEqual(set(mails.mapped("res_id")), {tickets[0].id, tickets[2].id})

    def test_without_a_template_nobody_is_told(self):
        self.env.ref(TEMPLATE).unlink()
        tickets = self._create_many(2)
        run_acknowledging(self)
        self.assertFalse(self._get_mails(tickets))
