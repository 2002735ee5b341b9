from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from ...hooks import uninstall_hook
from ..common import AccountsCase


class ImmediateCase(AccountsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reasons = cls.env["helpdesk.immediate.reason"]
        cls.payment = cls.env.ref(
            "revo_helpdesk_accounts.helpdesk_immediate_reason_payment"
        )
        cls.cart = cls.env.ref("revo_helpdesk_accounts.helpdesk_immediate_reason_cart")

    def _open_immediate(self, **values):
        return self._open(
            priority="4", **{"immediate_reason_id": self.payment.id, **values}
        )

    def _refuse(self, action, *words):
        """Check that something is refused, and that the message says these words."""
        with self.assertRaises(ValidationError) as caught, self.env.cr.savepoint():
            action()
            self.env.flush_all()
        for word in words:
            self.assertIn(word, caught.exception.args[0])


class TestImmediate(ImmediateCase):
    def test_immediate_with_its_reason_is_above_all(self):
        very_high, immediate = self._open(priority="3"), self._open_immediate()
        self.assertEqual(immediate.immediate_reason_id, self.payment)
        found = self.tickets.with_user(self.kim).search(
            [("id", "in", (very_high | immediate).ids)]
        )
        self.assertEqual(found.ids, (immediate | very_high).ids)

    def test_immediate_without_a_reason_is_refused_by_whatever_way(self):
        ticket = self._open(name="Shop is down")
        mine = ticket.with_user(self.kim)
        for way, action in {
            "create": lambda: self._open(name="Shop is down", priority="4"),
            "write": lambda: mine.write({"priority": "4"}),
            "triage": lambda: mine.write({"triage_priority": "4"}),
            "reason taken away": lambda: self._open_immediate(
                name="Shop is down"
            ).write({"immediate_reason_id": False}),
            "the site's controllers": lambda: self._create_ticket(
                name="Shop is down", priority="4"
            ),
        }.items():
            with self.subTest(way=way):
                self._refuse(
                    action,
                    "“Shop is down”",
                    "Payment fails, An order cannot be completed, A product cannot be "
                    "put in the cart",
                    "lower priority",
                )

    def test_of_many_tickets_the_refusal_names_those_that_lack_a_reason(self):
        lacking = self._open(name="Logo is blurred")
        fine = self._open_immediate(name="Cards are declined")
        with self.assertRaises(ValidationError) as caught:
            (lacking | fine).with_user(self.kim).write({"priority": "4"})
        self.assertIn("“Logo is blurred”:", caught.exception.args[0])
        self.assertNotIn("Cards", caught.exception.args[0])

    def test_a_file_with_immediate_and_no_reason_is_refused(self):
        tickets = self.tickets.with_user(self.kim)
        fields = ["name", "description", "team_id/.id", "priority"]
        row = ["Shop is down", "x", str(self.accounts.id), "Immediate"]
        result = tickets.load(fields, [row])
        self.assertFalse(result["ids"])
        self.assertIn("Payment fails", result["messages"][0]["message"])
        result = tickets.load(
            [*fields, "immediate_reason_id"], [[*row, "Payment fails"]]
        )
        self.assertFalse(result["messages"])
        ticket = self.tickets.browse(result["ids"])
        self.assertEqual(ticket.immediate_reason_id, self.payment)

    def test_lowering_the_priority_forgets_the_reason(self):
        ticket = self._open_immediate()
        ticket.with_user(self.kim).priority = "3"
        self.assertFalse(ticket.immediate_reason_id)

    def test_the_reason_stays_while_client_or_team_says_immediate(self):
        ticket = self._open_immediate().with_user(self.kim)
        ticket.triage_priority = "1"
        self.assertEqual(ticket.immediate_reason_id, self.payment)
        other = self._open(priority="2").with_user(self.kim)
        other.write(
            {"triage_priority": "4", "immediate_reason_id": self.cart.id},
        )
        other.triage_priority = False
        self.assertFalse(other.immediate_reason_id)

    def test_a_reason_without_immediate_is_refused(self):
        self._refuse(
            lambda: self._open(
                name="Blurred", priority="3", immediate_reason_id=self.payment.id
            ),
            "“Blurred”",
            "not Immediate",
        )

    def test_a_copy_of_an_immediate_ticket_has_the_reason(self):
        copied = self._open_immediate().with_user(self.kim).copy()
        self.assertEqual(copied.immediate_reason_id, self.payment)


class TestImmediateForm(ImmediateCase):
    def test_the_form_asks_for_the_reason_as_soon_as_immediate_is_chosen(self):
        form = Form(self.tickets.with_user(self.kim))
        form.name = "Shop is down"
        form.description = "<p>All that I typed.</p>"
        form.team_id = self.accounts
        form.partner_id = self.cati.partner_id
        form.priority = "4"
        with self.assertRaisesRegex(AssertionError, "immediate_reason_id is a requ"):
            form.save()
        form.immediate_reason_id = self.payment
        ticket = form.save()
        self.assertIn("All that I typed", ticket.description)
        self.assertEqual(ticket.immediate_reason_id, self.payment)

    def test_the_form_forgets_the_reason_of_a_lower_priority(self):
        with Form(self._open_immediate().with_user(self.kim)) as form:
            form.triage_priority = "4"
        form = Form(self.tickets.with_user(self.kim))
        form.priority = "4"
        form.immediate_reason_id = self.payment
        form.priority = "2"
        self.assertFalse(form.immediate_reason_id)


class TestReasons(ImmediateCase):
    def test_a_manager_adds_a_reason_and_anybody_of_the_staff_uses_it(self):
        reason = self.reasons.with_user(self.mia).create({"name": "Prices are wrong"})
        ticket = self._open_immediate(immediate_reason_id=reason.id)
        self.assertEqual(
            ticket.with_user(self.kim).immediate_reason_id.name, "Prices are wrong"
        )

    def test_a_reseller_chooses_a_reason(self):
        ticket = self._create_ticket().with_user(self.ana)
        ticket.write({"priority": "4", "immediate_reason_id": self.payment.id})
        self.assertEqual(ticket.immediate_reason_id.name, "Payment fails")

    def test_nobody_but_managers_edits_the_reasons(self):
        for user in (self.kim, self.ana, self.sam, self.cati):
            reasons = self.reasons.with_user(user)
            for action in (
                lambda of=reasons: of.create({"name": "My shop is ugly"}),
                lambda of=reasons: of.browse(self.payment.id).write({"name": "x"}),
                lambda of=reasons: of.browse(self.payment.id).unlink(),
            ):
                with self.subTest(user=user.name), self.assertRaises(AccessError):
                    action()

    def test_a_client_reads_the_reasons_on_the_sites_pages_alone(self):
        with self.assertRaises(AccessError):
            self.reasons.with_user(self.cati).search([])
        with self.assertRaises(AccessError):
            self._open_immediate().with_user(self.cati).read(["immediate_reason_id"])

    def test_an_archived_reason_stays_with_its_tickets(self):
        ticket = self._open_immediate().with_user(self.kim)
        self.payment.with_user(self.mia).active = False
        ticket.name = "Still editable"
        self.assertEqual(ticket.immediate_reason_id, self.payment)
        self.assertNotIn(self.payment, self.reasons.search([]))
        self._refuse(
            lambda: self._open(priority="4"),
            ": An order cannot be completed, A product",
        )

    def test_a_used_reason_is_not_deleted(self):
        ticket = self._open_immediate()
        ticket.active = False
        with self.assertRaisesRegex(UserError, "Payment fails.*Archive it instead"):
            self.payment.with_user(self.mia).unlink()
        self.cart.with_user(self.mia).unlink()
        self.assertFalse(self.cart.exists())


class TestChoices(ImmediateCase):
    def test_each_priority_says_what_it_means_for_the_business(self):
        choices = self.tickets.with_user(self.kim)._get_priority_choices()
        self.assertEqual([choice["value"] for choice in choices], list("01234"))
        self.assertEqual(choices[4]["label"], "Immediate")
        self.assertEqual(len({choice["help"] for choice in choices}), 5)
        shown = self.tickets.with_user(self.kim).fields_get(["priority"], ["help"])
        for choice in choices:
            self.assertTrue(choice["help"])
            self.assertIn(
                f"{choice['label']}: {choice['help']}", shown["priority"]["help"]
            )

    def test_the_site_offers_them_to_clients(self):
        # sudo: as the site's controllers do.
        choices = self.tickets.with_user(self.cati).sudo()._get_priority_choices()
        self.assertEqual(len(choices), 5)


class TestUninstall(ImmediateCase):
    def test_immediate_tickets_are_very_high_without_the_addon(self):
        tickets = self._open_immediate()
        tickets |= self._open(priority="1")
        tickets[1].write(
            {"triage_priority": "4", "immediate_reason_id": self.payment.id}
        )
        tickets[0].active = False
        uninstall_hook(self.env)
        self.assertEqual(tickets.mapped("priority"), ["3", "1"])
        self.payment.unlink()
        self.assertFalse(self.payment.exists())
