"""A case that waits for an integrator, and the e-mails between both."""

from odoo import Command

from ..mail.mail_case import DOMAIN, MailCase

DESK = "desk@parcels.example"
REQUEST = "helpdesk.integrator.request"


class IntegratorMixin:
    """North's ticket waits for Parcels, which Sam has asked."""

    @classmethod
    def _set_up_integrators(cls):
        cls.parcels = cls._create_integrator("Parcels", DESK)
        cls.meals = cls._create_integrator("Meals", "desk@meals.example")
        cls.paula = cls.env["res.partner"].create(
            {"name": "Paula Parcel", "email": "paula@parcels.example"}
        )
        cls.parcels.contact_ids = cls.paula
        cls.requests = cls.env[REQUEST]

    @classmethod
    def _create_integrator(cls, name, email=False, **values):
        return cls.env["helpdesk.integrator"].create(
            {"name": name, "email": email, "team_id": cls.support.id, **values}
        )

    def _let_wait(self, ticket, user, integrator=None, **values):
        """Move a ticket to internal review, as its window does."""
        action = ticket.with_user(user).action_move(self.stage["internal_review"].id)
        wizard = self._open_wizard(action, user, body="<p>It is theirs.</p>", **values)
        wizard.integrator_id = integrator
        result = wizard.action_apply()
        self.env.invalidate_all()
        return result

    def _open_writing(self, ticket, user, **values):
        """Open the window in which an integrator is written to."""
        action = ticket.with_user(user).action_ask_integrator()
        wizards = self.env[action["res_model"]].with_user(user)
        return wizards.with_context(**action["context"]).create(values)

    def _ask(self, ticket, user, integrator=None, body="<p>Why twice?</p>", **values):
        """Write to an integrator, and give the request."""
        if integrator:
            values["integrator_id"] = integrator.id
        wizard = self._open_writing(ticket, user, body=body, **values)
        wizard.action_send()
        self.env.invalidate_all()
        return self.requests.search(
            [
                ("ticket_id", "=", ticket.id),
                ("integrator_id", "=", wizard.integrator_id.id),
            ]
        )

    def _get_activities(self, name):
        """Return what is planned of a type of ours on the ticket."""
        kind = self.env.ref(f"revo_helpdesk_stages.mail_activity_type_{name}")
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", "helpdesk.ticket"),
                ("res_id", "=", self.ticket.id),
                ("activity_type_id", "=", kind.id),
            ]
        )


class IntegratorMailCase(IntegratorMixin, MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_integrators()
        cls.north.alias_name = "north"
        cls._put(cls.ticket, "internal_review", user=cls.sam)

    def _ask_by_mail(self, integrator=None, **values):
        """Write to an integrator; give the request and the e-mail that went out."""
        integrator = integrator or self.parcels
        self.mail_server.received.clear()
        with self._sending():
            request = self._ask(self.ticket, self.sam, integrator, **values)
        self.env.invalidate_all()
        mails = [mail for _to, mail in self.mail_server.received]
        self.assertEqual(len(mails), 1, "one e-mail went out")
        return request, mails[0]

    def _answer(
        self, sender, mail, to=None, keeps=("address", "references"), **headers
    ):
        """Let an answer to an e-mail of ours come in.

        :param keeps: what of the e-mail the program that answers keeps
        :return: ``(messages of requests, messages of tickets)`` that it became
        """
        newest = self.env["mail.message"].search([], order="id desc", limit=1).id
        if "references" in keeps:
            headers.setdefault("In_Reply_To", mail["Message-Id"])
            headers.setdefault("References", mail["Message-Id"])
        if not to:
            to = mail["Reply-To"] if "address" in keeps else f"catchall@{DOMAIN}"
        headers.setdefault("Subject", f"Re: {mail['Subject']}")
        on_ticket = self._receive(sender, to=to, **headers)
        on_request = self.env["mail.message"].search(
            [
                ("id", ">", newest),
                ("model", "=", REQUEST),
                ("message_type", "=", "email"),
            ]
        )
        return on_request, on_ticket

    def _get_mail(self, address):
        return self.mail_server.get_mails_to(address)

    @classmethod
    def _make_colleague(cls, name, email, company):
        return cls.env["res.partner"].create(
            {"name": name, "email": email, "parent_id": company.id}
        )

    @classmethod
    def _link(cls, *records):
        return [Command.link(record.id) for record in records]
