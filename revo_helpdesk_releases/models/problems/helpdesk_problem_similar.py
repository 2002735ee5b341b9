from odoo import api, models

from odoo.addons.revo_helpdesk_stages.compat import may_access
from odoo.addons.revo_helpdesk_stages.models.similar.similar_texts import SimilarTexts

from ..problem_words import PROBLEMS
from ..tracker.helpdesk_development_item import (
    HelpdeskDevelopmentItem as DefinedHelpdeskDevelopmentItem,
)

# Whose problems each role reads.
_READERS = {
    "client": ["client"],
    "reseller": ["client", "reseller"],
    "vendor": ["client", "reseller", "vendor"],
}


class HelpdeskDevelopmentItem(models.Model):
    """Problems that are like what somebody has written.

    Source: issue 19, "Similar".
    """

    _inherit = DefinedHelpdeskDevelopmentItem._name

    @api.model
    def _find_similar(self, title, text=""):
        """Return the problems that are like a text, of those that the present user may
        read, the most similar first.
        """
        if not may_access(self, "read"):
            return self.browse()
        role = "reseller" if self.env.user._is_reseller_only() else "vendor"
        return self._find_like(title, text, role, lambda: self._search([]))

    @api.model
    def _find_similar_for_client(self, title):
        """Return the problems that are like a client's words, of those that are for
        clients to read.

        :return: recordset, with sudo
        """
        if not self._are_shown_to_clients():
            return self.sudo().browse()
        # sudo: clients read no problems; the domain names what is for them.
        problems, domain = self.sudo(), self._get_client_domain()
        return problems._find_like(
            title, "", "client", lambda: problems._search(domain)
        )

    @api.model
    def _find_like(self, title, text, role, search):
        self.flush_model(["name", "readers", "symptoms"])
        similar = SimilarTexts(self, PROBLEMS, search, _READERS[role])
        return self.browse(similar.find(title, text))
