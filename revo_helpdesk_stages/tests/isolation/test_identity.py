"""Nobody of a reseller or a client calls themselves as they like."""

from odoo.exceptions import AccessError, ValidationError

from ..compat import ACCOUNT_ROUTE
from .refusals import RefusalCase


class TestIdentity(RefusalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north.user_id = cls.ben

    def _assert_known_as(self, user, name, email):
        self.env.invalidate_all()
        self.assertEqual(user.name, name)
        self.assertEqual(user.email, email)

    def test_a_reseller_keeps_their_name_and_address(self):
        self._log_in(self.ana)
        for vals in (
            {"name": "Sam"},
            {"email": "sam@line.example"},
            {"name": "Sam", "signature": "Sam"},
        ):
            self._refuse("res.users", "write", self.ana.ids, vals)
            self._refuse("res.users", "web_save", self.ana.ids, vals, specification={})
        self._refuse("res.partner", "write", self.ana.partner_id.ids, {"name": "Sam"})
        self._do("res.users", "write", self.ana.ids, {"signature": "<p>Ana</p>"})
        self._do("res.users", "write", self.ana.ids, {"name": "Ana", "lang": "en_US"})
        self._assert_known_as(self.ana, "Ana", "ana@line.example")

    def test_the_leader_names_the_people_of_the_team_and_its_clients(self):
        self._log_in(self.ben)
        for user in (self.ana, self.ben, self.cleo):
            self._do("res.users", "write", user.ids, {"name": "Somebody"})
            self.env.invalidate_all()
            self.assertEqual(user.name, "Somebody")
        for user in (self.rita, self.cora, self.sam, self.mia):
            self._refuse("res.users", "write", user.ids, {"name": "Somebody"})
        self._refuse("res.users", "write", self.ana.ids, {"login": "somebody"})
        self._refuse(
            "res.users", "write", self.ana.ids, {"name": "Ana", "login": "somebody"}
        )

    def test_a_client_keeps_name_and_address_on_the_site(self):
        self._log_in(self.cleo)
        partner = self.cleo.partner_id
        country = partner.country_id = self.env.ref("base.fr")
        form = {
            "name": "Cleo",
            "email": "cleo@line.example",
            "phone": "+33 1 23 45 67 89",
            "street": "1 rue Haute",
            "city": "Lyon",
            "country_id": str(country.id),
        }
        if ACCOUNT_ROUTE == "/my/account":
            form["zipcode"] = "69001"
        else:
            form.update(
                zip="69001",
                partner_id=str(partner.id),
                address_type="billing",
                required_fields="",
            )
        for changed in ({"name": "Sam"}, {"email": "sam@line.example"}):
            answer = self._post(ACCOUNT_ROUTE, **{**form, **changed})
            self.assertEqual(answer.status_code, 200)
            self.assertIn("how others know you", answer.text)
        self._assert_known_as(self.cleo, "Cleo", "cleo@line.example")
        self.assertNotEqual(partner.city, "Lyon")
        self._post(ACCOUNT_ROUTE, **form)
        self._assert_known_as(self.cleo, "Cleo", "cleo@line.example")
        self.assertEqual(partner.city, "Lyon")

    def test_a_client_keeps_name_and_address_by_calls(self):
        self._log_in(self.cleo)
        self._refuse("res.users", "write", self.cleo.ids, {"name": "Sam"})
        self._refuse("res.partner", "write", self.cleo.partner_id.ids, {"name": "Sam"})
        # As the server itself writes for a client.
        own = self.cleo.partner_id.with_user(self.cleo).sudo()
        with self.assertRaises(AccessError):
            own.write({"name": "Sam"})

    def test_the_vendor_names_people_as_before(self):
        self.cleo.with_user(self.env.ref("base.user_admin")).write(
            {"name": "Cleopatra"}
        )
        self.assertEqual(self.cleo.name, "Cleopatra")
        self.sam.with_user(self.sam).write({"name": "Samuel"})
        self.assertEqual(self.sam.name, "Samuel")

    def test_no_two_of_the_line_have_one_address(self):
        with self.assertRaises(ValidationError):
            self._create_user("eve", "client", email="Sam@line.example")
        with self.assertRaises(ValidationError):
            self.cleo.email = '"Cleo" <ana@line.example>'
        with self.assertRaises(ValidationError):
            self.cora.partner_id.email = "cleo@line.example"
        self.sue.active = False
        self.cleo.email = "sue@line.example"
        with self.assertRaises(ValidationError):
            self.sue.active = True

    def test_others_may_share_one(self):
        first = self._create_user("fay", "client", email="family@home.example")
        second = self._create_user("gil", "client", email="family@home.example")
        self.assertEqual(first.email, second.email)
        # As those of a team do who read one mailbox.
        self.sue.partner_id.email = "sam@line.example"
        self.assertEqual(self.sue.email, self.sam.email)
        # A contact that nobody logs in with is nobody's name.
        self.env["res.partner"].create({"name": "Sam", "email": "sam@line.example"})


class TestSender(RefusalCase):
    """Nobody writes in somebody else's name, wherever it is written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.cleo.partner_id

    def _compose(self, **values):
        return self._do(
            "mail.compose.message",
            "create",
            [
                {
                    "body": "Pay to this account",
                    "composition_mode": "mass_mail",
                    "model": "res.partner",
                    "res_ids": str(self.ana.partner_id.ids),
                    "subject": "Look",
                    **values,
                }
            ],
        )

    def test_a_mailing_has_the_sender_of_its_author(self):
        self.env["ir.model.access"].create(
            {
                "name": "Resellers write contacts",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "group_id": self.env.ref("revo_helpdesk_stages.group_reseller_user").id,
                "perm_read": True,
                "perm_write": True,
            }
        )
        self._log_in(self.ana)
        for values in (
            {"email_from": "sam@line.example"},
            {"email_from": "REVO <office@line.example>"},
            {"email_from": "ana@line.example, sam@line.example"},
            {"email_from": "{{ object.email }}"},
            {"author_id": self.sam.partner_id.id},
        ):
            wizard = self._compose(**values)
            self._refuse("mail.compose.message", "action_send_mail", wizard)
        self.assertFalse(self.env["mail.mail"].search([("subject", "=", "Look")]))
        own = {"author_id": self.ana.partner_id.id}
        wizard = self._compose(email_from="ana@line.example", **own)
        self._do("mail.compose.message", "action_send_mail", wizard)

    def test_a_message_has_the_sender_of_its_author_in_a_chat_too(self):
        group = self.env["discuss.channel"].create(
            {
                "name": "Ours",
                "channel_type": "group",
                "channel_member_ids": [(0, 0, {"partner_id": self.ana.partner_id.id})],
            }
        )
        values = {"model": "discuss.channel", "res_id": group.id, "body": "Hello"}
        self._log_in(self.ana)
        for name in (
            {"email_from": "sam@line.example"},
            {"email_from": "ana@line.example, sam@line.example"},
            {"author_id": self.ben.partner_id.id},
        ):
            self._refuse("mail.message", "create", [{**values, **name}])
        self._do("mail.message", "create", [values])
