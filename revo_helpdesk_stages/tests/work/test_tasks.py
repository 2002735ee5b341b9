"""Each ticket has a task of its own, in the project of its team."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .task_case import TaskCase


class TestCreation(TaskCase):
    def test_whoever_takes_a_ticket_gets_its_task(self):
        ticket = self._open()
        self.assertFalse(ticket.task_id)
        ticket.with_user(self.lee).user_id = self.lee
        task = ticket.task_id
        self.assertEqual(task.name, f"{ticket.number} Card payment fails")
        self.assertEqual(task.project_id, self.project)
        self.assertEqual(ticket.project_id, self.project)
        self.assertEqual(task.partner_id, self.cleo.partner_id)
        self.assertEqual(task.user_ids, self.lee)
        self.assertEqual(task.ticket_id, ticket)

    def test_a_team_may_want_the_task_at_once(self):
        self.counter.task_creation = "created"
        ticket = self._open()
        self.assertEqual(ticket.task_id.project_id, self.project)
        self.assertFalse(ticket.task_id.user_ids)
        task = ticket.task_id
        ticket.with_user(self.kim).user_id = self.kim
        self.assertEqual(ticket.task_id, task)
        self.assertEqual(task.user_ids, self.kim)

    def test_a_client_who_opens_a_ticket_does_not_follow_its_task(self):
        self.counter.task_creation = "created"
        self.project.message_subscribe(self.cleo.partner_id.ids)
        ticket = self._create_ticket(team_id=self.counter.id)
        self.assertTrue(ticket.task_id)
        self.assertNotIn(self.cleo.partner_id, ticket.task_id.message_partner_ids)
        self.assertEqual(ticket.task_id.create_uid, self.env.ref("base.user_root"))

    def test_who_has_the_task_follows_it_and_gets_no_second_mail(self):
        ticket = self._open(taker=self.lee)
        self.assertIn(self.lee.partner_id, ticket.task_id.message_partner_ids)
        mails = self.env["mail.mail"].search([("model", "=", "project.task")])
        self.assertFalse(mails.filtered(lambda m: m.res_id == ticket.task_id.id))

    def test_a_ticket_that_is_assigned_by_its_team_has_its_task_at_once(self):
        self.counter.assignment_method = "balanced"
        ticket = self._open()
        self.assertTrue(ticket.user_id)
        self.assertEqual(ticket.task_id.user_ids, ticket.user_id)

    def test_nothing_changes_for_a_team_that_has_not_asked_for_tasks(self):
        self.bare.default_project_id = self.project
        self.assertFalse(self._open(self.bare, taker=self.kim).task_id)

    def test_a_team_without_a_project_works_on_without_tasks(self):
        self.bare.task_creation = "created"
        self.assertFalse(self._open(self.bare, taker=self.kim).task_id)
        self.bare.default_project_id = self.project
        self.project.active = False
        self.assertFalse(self._open(self.bare, taker=self.kim).task_id)

    def test_the_project_is_the_one_of_the_tickets_company(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.counter.company_id = False
        self.counter.with_company(company).default_project_id = self.other_project
        self.kim.company_ids |= company
        ticket = self._open(company_id=company.id, taker=self.kim)
        self.assertEqual(ticket.task_id.project_id, self.other_project)

    def test_a_project_chosen_on_the_ticket_comes_first(self):
        ticket = self._open(project_id=self.other_project.id, taker=self.kim)
        self.assertEqual(ticket.task_id.project_id, self.other_project)

    def test_a_handoff_leaves_the_task_where_it_is(self):
        self.support.write(
            {"default_project_id": self.project.id, "task_creation": "taken"}
        )
        self.development.write(
            {"default_project_id": self.other_project.id, "task_creation": "created"}
        )
        ticket = self._create_ticket_in("backlog_support", user=self.sam)
        self._move(ticket, self.sam, "in_progress_support")
        task = ticket.task_id
        self.assertEqual(task.project_id, self.project)
        self._walk(
            ticket,
            (self.sam, "backlog_dev"),
            (self.dan, "in_progress_dev"),
            (self.dan, "in_progress_support"),
            (self.sam, "confirmation_reseller"),
            (self.ana, "resolved"),
        )
        self.assertEqual(ticket.task_id, task)
        self.assertEqual(task.project_id, self.project)


class TestTeam(TaskCase):
    def test_the_form_says_that_a_project_is_missing(self):
        self.mia.groups_id |= self.env.ref("project.group_project_user")
        with Form(self.bare.with_user(self.mia)) as form:
            form.task_creation = "taken"
            self.assertFalse(form.has_project)
            form.default_project_id = self.project
            self.assertTrue(form.has_project)
        self.assertEqual(self.bare.default_project_id, self.project)

    def test_a_manager_without_projects_sees_whether_there_is_one(self):
        for team, has in ((self.counter, True), (self.bare, False)):
            self.assertEqual(Form(team.with_user(self.mia)).has_project, has)


class TestNames(TaskCase):
    def test_renaming_tickets_renames_their_tasks(self):
        tickets = self._open(taker=self.kim) | self._open(taker=self.kim)
        tickets.with_user(self.kim).write({"name": "Terminal is offline"})
        for ticket in tickets:
            self.assertEqual(
                ticket.task_id.name, f"{ticket.number} Terminal is offline"
            )

    def test_another_client_is_the_tasks_too(self):
        ticket = self._open(taker=self.kim)
        ticket.with_user(self.kim).partner_id = self.cora.partner_id
        self.assertEqual(ticket.task_id.partner_id, self.cora.partner_id)

    def test_a_task_chosen_by_hand_is_named_like_its_ticket(self):
        task = self.env["project.task"].create(
            {"name": "Design", "project_id": self.other_project.id}
        )
        ticket = self._open(self.bare)
        ticket.with_user(self.petra).task_id = task
        self.assertEqual(task.name, f"{ticket.number} Card payment fails")
        self.assertEqual(ticket.project_id, self.other_project)


class TestOneTicket(TaskCase):
    def test_a_second_ticket_is_refused_with_the_first_ones_number(self):
        first, second = self._open(taker=self.kim), self._open(self.bare)
        for user in (self.petra, self.env.ref("base.user_admin")):
            with self.assertRaises(UserError) as refused:
                second.with_user(user).task_id = first.task_id
            self.assertIn(first.number, str(refused.exception))
        with self.assertRaises(UserError) as refused:
            self._open(task_id=first.task_id.id, opener=self.petra)
        self.assertIn(first.number, str(refused.exception))

    def _open(self, *args, opener=None, **values):
        if opener:
            return self._create_ticket(opener=opener, **values)
        return super()._open(*args, **values)

    def test_an_archived_ticket_keeps_its_task(self):
        first, second = self._open(taker=self.kim), self._open(self.bare)
        first.active = False
        with self.assertRaises(UserError):
            second.with_user(self.petra).task_id = first.task_id

    def test_one_task_is_not_given_to_two_tickets_at_once(self):
        task = self.env["project.task"].create(
            {"name": "Design", "project_id": self.project.id}
        )
        tickets = self._open(self.bare) | self._open(self.bare)
        with self.assertRaises(UserError):
            tickets.with_user(self.petra).write({"task_id": task.id})
        with self.assertRaises(UserError):
            self.tickets.create(
                [{"name": "N", "description": "x", "task_id": task.id}] * 2
            )

    def test_the_database_refuses_it_whatever_the_way(self):
        first, second = self._open(taker=self.kim), self._open(self.bare)
        self.env.flush_all()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.cr.execute(
                "UPDATE helpdesk_ticket SET task_id = %s WHERE id = %s",
                (first.task_id.id, second.id),
            )

    def test_a_copy_gets_a_task_of_its_own(self):
        ticket = self._open(taker=self.kim)
        self.counter.task_creation = "created"
        copy = ticket.with_user(self.kim).copy()
        self.assertTrue(copy.sudo().task_id)
        self.assertNotEqual(copy.sudo().task_id, ticket.task_id)

    def test_only_who_may_write_a_task_gives_it_to_a_ticket(self):
        task = self.env["project.task"].create(
            {"name": "Secret", "project_id": self.project.id}
        )
        ticket = self._open(self.bare)
        for user in (self.kim, self.sam):
            with self.assertRaises(AccessError):
                ticket.with_user(user).write({"task_id": task.id})
        self.assertEqual(task.name, "Secret")


class TestProject(TaskCase):
    def test_choosing_another_project_moves_the_task(self):
        ticket = self._open(taker=self.kim)
        task = ticket.task_id
        ticket.with_user(self.petra).project_id = self.other_project
        self.assertEqual(ticket.task_id, task)
        self.assertEqual(task.project_id, self.other_project)

    def test_a_task_moved_among_projects_takes_its_ticket_along(self):
        ticket = self._open(taker=self.kim)
        ticket.task_id.with_user(self.petra).project_id = self.other_project
        self.assertEqual(ticket.project_id, self.other_project)

    def test_a_task_with_time_stays_in_its_project(self):
        ticket = self._open(taker=self.kim)
        # A running timer.
        self._log(self.kim, hours=0, ticket_id=ticket.id)
        with self.assertRaises(UserError) as refused:
            ticket.with_user(self.petra).project_id = self.other_project
        self.assertIn(ticket.number, str(refused.exception))
        self.assertIn("Counter work", str(refused.exception))
        self.assertEqual(ticket.task_id.project_id, self.project)

    def test_a_task_with_time_is_not_moved_from_its_own_form_either(self):
        ticket = self._open(taker=self.kim)
        line = self._log(self.kim, ticket_id=ticket.id)
        task = ticket.task_id
        for user in (self.petra, self.env.user):
            with self.assertRaises(UserError) as refused:
                task.with_user(user).project_id = self.other_project
            self.assertIn(ticket.number, str(refused.exception))
            self.assertIn("time was logged", str(refused.exception))
        # Nor with its ticket out of sight.
        ticket.active = False
        with self.assertRaises(UserError):
            task.with_user(self.petra).project_id = self.other_project
        for record in (task, line, ticket):
            record.invalidate_recordset()
            self.assertEqual(record.project_id, self.project)
        # The same once more is no move, and tasks of no ticket are Odoo's.
        task.with_user(self.petra).project_id = self.project
        other = self.env["project.task"].create(
            {"name": "Design", "project_id": self.project.id}
        )
        self._log(self.kim, task_id=other.id)
        other.with_user(self.petra).project_id = self.other_project
        self.assertEqual(other.project_id, self.other_project)

    def test_who_may_not_move_a_task_learns_nothing_of_its_ticket(self):
        ticket = self._open(taker=self.kim)
        self._log(self.kim, ticket_id=ticket.id)
        for user in (self.cleo, self.ana, self.rita):
            with self.subTest(user=user.name), self.assertRaises(
                AccessError
            ) as refused:
                ticket.task_id.with_user(user).write(
                    {"project_id": self.other_project.id}
                )
            self.assertNotIn(ticket.number, str(refused.exception))

    def test_a_project_without_timesheets_is_refused_where_it_is_chosen(self):
        self.other_project.allow_timesheets = False
        task = self.env["project.task"].create(
            {"name": "Design", "project_id": self.other_project.id}
        )
        ticket = self._open(self.bare)
        self.mia.groups_id |= self.env.ref("project.group_project_user")
        for record, values in (
            (self.bare.with_user(self.mia), {"default_project_id": task.project_id.id}),
            (ticket.with_user(self.petra), {"project_id": task.project_id.id}),
            (ticket.with_user(self.petra), {"task_id": task.id}),
            # As a program of the server does.
            (ticket, {"task_id": task.id}),
        ):
            with self.assertRaises(ValidationError) as refused:
                record.write(values)
            self.assertIn("Other work", str(refused.exception))
            self.assertIn("timesheets are off", str(refused.exception))
        with self.assertRaises(ValidationError):
            self._open(self.bare, project_id=self.other_project.id)
        with self.assertRaises(ValidationError):
            self._create_team("direct", default_project_id=self.other_project.id)

    def test_a_project_without_timesheets_is_not_offered(self):
        self.other_project.allow_timesheets = False
        offering = [
            field
            for name in ("helpdesk.ticket", "helpdesk.ticket.team")
            for field in self.env[name]._fields.values()
            if field.type == "many2one" and field.comodel_name == "project.project"
        ]
        self.assertEqual(len(offering), 2)
        for field in offering:
            found = self.env["project.project"].search(field.domain)
            self.assertIn(self.project, found, field)
            self.assertNotIn(self.other_project, found, field)

    def test_the_project_of_a_task_is_not_emptied(self):
        ticket = self._open(taker=self.kim)
        with self.assertRaises(UserError):
            ticket.with_user(self.petra).project_id = False
        ticket.with_user(self.petra).write({"task_id": False, "project_id": False})
        self.assertFalse(ticket.project_id)

    def test_the_project_given_with_a_task_is_the_tasks(self):
        task = self.env["project.task"].create(
            {"name": "Design", "project_id": self.project.id}
        )
        ticket = self._open(self.bare)
        ticket.with_user(self.petra).write(
            {"task_id": task.id, "project_id": self.other_project.id}
        )
        self.assertEqual(ticket.project_id, self.project)

    def test_who_sees_no_projects_moves_no_task(self):
        ticket = self._open(taker=self.kim)
        with self.assertRaises(AccessError):
            ticket.with_user(self.kim).project_id = self.other_project
        ticket = self._open(self.bare)
        self.other_project.privacy_visibility = "followers"
        self.petra.groups_id -= self.env.ref("project.group_project_manager")
        with self.assertRaises(AccessError):
            ticket.with_user(self.petra).project_id = self.other_project

    def test_a_reseller_learns_nothing_of_project_and_task(self):
        self.north.write(
            {"default_project_id": self.project.id, "task_creation": "created"}
        )
        ticket = self._create_ticket()
        self.assertTrue(ticket.task_id)
        for vals in (
            {"project_id": self.other_project.id},
            {"project_id": False},
            {"task_id": False},
        ):
            with self.assertRaises(AccessError) as refused:
                ticket.with_user(self.ana).write(vals)
            self.assertNotIn("Counter", str(refused.exception))
        for name in (
            "project_id",
            "task_id",
            "timesheet_ids",
            "effective_hours",
            "has_task_project",
            "lacks_project",
        ):
            for user in (self.ana, self.cleo):
                with self.assertRaises(AccessError):
                    ticket.with_user(user).read([name])


class TestAccess(TaskCase):
    """Who may see a ticket and not its task works on it all the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project.privacy_visibility = "followers"
        (cls.north | cls.support).write(
            {"default_project_id": cls.project.id, "task_creation": "created"}
        )

    def test_a_reseller_opens_renames_moves_and_resolves(self):
        ticket = self._create_ticket(opener=self.ana, origin="client")
        with self.assertRaises(AccessError):
            self.env["project.task"].with_user(self.ana).search([])
        ticket.with_user(self.ana).name = "Renamed"
        self.assertIn("Renamed", ticket.task_id.name)
        self._move(ticket, self.ana, "in_progress_reseller")
        self._move(ticket, self.ana, "resolved")
        self.assertEqual(ticket.task_id.state, "1_done")

    def test_a_reseller_escalates_to_a_team_that_it_does_not_see(self):
        self.north.task_creation = "none"
        ticket = self._create_ticket_in("in_progress_reseller")
        self._move(ticket, self.ana, "backlog_support")
        self.assertEqual(ticket.task_id.project_id, self.project)
        # Whatever the server has read of the team before.
        ticket.task_id = False
        with self.assertRaises(AccessError):
            self.support.with_user(self.ana).read(["task_creation"])
        self.env.invalidate_all()
        ticket.with_user(self.ana)._create_wanted_tasks()
        self.assertTrue(ticket.task_id)

    def test_support_takes_renames_and_cancels(self):
        ticket = self._create_ticket_in("backlog_support")
        ticket.with_user(self.sam).user_id = self.sam
        ticket.with_user(self.sam).name = "Renamed"
        self.assertIn("Renamed", ticket.task_id.name)
        with self.assertRaises(AccessError):
            ticket.task_id.with_user(self.sam).name = "Mine"
        self._move(ticket, self.sam, "canceled")
        self.assertEqual(ticket.task_id.state, "1_canceled")

    def test_a_client_resolves(self):
        ticket = self._create_ticket()
        self.assertTrue(ticket.task_id)
        self._as(self.cleo, ticket)._resolve_as_client("solved")
        self.assertEqual(ticket.task_id.state, "1_done")


