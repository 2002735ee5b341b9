"""Who forgets whom, what others keep, and who reads what afterwards."""

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from ..common import SupportLineCase

SECRET = "the drawer of the till does not open at all"


class TestForgettingRights(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cleo.partner_id.write({"name": "Cleo Kestrel", "phone": "+34 600 111 222"})
        cls.colleague = cls._create_user("otto", "client")
        cls.colleague.partner_id.write({"name": "Otto Lane", "parent_id": cls.shop.id})
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "Lena Marsh",
                "email": "lena@shop.example",
                "parent_id": cls.shop.id,
            }
        )

    def _forget(self, partner, user=None):
        wizards = self.env["helpdesk.forget.client"].with_user(user or self.mia)
        context = {"active_model": "res.partner", "active_ids": partner.ids}
        wizard = wizards.with_context(**context).create({})
        wizard.action_forget()
        self.env.invalidate_all()
        return wizard

    # Who

    def test_only_managers_and_administrators_forget(self):
        self._create_ticket()
        for role in ("client", "reseller", "support", "development", "plain"):
            user = self.user_of[role]
            with self.subTest(role=role), mute_logger("odoo.models"):
                with self.assertRaises(AccessError):
                    self._forget(self.cleo.partner_id, user)
                with self.assertRaises(AccessError) as caught:
                    self.cleo.partner_id.with_user(user).forget_client()
                self.assertIn("cannot be taken back", str(caught.exception))
        wizard = self._forget(self.cleo.partner_id)
        self.assertEqual(wizard.state, "done")

    def test_staff_and_resellers_are_not_forgotten(self):
        self.north.partner_id = self._create_client("North Ltd")
        for partner in (
            self.ana.partner_id,
            self.sam.partner_id,
            self.north.partner_id,
            self.company.partner_id,
        ):
            with self.subTest(partner=partner.name), self.assertRaises(UserError) as e:
                partner.with_user(self.mia).forget_client()
            self.assertIn(partner.name, str(e.exception))

    def test_it_is_noted_who_forgot_without_naming_whom(self):
        self._forget(self.contact)
        log = self.env["privacy.log"].search([], order="id desc", limit=1)
        self.assertEqual(log.user_id, self.mia)
        self.assertNotIn("Lena", log.anonymized_name)

    # What goes and stays

    def test_a_contact_without_a_login_goes_too(self):
        ticket = self._create_ticket(self.ana, partner_id=self.contact.id)
        self._forget(self.contact)
        self.assertFalse(self.contact.exists())
        self.assertEqual(ticket.commercial_partner_id, self.shop)
        self.assertEqual(ticket.name, "Removed at the client's request")

    def test_a_contact_that_something_else_needs_stays(self):
        self.env["res.partner.bank"].create(
            {"acc_number": "1", "partner_id": self.contact.id}
        )
        self.env.cr.execute(
            "ALTER TABLE res_partner_bank "
            "DROP CONSTRAINT res_partner_bank_partner_id_fkey, "
            "ADD CONSTRAINT res_partner_bank_partner_id_fkey FOREIGN KEY (partner_id) "
            "REFERENCES res_partner ON DELETE RESTRICT"
        )
        ticket = self._create_ticket(self.ana, partner_id=self.contact.id)
        with mute_logger("odoo.sql_db"):
            self._forget(self.contact)
        self.assertTrue(self.contact.exists())
        self.assertNotEqual(ticket.partner_id, self.contact)

    def test_colleagues_keep_their_words(self):
        theirs = self._create_ticket(
            name="Receipts are blank", partner_id=self.colleague.partner_id.id
        )
        theirs.sudo().create_uid = self.colleague
        self._write_text(theirs, self.colleague, "message", "<p>Mine, by Otto.</p>")
        self._write_text(theirs, self.cleo, "message", f"<p>{SECRET}</p>")
        self._write_text(
            theirs, self.ana, "note", "<p>Cleo Kestrel and Otto, cleo@line.example</p>"
        )
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET create_uid = %s WHERE id = %s",
            [self.colleague.id, theirs.id],
        )
        self._forget(self.cleo.partner_id)
        self.assertEqual(theirs.name, "Receipts are blank")
        self.assertEqual(theirs.partner_id, self.colleague.partner_id)
        texts = " ".join(self._get_texts(theirs).mapped("body"))
        self.assertIn("Mine, by Otto.", texts)
        self.assertIn("and Otto", texts)
        for gone in (SECRET, "Cleo", "Kestrel", "cleo@line.example"):
            self.assertNotIn(gone, texts)

    def test_where_somebody_has_to_look_is_told(self):
        self.ana.name = "Ana Kestrel"
        ticket = self._create_ticket()
        self._write_text(ticket, self.ana, "note", "<p>As Kestrel said</p>")
        wizard = self._forget(self.cleo.partner_id)
        self.assertEqual(wizard.found_ticket_ids, ticket)

    def test_who_is_named_elsewhere_is_told_too(self):
        ticket = self._create_ticket(self.rita, description="<p>Like Lena Marsh</p>")
        self._create_ticket(self.ana, partner_id=self.contact.id)
        wizard = self._forget(self.contact)
        self.assertEqual(wizard.found_ticket_ids, ticket)

    def test_many_tickets_cost_as_many_queries_as_few(self):
        def count(number):
            contact = self.contact.copy({"email": f"{number}@shop.example"})
            for _each in range(number):
                ticket = self._create_ticket(self.ana, partner_id=contact.id)
                ticket.sudo().message_post(
                    body=SECRET,
                    author_id=contact.id,
                    message_type="comment",
                    attachments=[("a.txt", str(_each).encode())],
                )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            contact._forget_on_tickets()
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(12), count(3) + 2)

    def test_who_is_forgotten_twice_is_forgotten_once(self):
        ticket = self._create_ticket()
        self._forget(self.cleo.partner_id)
        texts = ticket.message_ids.mapped("body")
        self._forget(self.cleo.partner_id)
        self.assertEqual(ticket.message_ids.mapped("body"), texts)

    # Who reads

    def _get_readable(self, users, tickets):
        """Return what each of some people reads on tickets."""
        self.env.invalidate_all()
        readable = {}
        for user in users:
            for name, field in (
                ("mail.message", "model"),
                ("ir.attachment", "res_model"),
            ):
                records = self.env[name].with_user(user)
                domain = [
                    (field, "=", "helpdesk.ticket"),
                    ("res_id", "in", tickets.ids),
                ]
                try:
                    found = set(records.search(domain).ids)
                except AccessError:
                    found = set()
                readable[user, name] = found
            mine = self.tickets.with_user(user).search([("id", "in", tickets.ids)])
            readable[user, "helpdesk.ticket"] = set(mine.ids)
        return readable

    def test_nobody_reads_more_than_before(self):
        alone = self._create_user("solo", "client")
        alone.partner_id.reseller_team_id = self.north
        tickets = self._create_ticket() | self._create_ticket(
            partner_id=alone.partner_id.id
        )
        for ticket in tickets:
            self._write_text(ticket, self.ana, "message", "<p>For REVO.</p>")
        users = self.ana | self.rita | self.sam | self.colleague | self.cora | self.mia
        before = self._get_readable(users, tickets)
        self._forget(self.cleo.partner_id | alone.partner_id)
        after = self._get_readable(users, tickets)
        for key, ids in after.items():
            self.assertLessEqual(ids, before[key], key)
        self.assertEqual(
            after[self.colleague, "helpdesk.ticket"],
            before[self.colleague, "helpdesk.ticket"],
        )

    def test_the_next_client_of_a_ticket_reads_nothing_of_the_former_one(self):
        alone = self._create_user("solo", "client")
        alone.partner_id.reseller_team_id = self.north
        ticket = self._create_ticket(partner_id=alone.partner_id.id)
        note = self._write_text(ticket, self.ana, "note", "<p>For the client.</p>")
        self._forget(alone.partner_id)
        ticket.with_user(self.mia).partner_id = self.colleague.partner_id
        readable = self._get_readable(self.colleague, ticket)
        self.assertNotIn(note.id, readable[self.colleague, "mail.message"])

    # Other ways

    def test_a_contact_on_tickets_is_not_just_deleted(self):
        self._create_ticket(self.ana, partner_id=self.contact.id)
        with self.assertRaises(UserError) as caught:
            self.contact.unlink()
        self.assertIn("forget it", str(caught.exception))
        self.env["res.partner"].create({"name": "Nobody's"}).unlink()

    def test_merged_contacts_lose_nothing(self):
        ticket = self._create_ticket(self.ana, partner_id=self.contact.id)
        twin = self.contact.copy({"email": self.contact.email})
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.contact | twin).ids, twin)
        self.assertFalse(self.contact.exists())
        self.assertEqual(ticket.partner_id, twin)
        self.assertEqual(ticket.name, "Card payment fails")

    def _look_up(self, name, email):
        """Return what Odoo's own search finds."""
        wizards = self.env["privacy.lookup.wizard"]
        wizard = wizards.with_user(self.env.ref("base.user_admin")).create(
            {"name": name, "email": email}
        )
        wizard.action_lookup()
        return wizard.line_ids

    def _create_ticket_of_stranger(self):
        return self.tickets.create(
            {
                "name": SECRET,
                "description": f"<p>{SECRET}, says Zed Quill</p>",
                "partner_name": "Zed Quill",
                "partner_email": "zed@far.example",
                "team_id": self._create_team("direct", self.pia).id,
            }
        )

    def test_odoos_search_finds_who_is_no_contact(self):
        ticket = self._create_ticket_of_stranger()
        line = self._look_up("Zed Quill", "zed@far.example")
        self.assertEqual(line.mapped("res_model"), ["helpdesk.ticket"])
        line.is_active = False
        line._onchange_is_active()
        self.env.invalidate_all()
        self.assertFalse(ticket.active)
        self.assertFalse(ticket.partner_email or ticket.partner_name)
        self.assertNotIn(SECRET, ticket.name + ticket.description)
        self.assertNotIn("Zed", ticket.description)
        self.assertIn("1 tickets", line.execution_details)

    def test_odoos_search_archives_a_contact(self):
        ticket = self._create_ticket(self.ana, partner_id=self.contact.id)
        lines = self._look_up("Lena Marsh", "lena@shop.example")
        line = lines.filtered(lambda line: line.res_model == "res.partner")
        line.is_active = False
        line._onchange_is_active()
        self.env.invalidate_all()
        self.assertFalse(self.contact.active)
        self.assertEqual(ticket.name, "Removed at the client's request")

    def test_odoos_search_deletes_tickets_and_texts(self):
        ticket = self._create_ticket(self.ana, partner_id=self.contact.id)
        message = ticket.sudo().message_post(
            body=SECRET, author_id=self.contact.id, message_type="comment"
        )
        lines = self._look_up("Lena Marsh", "lena@shop.example")
        for model, record in (("mail.message", message), ("helpdesk.ticket", ticket)):
            found = lines.filtered(
                lambda line, m=model, r=record: (line.res_model, line.res_id)
                == (m, r.id)
            )
            found[0].action_unlink()
            self.assertFalse(record.exists())
            if ticket.exists():
                self.assertNotIn(SECRET, " ".join(ticket.message_ids.mapped("body")))
