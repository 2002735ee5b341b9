from odoo import Command
from odoo.exceptions import UserError

from ..common import TEXTS


class ChecksMixin:
    """A list of two checks, and a ticket that its reseller is to escalate."""

    @classmethod
    def _set_up_checks(cls):
        cls.checks = cls.env["helpdesk.check"]
        # Those of the demo data, where they are.
        cls.checks.search([]).action_archive()
        cls.categories = cls.env["helpdesk.ticket.category"]
        cls.hardware = cls.categories.create({"name": "Hardware"})
        cls.printers = cls.categories.create(
            {"name": "Printers", "parent_id": cls.hardware.id}
        )
        cls.restarted = cls._create_check("Restarted the till", is_required=True)
        cls.cable = cls._create_check("Changed the cable", cls.hardware)
        cls.ticket = cls._create_ticket_in("in_progress_reseller", user=cls.ana)

    @classmethod
    def _create_check(cls, name, categories=None, **values):
        ids = categories.ids if categories else []
        return cls.checks.create(
            {"name": name, "category_ids": [Command.set(ids)], **values}
        )

    def _open(self, ticket=None, user=None, code="backlog_support"):
        ticket, user = ticket or self.ticket, user or self.ana
        action = ticket.with_user(user).action_move(self.stage[code].id)
        return self._open_wizard(action, user, **TEXTS["evidence"])

    def _answer(self, wizard, check, outcome="done", result="No change"):
        line = wizard.check_ids.filtered(lambda line: line.check_id == check)
        line.write({"outcome": outcome, "result": result})

    def _assert_refused(self, wizard, *checks):
        with self.assertRaises(UserError) as caught:
            wizard.action_apply()
        for check in checks:
            self.assertIn(check.name, str(caught.exception))
        self.assertEqual(wizard.ticket_ids.stage_id.tier, "reseller")

    def _get_evidence(self, ticket=None):
        messages = (ticket or self.ticket).message_ids
        return messages.filtered(lambda m: m.requirement == "evidence")[:1]
