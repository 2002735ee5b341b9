from odoo import api, models


class HelpdeskForgetting(models.AbstractModel):
    """What a client has filled in is in the client's words."""

    _inherit = "helpdesk.forgetting"

    @api.model
    def _get_words(self):
        words = super()._get_words()
        said = words["helpdesk.ticket"]
        told = (*said.told, "steps", "expected_result")
        return {**words, "helpdesk.ticket": said._replace(told=told)}
