"""The task of a ticket comes when its account leader takes it."""

from ..common import AccountsCase


class TestAccountTask(AccountsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.env["project.project"].create({"name": "Account work"})
        cls.accounts.write(
            {"default_project_id": cls.project.id, "task_creation": "taken"}
        )

    def test_the_leader_takes_the_ticket(self):
        ticket = self._open(user_id=self.kim.id)
        self.assertEqual(ticket.account_leader_id, self.lola)
        self.assertFalse(ticket.task_id)
        ticket.with_user(self.lola).user_id = self.lola
        self.assertEqual(ticket.task_id.user_ids, self.lola)

    def test_whoever_has_the_ticket_is_named_its_leader(self):
        ticket = self._open(user_id=self.kim.id)
        ticket.with_user(self.kim).account_leader_id = self.kim
        self.assertEqual(ticket.task_id.user_ids, self.kim)

    def test_anybody_takes_a_ticket_that_nobody_leads(self):
        ticket = self._open(partner_id=self.bea.partner_id.id)
        self.assertFalse(ticket.task_id)
        ticket.with_user(self.kim).user_id = self.kim
        self.assertEqual(ticket.task_id.user_ids, self.kim)

    def test_anybody_takes_it_where_its_leader_cannot(self):
        of_another_team = self._open(account_leader_id=self.sam.id)
        gone = self._open()
        self.lola.active = False
        for ticket in (of_another_team, gone):
            ticket.with_user(self.kim).user_id = self.kim
            self.assertTrue(ticket.task_id)
        self.assertEqual(gone.task_id.user_ids, self.kim)

    def test_a_task_created_at_once_is_its_leaders(self):
        self.accounts.task_creation = "created"
        ticket = self._open(user_id=self.kim.id)
        self.assertEqual(ticket.task_id.user_ids, self.lola)
