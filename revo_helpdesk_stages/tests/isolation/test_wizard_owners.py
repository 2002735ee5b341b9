"""What somebody is just writing in a wizard is theirs alone."""

from ..common import SupportLineCase
from .refusals import RefusalCase

DRAFT = "<p>Zanzibar</p>"


class TestWizardOwners(RefusalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("in_progress_reseller", escalated=True)

    def _begin(self, user):
        wizards = self.env["helpdesk.ticket.move"].with_user(user)
        return wizards.create(
            {
                "ticket_ids": [(6, 0, self.ticket.ids)],
                "stage_id": self.stage["backlog_support"].id,
                "observed": DRAFT,
            }
        )

    def test_nobody_reads_or_finishes_anothers_draft(self):
        draft = self._begin(self.ana)
        for user in (self.ben, self.sam, self.mia):
            self._log_in(user)
            self.assertEqual(self._do("helpdesk.ticket.move", "search", []), [])
            self._refuse("helpdesk.ticket.move", "read", draft.ids, ["observed"])
            self._refuse("helpdesk.ticket.move", "write", draft.ids, {"observed": "No"})
            self._refuse("helpdesk.ticket.move", "unlink", draft.ids)
            self._refuse("helpdesk.ticket.move", "action_apply", draft.ids)
        self.assertEqual(draft.observed, DRAFT)

    def test_ones_own_draft_is_ones_own(self):
        draft = self._begin(self.ana)
        self._log_in(self.ana)
        self.assertEqual(self._do("helpdesk.ticket.move", "search", []), draft.ids)
        self._do("helpdesk.ticket.move", "write", draft.ids, {"observed": "<p>Yes</p>"})


class TestAllWizards(SupportLineCase):
    def test_each_wizard_is_its_authors_for_the_whole_line(self):
        count = 0
        for name in self.env.registry:
            model = self.env[name]
            if not model._transient or model._abstract:
                continue
            count += 1
            for user in (self.cleo, self.ana, self.sam, self.mia):
                rules = self.env["ir.rule"].with_user(user)
                self.assertIn("create_uid", str(rules._compute_domain(name)), name)
        self.assertGreater(count, 20)
