"""What others learn of an integrator: that the case waits for an external partner."""

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import SupportLineCase
from .integrator_case import REQUEST, IntegratorMixin

FIELDS = (
    "can_ask_integrator",
    "has_integrators",
    "integrator_id",
    "integrator_note",
    "integrator_request_ids",
    "integrator_thread",
    "is_integrator_answered",
)
SECRETS = ("Parcels", "P-4711", "Why twice?", "They know it", "boss@parcels.example")


class TestWalls(IntegratorMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls._set_up_integrators()
        cls.company.email = "office@line.example"
        cls.ticket = cls._create_ticket_in("in_progress_support", user=cls.sam)

    def setUp(self):
        super().setUp()
        self._let_wait(self.ticket, self.sam, self.parcels)
        self.request = self._ask(self.ticket, self.sam, reference="P-4711")
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.before = self._look_as_reseller()
        self.request.sudo().message_post(
            body="They know it",
            email_from="boss@parcels.example",
            author_id=False,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            attachments=[("log.txt", b"They know it")],
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()

    def _look_as_reseller(self):
        """Return all that a reseller reads of the ticket and of its messages."""
        ticket = self.ticket.with_user(self.ana)
        names = [
            name
            for name in ticket.fields_get()
            if name not in ("last_contact_date", "__last_update")
        ]
        messages = self.env["mail.message"].with_user(self.ana)
        return (
            ticket.read(names),
            messages.search([]).read(["body", "subject", "record_name", "model"]),
        )

    def test_a_reseller_learns_nothing_not_even_that_there_was_an_answer(self):
        after = self._look_as_reseller()
        self.assertEqual(after, self.before)
        for secret in SECRETS:
            self.assertNotIn(secret, str(after))

    def test_nobody_of_a_party_reads_searches_or_calls_what_is_of_it(self):
        for user in (self.ana, self.rita, self.cleo, self.cora, self.pia):
            tickets = self.tickets.with_user(user)
            for name in FIELDS:
                with self.subTest(user=user.name, field=name):
                    self.assertNotIn(name, tickets.fields_get())
                    with self.assertRaises(AccessError):
                        tickets.search([(name, "!=", False)]).read([name])
            for model in (
                "helpdesk.integrator",
                REQUEST,
                "helpdesk.integrator.writing",
                "helpdesk.integrator.quotation",
            ):
                with self.subTest(user=user.name, model=model):
                    with self.assertRaises(AccessError):
                        self.env[model].with_user(user).search([])
        for user in (self.ana, self.cleo):
            calls = self.env["ir.model.access"].with_user(user)
            role = user._get_line_role()
            self.assertFalse(
                calls._is_open_call(role, "helpdesk.ticket", "action_ask_integrator")
            )

    def test_messages_and_files_of_it_are_not_theirs(self):
        messages = self.request.message_ids
        files = messages.attachment_ids
        self.assertTrue(files)
        for user in (self.ana, self.rita, self.cleo, self.pia):
            for records in (messages, files):
                with self.subTest(user=user.name, model=records._name):
                    with self.assertRaises(AccessError):
                        records.with_user(user).read([])
        self.assertFalse(
            self.env["mail.message"]
            .with_user(self.ana)
            .search([("model", "=", REQUEST)])
        )

    def test_a_follower_by_mistake_reads_and_gets_nothing(self):
        self.request.message_subscribe((self.ana | self.cleo).partner_id.ids)
        message = self.request.with_user(self.sam).message_post(
            body="Once more?", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertFalse(self._get_told(message))
        with self.assertRaises(AccessError):
            self.request.with_user(self.ana).read(["reference"])

    def test_their_screens_do_not_name_it(self):
        table = self.env.ref("helpdesk_mgmt.ticket_view_tree").type
        for user in (self.ana, self.pia):
            for kind in ("form", "kanban", table, "search"):
                view = self.tickets.with_user(user).get_view(view_type=kind)
                fields = {
                    node.get("name")
                    for node in etree.fromstring(view["arch"]).iter("field", "button")
                }
                with self.subTest(user=user.name, view=kind):
                    self.assertFalse(
                        fields & {*FIELDS, "action_ask_integrator"}, view["arch"]
                    )

    def test_they_read_that_it_waits_for_an_external_partner(self):
        said = self.ticket.with_user(self.ana).next_step
        self.assertIn("Waits on External partner", said)
        told = self.ticket.with_user(self.cleo).sudo()._get_client_view()
        self.assertEqual(told["label"], "Waits for an external partner")
        for secret in SECRETS:
            self.assertNotIn(secret, str(told))

    def test_development_reads_what_stands_or_stood_with_it(self):
        requests = self.env[REQUEST].with_user(self.dan)
        self.assertFalse(requests.search([]) & self.request)
        self._put(self.ticket, "backlog_dev", user=self.dan)
        self.assertIn(self.request, requests.search([]))
        with self.assertRaises(AccessError):
            self.request.with_user(self.dan).write({"reference": "mine"})

    def test_only_managers_edit_integrators(self):
        self.parcels.with_user(self.mia).answer_hours = 8
        for user in (self.sam, self.dan):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.parcels.with_user(user).answer_hours = 9

    def test_boards_of_resellers_are_not_told_of_an_answer(self):
        bus = self.env["bus.bus"].sudo()
        before = bus.search([], order="id desc", limit=1).id
        self.request.sudo()._note_answer()
        self.env.cr.precommit.run()
        told = bus.search([("id", ">", before)]).mapped("channel")
        boards = [channel for channel in told if "helpdesk.board" in channel]
        self.assertTrue(boards)
        self.assertFalse([c for c in boards if "helpdesk.ticket.team" in c])


@tagged("post_install", "-at_install")
class TestCosts(IntegratorMixin, SupportLineCase):
    """Without a conversation, boards and forms ask for none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_integrators()

    def test_a_ticket_without_one_costs_no_query_more(self):
        tickets = self.tickets
        for _number in range(3):
            tickets |= self._create_ticket_in("internal_review", user=self.sam)
        tickets = tickets.with_user(self.sam)
        base, ours = ["number", "waiting_on"], [*FIELDS]
        ours.remove("can_ask_integrator")

        def count(names):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            tickets.read(names)
            return self.cr.sql_log_count - before

        count(base + ours)
        self.assertEqual(count(base + ours), count(base))