class TestOldLinks(TaskCase):
    def test_the_oldest_open_ticket_keeps_a_task_that_several_had(self):
        """As helpdesk_mgmt_project lets several have it."""
        from ...hooks import pre_init_hook

        task = self.env["project.task"].create(
            {"name": "Shared", "project_id": self.project.id}
        )
        tickets = self.tickets.union(*(self._open(self.bare) for _n in range(4)))
        closed, oldest, newer, other = tickets
        closed.stage_id = self.bare._get_applicable_stages().filtered("closed")[0]
        newer.active = False
        self.env.flush_all()
        self.cr.execute(
            "ALTER TABLE helpdesk_ticket DROP CONSTRAINT helpdesk_ticket_task_uniq"
        )
        self.cr.execute(
            "UPDATE helpdesk_ticket SET task_id = %s WHERE id IN %s",
            (task.id, tuple(tickets.ids)),
        )
        self.env.invalidate_all()
        pre_init_hook(self.env)
        self.env.invalidate_all()
        self.assertEqual(oldest.task_id, task)
        self.assertFalse((tickets - oldest).task_id)
        for ticket in tickets - oldest:
            note = ticket.message_ids.sorted("id")[-1]
            self.assertIn("Shared", note.body)
            self.assertIn(oldest.number, note.body)
        self.assertNotIn("Shared", "".join(oldest.message_ids.mapped("body")))
        self.assertEqual(len(other.message_ids), len(oldest.message_ids) + 1)
