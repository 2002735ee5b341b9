"""A client who is forgotten leaves nothing of the person in the whole database."""

from io import BytesIO

from markupsafe import Markup

from ..common import SupportLineHttpCase
from ..compat import offer_categories
from ..mail.mail_case import DOMAIN, MailMixin
from .traces import delete_logins, find_in_tables, find_on_disk

# How the person is known; without what has an accent, to be found in any spelling.
NAME = "Zyxwará Qvortún"
EMAIL = "zyxwar.q@qvort.example"
PHONE = "+34 698 765 432"
STEMS = ["zyxwar", "qvort", "698765432", "698 765", "planted"]

# Where the person stays, and why.
KEPT = {}


class TestForgetting(MailMixin, SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        offer_categories(cls.company)
        cls.zoe = cls._create_user("zoe", "client", email=EMAIL, login=EMAIL)
        cls.zoe.partner_id.write(
            {"name": NAME, "parent_id": cls.shop.id, "phone": PHONE}
        )
        cls.direct = cls._create_team("direct", cls.pia, name="Desk")
        cls.project = cls.env["project.project"].create(
            {"name": "Line", "allow_timesheets": True}
        )
        (cls.support | cls.north | cls.direct).write(
            {"default_project_id": cls.project.id, "task_creation": "created"}
        )

    def _say(self, number):
        return f"Planted {number}: the drawer of the till does not open at all"

    # What a client can write, and what others write about it

    def _plant(self):
        """Let the client and others write in every way that there is.

        :return: the tickets
        """
        self.planted = 0
        # Odoo tells of a new password, and deletes the e-mail once it is sent.
        with self._sending():
            self._log_in(self.zoe)
        tickets = self._plant_on_site() | self._plant_by_mail()
        tickets |= self._plant_by_staff()
        for ticket in tickets:
            self._plant_answers(ticket)
            self._plant_texts_of_others(ticket)
        return tickets

    def _next(self):
        self.planted += 1
        return self._say(self.planted)

    def _plant_on_site(self):
        before = self.tickets.search([])
        self.url_open(
            "/submitted/ticket",
            data={
                "csrf_token": self._get_token(),
                "category": self.env.ref("helpdesk_mgmt.helpdesk_category_1").id,
                "subject": self._next(),
                "description": self._next(),
            },
            files=[("attachment", ("Planted form.txt", BytesIO(b"planted form")))],
        )
        ticket = self.tickets.search([]) - before
        self.assertEqual(len(ticket), 1)
        return ticket

    def _plant_by_mail(self):
        """To a team's address, with a file."""
        self.direct.alias_name = "desk"
        before = self.tickets.search([])
        self._receive(
            f'"{NAME}" <{EMAIL}>',
            to=f"desk@{DOMAIN}",
            text=self._next(),
            Subject=self._next(),
            Message_Id="<1@mail.qvort.example>",
        )
        ticket = self.tickets.search([]) - before
        self.assertEqual(len(ticket), 1)
        return ticket

    def _plant_by_staff(self):
        """As after a call, by a reseller and by support."""
        return self._create_ticket(
            self.ana,
            partner_id=self.zoe.partner_id.id,
            partner_name=NAME,
            partner_email=EMAIL,
            name=self._next(),
            description=f"<p>{self._next()}</p>",
        )

    def _plant_answers(self, ticket):
        self._as(self.zoe, ticket).message_post(
            body=Markup("<p>%s</p>") % self._next(),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[("Planted.txt", b"planted file")],
        )

    def _plant_texts_of_others(self, ticket):
        client_said = ticket.sudo().message_ids.sorted("id")[-1].body
        author = self.ana if ticket.pipeline == "escalation" else self.pia
        self._as(author, ticket).message_post(
            body=Markup(
                "<p>Hola Zyxwará, bon dia %s (%s, 0034-698-76-54-32)</p>"
                "<blockquote>%s</blockquote><p>Kept: mend it.</p>"
            )
            % (NAME.upper(), EMAIL, client_said),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.zoe.partner_id.ids,
            attachments=[("Kept Qvortun, Zyxwara.txt", b"kept file")],
        )
        ticket.with_user(self.mia).write(
            {"name": f"Qvortún {self._next()}", "description": f"<p>{self._next()}</p>"}
        )
        ticket.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=f"Call {NAME}",
            note=f"<p>{PHONE}</p>",
            user_id=author.id,
        )
        if ticket.task_id:
            ticket.task_id.description = Markup("<p>%s</p>") % self._next()
            self.env["account.analytic.line"].create(
                {
                    "name": f"Call with {NAME}",
                    "ticket_id": ticket.id,
                    "task_id": ticket.task_id.id,
                    "project_id": ticket.task_id.project_id.id,
                    "unit_amount": 0.5,
                    "employee_id": self.env["hr.employee"].create({"name": "W"}).id,
                }
            )

    def _forget(self):
        """Forget the client as a manager does; wait for Odoo's own jobs."""
        wizard = self._open_forget(self.mia, self.zoe.partner_id)
        with self._sending():
            wizard.action_forget()
        delete_logins(self)
        return wizard

    def _open_forget(self, user, partners):
        context = {"active_model": "res.partner", "active_ids": partners.ids}
        wizards = self.env["helpdesk.forget.client"].with_user(user)
        return wizards.with_context(**context).create({})

    def _get_figures(self, tickets):
        """Return what tickets say in numbers: for reports, and who had them when."""
        self.env.flush_all()
        figures = {}
        for name, ids in (
            ("helpdesk.ticket", tickets.ids),
            ("helpdesk.ticket.stay", self._find_of(tickets, "helpdesk.ticket.stay")),
            ("account.analytic.line", self._find_of(tickets, "account.analytic.line")),
            ("helpdesk.ticket.assignment", tickets.assignment_ids.ids),
        ):
            model = self.env[name]
            columns = [
                column
                for column, field in model._fields.items()
                if field.store
                and field.column_type
                and field.type not in ("char", "text", "html", "json", "properties")
                and field.comodel_name not in ("res.partner",)
                and column not in ("create_uid", "write_uid")
            ]
            figures[name] = model.browse(ids).sudo().read(columns, load=None)
        for name in ("helpdesk.ticket.report", "helpdesk.stay.report"):
            figures[name] = self.env[name]._read_group(
                [("ticket_id", "in", tickets.ids)], ["stage_id"], ["__count"]
            )
        return figures

    def _find_of(self, tickets, model):
        return self.env[model].sudo().search([("ticket_id", "in", tickets.ids)]).ids

    def test_nothing_of_the_person_is_left_anywhere(self):
        tickets = self._plant()
        before = find_in_tables(self.env, STEMS)
        self.assertGreater(len(before), 20, before)
        self.assertTrue(find_on_disk(self.env, ["planted", "kept file"]))
        self._run_acknowledging()
        figures = self._get_figures(tickets)
        self._forget()
        self.assertEqual(find_in_tables(self.env, STEMS), KEPT)
        self.assertFalse(find_on_disk(self.env, STEMS))
        self.assertTrue(find_on_disk(self.env, ["kept file"]))
        self.assertEqual(self._get_figures(tickets), figures)
        for ticket in tickets:
            kept = ticket.sudo().message_ids.filtered(lambda m: "mend it" in m.body)
            self.assertEqual(len(kept), 1)
            self.assertEqual(ticket.partner_id.name, "Former client")
            self.assertEqual(ticket.commercial_partner_id, self.shop)

    def test_who_deletes_the_own_account_is_forgotten_too(self):
        self._plant()
        with self._sending():
            self.zoe.with_user(self.zoe).sudo()._deactivate_portal_user()
        delete_logins(self)
        self.assertEqual(find_in_tables(self.env, STEMS), KEPT)
        self.assertFalse(find_on_disk(self.env, STEMS))

    def test_what_odoos_own_search_deletes_leaves_nothing(self):
        self._plant()
        with self._sending():
            for line in self._look_up(NAME, EMAIL):
                if line.resource_ref and line.res_model in ("res.users", "res.partner"):
                    line.action_unlink()
        self._delete_logs()
        self.assertEqual(find_in_tables(self.env, STEMS), KEPT)
        self.assertFalse(find_on_disk(self.env, STEMS))

    def _look_up(self, name, email):
        """Return what Odoo finds of a person, users first: contacts depend on them."""
        wizards = self.env["privacy.lookup.wizard"].with_user(
            self.env.ref("base.user_admin")
        )
        wizard = wizards.create({"name": name, "email": email})
        wizard.action_lookup()
        return wizard.line_ids.sorted(lambda line: line.res_model != "res.users")

    def _delete_logs(self):
        """The search itself is forgotten by Odoo within a day."""
        self.env["privacy.lookup.wizard"].sudo().search([]).unlink()
        self.env["privacy.lookup.wizard.line"].sudo().search([]).unlink()
