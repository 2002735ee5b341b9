from odoo import _, api, models


class HelpdeskTicket(models.Model):
    """What canned answers say of the version that solves a ticket."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_answer_names(self):
        return {
            **super()._get_answer_names(),
            "version": _("The version that solves it"),
            "release": _("With which version it is solved, and when, as a sentence"),
        }

    def _get_answer_values(self, audience):
        """Name a version to clients as soon as their page does."""
        values = super()._get_answer_values(audience)
        news = self._get_release_news()
        # sudo: who writes to the client of the ticket may not read releases.
        version = self.sudo().release_id.display_name or ""
        is_told = bool(news) or audience != "client"
        return {**values, "version": version if is_told else "", "release": news}
