from odoo import api, models
from odoo.exceptions import AccessDenied


class ResUsers(models.Model):
    """The tool of development is a user, and nobody is that user."""

    _inherit = "res.users"

    @api.model
    def _get_development_tool(self):
        """Return the user who moves tickets for development's tracker."""
        # Not "ref", which would ask the database each time whether it is still there.
        return self.browse(
            self.env["ir.model.data"]._xmlid_to_res_id(
                "revo_helpdesk_releases.user_tracker"
            )
        )

    def _check_credentials(self, *args):
        """Refuse to log anybody in as the tool, whatever it is that they know.

        Its login stands in these files, and who reads its e-mails could ask Odoo
        for a new password.
        """
        if self and self == self._get_development_tool():
            raise AccessDenied()
        return super()._check_credentials(*args)
