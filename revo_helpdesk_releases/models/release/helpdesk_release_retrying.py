from odoo import models

from .helpdesk_release import HelpdeskRelease as DefinedHelpdeskRelease


class HelpdeskRelease(models.Model):
    """Do once more what has failed."""

    _inherit = DefinedHelpdeskRelease._name

    def action_try_again(self):
        """Publish or withdraw once more, after it has failed.

        :raises UserError: unless it has failed
        """
        self.ensure_one()
        # sudo: runs are the server's.
        run = self.sudo().run_id
        if run.state != "failed":
            self._refuse_state()
        return {"publish": self.action_publish, "withdraw": self.action_withdraw}[
            run.action
        ]()
