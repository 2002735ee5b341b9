from odoo import api, models


class HelpdeskExamples(models.AbstractModel):
    """Examples come and go; whether clients read of problems a manager says."""

    _inherit = "helpdesk.examples"

    @api.model
    def _get_settings(self, company):
        name = "helpdesk_shows_problems"
        return {**super()._get_settings(company), name: company[name]}
