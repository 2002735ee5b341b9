from odoo import api, models


class HelpdeskForgetting(models.AbstractModel):
    """What the tracker was told names the ticket; what it keeps is not ours."""

    _inherit = "helpdesk.forgetting"

    @api.model
    def _get_naming_columns(self):
        return {*super()._get_naming_columns(), "payload"}
