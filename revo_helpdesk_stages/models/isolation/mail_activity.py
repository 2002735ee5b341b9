from odoo import _, models
from odoo.exceptions import AccessError

from ..context import UNSEALED, saying


class MailActivity(models.Model):
    """Who closes an activity writes on its document."""

    _inherit = "mail.activity"

    def _action_done(self, *args, **kwargs):
        """Post only where the person who closes it may, as Odoo posts as the superuser.

        It adds the files of the activity to what it has posted.
        """
        if not self.env.su and self.env.user._get_line_role():
            self._check_postable()
        sending = saying(self, UNSEALED)
        return super(MailActivity, sending)._action_done(*args, **kwargs)

    def _check_postable(self):
        """Check that the present user may write on the documents of activities.

        :raises AccessError: where one is not theirs, or no longer
        """
        # sudo: where it stands is looked at here.
        for name, activities in self.sudo().grouped("res_model").items():
            if name not in self.env:
                continue
            documents = self.env[name].browse(activities.mapped("res_id"))
            if not self._may_point_at(documents):
                raise AccessError(
                    _(
                        "The document of this activity is not yours to write on, or no "
                        "longer. Cancel the activity instead of closing it."
                    )
                )
