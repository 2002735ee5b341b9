from odoo import fields, models


class ResUsers(models.Model):
    """Who is on leave."""

    _inherit = "res.users"

    def _get_absent(self):
        """Return those of these users who have a leave of their own now.

        Public holidays keep nobody from being assigned: all would be away at once.
        """
        now = fields.Datetime.now()
        # sudo: who is away is no secret from the server, but leaves are.
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("resource_id.user_id", "in", self.ids),
                    ("time_type", "=", "leave"),
                    ("date_from", "<=", now),
                    ("date_to", ">=", now),
                ]
            )
        )
        return leaves.resource_id.user_id.with_env(self.env) & self
