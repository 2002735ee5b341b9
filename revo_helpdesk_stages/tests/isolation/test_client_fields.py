"""What of a ticket a client may ask the server for."""

from odoo.exceptions import AccessError

from ..common import SupportLineCase

# What a client may read of its ticket, by whichever way. Who works on it and where it
# stands is the line's own.
CLIENT_FIELDS = frozenset(
    {
        "access_token",
        "access_url",
        "access_warning",
        "active",
        "category_id",
        "closed",
        "closed_date",
        "client_rank",
        "client_status",
        "commercial_partner_id",
        "company_id",
        "create_date",
        "description",
        "display_name",
        "has_message",
        "id",
        "last_stage_update",
        "message_has_error",
        "message_has_error_counter",
        "message_has_sms_error",
        "message_ids",
        "message_is_follower",
        "message_needaction",
        "message_needaction_counter",
        "name",
        "number",
        "origin",
        "partner_email",
        "partner_id",
        "partner_name",
        "priority",
        "reseller_team_id",
        "sequence",
        "website_message_ids",
        # What the page of tickets searches by, and nobody reads.
        "words",
        "write_date",
    }
)


class TestClientFields(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("in_progress_dev", user=cls.dan)

    def test_a_field_is_for_employees_unless_it_is_known_to_be_a_clients(self):
        readable = set(self.tickets.with_user(self.cleo).fields_get())
        self.assertEqual(readable, CLIENT_FIELDS)

    def test_a_client_reads_its_own_fields(self):
        values = self.ticket.with_user(self.cleo).read(list(CLIENT_FIELDS))
        self.assertEqual(values[0]["number"], self.ticket.number)

    def test_a_client_finds_its_tickets_in_their_own_order(self):
        self.assertIn(self.ticket, self.tickets.with_user(self.cleo).search([]))

    def test_a_client_learns_nothing_of_the_line_from_a_field(self):
        ticket = self.ticket.with_user(self.cleo)
        for name in set(self.tickets._fields) - CLIENT_FIELDS:
            with self.subTest(field=name), self.assertRaises(AccessError):
                ticket.read([name])

    def test_a_client_learns_nothing_of_the_line_by_searching(self):
        tickets = self.tickets.with_user(self.cleo)
        for domain in (
            [("user_id.name", "ilike", "dan")],
            [("stage_id.name", "ilike", "dev")],
            [("user_id", "=", self.dan.id)],
            [("waiting_on", "=", "development")],
            [("create_uid.login", "ilike", "a")],
        ):
            with self.subTest(domain=domain):
                try:
                    found = tickets.search(domain)
                except AccessError:
                    continue
                self.assertFalse(found)

    def test_a_client_does_not_group_by_what_it_may_not_read(self):
        for name in ("stage_id", "user_id", "waiting_on"):
            with self.assertRaises(AccessError):
                self.tickets.with_user(self.cleo)._read_group([], [name])
