"""What becomes of an invitation, and sending it once more."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools import mute_logger

from ..mail.mail_case import MailCase
from ..mail.mail_server import get_html


class TestInvitations(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_reset_password": False})

    def _add_reseller(self):
        setup = self.env["helpdesk.reseller.setup"].with_user(self.mia)
        form = Form(setup)
        form.name = "North Coast"
        form.person_name = "Olga"
        form.person_email = "olga@coast.example"
        team = form.save().action_create()["res_id"]
        return self.env["helpdesk.ticket.team"].browse(team).user_ids.partner_id

    def _log_in(self, partner):
        self.env["res.users.log"].with_user(partner.user_ids).sudo().create({})
        self.env.invalidate_all()

    def test_the_link_comes_by_e_mail_and_the_state_follows(self):
        with self._sending():
            olga = self._add_reseller()
        [mail] = self.mail_server.get_mails_to("olga@coast.example")
        self.assertIn("token=", get_html(mail))
        self.assertEqual(olga.helpdesk_access, "invited")
        self._log_in(olga)
        self.assertEqual(olga.helpdesk_access, "active")

    def test_what_was_not_sent_says_so_and_is_sent_again(self):
        self.mail_server.refusal = "451 try later"
        with self._sending(), mute_logger("odoo.addons.mail.models.mail_mail"):
            olga = self._add_reseller()
        self.assertTrue(olga.exists())
        self.assertEqual(olga.helpdesk_access, "not_sent")
        self.assertIn("mail", olga.helpdesk_access_note.lower())
        self.mail_server.refusal = None
        with self._sending():
            olga.with_user(self.mia).action_helpdesk_invite()
        self.assertEqual(olga.helpdesk_access, "invited")
        self.assertTrue(self.mail_server.get_mails_to("olga@coast.example"))

    def test_an_administrator_takes_the_link_where_no_mail_goes_out(self):
        olga = self._add_reseller()
        with self.assertRaises(AccessError):
            olga.with_user(self.mia).action_helpdesk_invitation_link()
        admin = self.env.ref("base.user_admin")
        action = olga.with_user(admin).action_helpdesk_invitation_link()
        shown = self.env[action["res_model"]].with_user(admin).browse(action["res_id"])
        self.assertIn("token=", shown.link)
        self._log_in(olga)
        with self.assertRaises(UserError):
            olga.with_user(admin).action_helpdesk_invitation_link()

    def test_who_has_come_is_not_invited_again(self):
        self._log_in(self.cleo.partner_id)
        with self.assertRaises(UserError) as caught:
            self.cleo.partner_id.with_user(self.ana).action_helpdesk_invite()
        self.assertIn("Reset Password", str(caught.exception))

    def test_who_works_for_the_vendor_is_not_invited_here(self):
        with self.assertRaises(UserError):
            self.sam.partner_id.with_user(self.mia).action_helpdesk_invite()
