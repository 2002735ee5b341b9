from odoo import api, models


class ResUsersDeletion(models.Model):
    """Who deletes the own account on the portal is forgotten on tickets."""

    _inherit = "res.users.deletion"

    @api.model
    def _gc_portal_users(self, *args, **kwargs):
        """Forget all who wait to be deleted, first: a contact may stay that other apps
        need.
        """
        waiting = self.search([("state", "=", "todo")])
        people = waiting.user_id.partner_id
        if people:
            people._log_forgetting()._forget_on_tickets()
        return super()._gc_portal_users(*args, **kwargs)
