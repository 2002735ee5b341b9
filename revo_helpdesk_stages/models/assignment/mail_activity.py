from odoo import models

from ..context import FOLLOWING, saying


class MailActivity(models.Model):
    """What is planned on tickets goes to somebody else."""

    _inherit = "mail.activity"

    def _give_to(self, user):
        """Give activities on tickets to a user, who follows the tickets then.

        What the user has to do there already is dropped.

        :param user: res.users record
        """
        there = self.search(
            [
                ("res_model", "=", "helpdesk.ticket"),
                ("res_id", "in", self.mapped("res_id")),
                ("user_id", "=", user.id),
            ]
        )
        known = {(one.res_id, one.activity_type_id) for one in there}
        dropped = self.browse()
        for activity in self:
            key = (activity.res_id, activity.activity_type_id)
            if key in known:
                dropped |= activity
            known.add(key)
        dropped.unlink()
        moved = self - dropped
        self.env["helpdesk.ticket"]._follow(
            {(res_id, user.id) for res_id in moved.mapped("res_id")}
        )
        # Nobody is told by e-mail, and all follow already.
        quiet = saying(moved, FOLLOWING).with_context(mail_activity_quick_update=True)
        quiet.write({"user_id": user.id})
