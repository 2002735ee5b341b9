from ..common import SupportLineHttpCase
from .integrator_case import IntegratorMixin


class ScreenMixin(IntegratorMixin):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_integrators()
        cls.company.email = "office@line.example"
        cls.sam.password = cls.sam.login
        cls.ticket = cls._create_ticket_in("internal_review", user=cls.sam)
        cls.ticket._wait_for_integrator(cls.parcels)

    def test_support_writes_from_the_case_and_reads_it_there(self):
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.start_tour(
            f"/web#id={self.ticket.id}&model=helpdesk.ticket&view_type=form"
            f"&action={board.id}",
            "helpdesk_integrators_support",
            login=self.sam.login,
            timeout=90,
        )
        self.env.invalidate_all()
        request = self.ticket.with_user(self.sam).integrator_request_ids
        self.assertEqual(request.state, "asked")
        mail = self.env["mail.mail"].search([("model", "=", request._name)])
        self.assertIn("desk@parcels.example", mail.email_to)


class TestIntegratorsOnADesk(ScreenMixin, SupportLineHttpCase):
    browser_size = "1366,768"


class TestIntegratorsOnAPhone(ScreenMixin, SupportLineHttpCase):
    browser_size = "390,844"
