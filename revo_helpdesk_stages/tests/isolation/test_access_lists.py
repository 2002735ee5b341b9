"""The access lists of public and portal users on the helpdesk's models."""

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged

from ..common import SupportLineCase

# Group -> model -> what its users may do. A line beyond it is a hole until somebody has
# thought about it and put it here.
ALLOWED = {
    "base.group_portal": {
        "helpdesk.ticket": {"read"},
        "helpdesk.ticket.category": {"read"},
        "helpdesk.ticket.stage": {"read"},
        "helpdesk.ticket.team": {"read"},
    },
    "base.group_public": {
        # Shown by the form that opens a ticket.
        "helpdesk.ticket.category": {"read"},
    },
    # Lines without a group are everybody's.
    None: {},
}
MODES = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestAccessLists(TransactionCase):
    def _get_granted(self, group):
        """Return ``{model: modes}`` that a group and those it implies grant."""
        groups = self.env.ref(group) if group else self.env["res.groups"]
        implied = groups
        while implied := implied.implied_ids - groups:
            groups |= implied
        lines = self.env["ir.model.access"].search(
            [
                ("model_id.model", "=like", "helpdesk.%"),
                ("group_id", "in", groups.ids or [False]),
            ]
        )
        granted = {}
        for line in lines:
            modes = {mode for mode in MODES if line[f"perm_{mode}"]}
            if modes:
                granted.setdefault(line.model_id.model, set()).update(modes)
        return granted

    def test_no_line_goes_beyond_what_is_allowed(self):
        for group, allowed in ALLOWED.items():
            with self.subTest(group=group):
                self.assertEqual(self._get_granted(group), allowed)


class TestPublicUser(SupportLineCase):
    def test_the_public_writes_no_stage(self):
        public = self.env.ref("base.public_user")
        stage = self.stage["resolved"].with_user(public)
        with self.assertRaises(AccessError):
            stage.write({"name": "Mine"})
        with self.assertRaises(AccessError):
            stage.read(["name"])
        self.assertFalse(stage.sudo().name == "Mine")

    def test_clients_write_nothing_of_the_helpdesk(self):
        for record in (
            self._create_ticket(),
            self.stage["resolved"],
            self.north,
            self.env["helpdesk.ticket.category"].create({"name": "Hardware"}),
        ):
            with self.subTest(model=record._name), self.assertRaises(AccessError):
                record.with_user(self.cleo).write({"name": "Mine"})
