"""The table of fields is what the screens let people write, and nothing else."""

from itertools import product

from lxml import etree

from odoo.tests import tagged

from ..common import SupportLineCase

# What people write by other means than a field of a form or a list.
_WITHOUT_A_FIELD = {
    "attachment_ids": "files that are dropped on a new ticket",
    "color": "the menu of a card",
    "company_id": "shown where there are several companies",
    "kanban_state": "the mark of a card",
    "milestone_id": "shown by the app of projects",
    "project_id": "shown to those of the app of projects",
    "queue_sequence": "dragging in the queue",
    "sequence": "dragging on the board",
    "task_id": "shown to those of the app of projects",
    "timesheet_ids": "the page of an app of timesheets",
}
# What forms hold of the chatter, and send back as it came.
_CHATTER = {"activity_ids", "message_follower_ids", "message_ids"}
_YES = {"1", "True", "true"}


@tagged("post_install", "-at_install")
class TestWritableTable(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.ana | cls.sam | cls.dan

    def _get_editable(self, user, is_new):
        """Return the fields that the screens of a user let them edit."""
        model = self.tickets.with_user(user)
        table = self.env.ref("helpdesk_mgmt.ticket_view_tree")
        kinds = [(False, "form"), (table.id, table.type)]
        views = model.get_views(kinds)["views"]
        return {
            node.get("name")
            for view in views.values()
            for node in etree.fromstring(view["arch"]).iter("field")
            if next(node.iterancestors("field"), None) is None
            and self._is_editable(model, node, is_new)
        }

    def _is_editable(self, model, node, is_new):
        unseen = {node.get("invisible"), node.get("column_invisible")}
        readonly = node.get("readonly")
        if unseen & _YES or readonly in _YES:
            return False
        hidden = {readonly, *(node.get("invisible") or "").split(" or ")}
        if "id" in hidden:
            return is_new
        return readonly is not None or not model._fields[node.get("name")].readonly

    def _get_rows(self, user, is_new):
        """Return what a user may write at creation, or later."""
        model = self.tickets.with_user(user)
        # Some are of one series alone.
        rows = model._get_writable_fields(model._get_writer(), is_new)
        return rows & model._fields.keys()

    def test_what_a_screen_lets_edit_is_in_the_table(self):
        for user, is_new in product(self.people, (True, False)):
            editable = self._get_editable(user, is_new)
            missing = editable - self._get_rows(user, is_new)
            self.assertFalse(missing - _CHATTER, (user.name, is_new))

    def test_nothing_is_in_the_table_that_no_screen_lets_edit(self):
        for user, is_new in product(self.people, (True, False)):
            rows = self._get_rows(user, is_new)
            others = rows - self._get_editable(user, is_new)
            others -= _CHATTER | _WITHOUT_A_FIELD.keys()
            self.assertFalse(others, (user.name, is_new))

    def test_nothing_is_in_the_table_that_the_server_decides(self):
        for user, is_new in product(self.people, (True, False)):
            rows = self._get_rows(user, is_new)
            decided = {n for n in rows if self.tickets._fields[n].readonly}
            self.assertFalse(decided, (user.name, is_new))

    def test_each_row_lets_its_field_be_written(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        for user in self.people:
            own = ticket.with_user(user)
            for name in self._get_rows(user, is_new=False):
                value = own._fields[name].convert_to_write(ticket[name], ticket)
                self.assertEqual(own._check_writable({name: value}), {name: value})
