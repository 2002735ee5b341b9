from odoo import api, models

from ..tracker.helpdesk_development_item import (
    HelpdeskDevelopmentItem as DefinedHelpdeskDevelopmentItem,
)

_SEARCHED = ("name", "symptoms", "workaround", "versions")
# Of the versions that are told of: the newest.
_VERSIONS = 20


class HelpdeskDevelopmentItem(models.Model):
    """What clients read of problems and versions, on the page or in an app.

    To be called as the client, in its language.
    """

    _inherit = DefinedHelpdeskDevelopmentItem._name

    @api.model
    def _are_shown_to_clients(self):
        """Return whether a manager lets clients read of problems at all."""
        # sudo: a setting that clients may not read, and that is for them.
        return self.env.company.sudo().helpdesk_shows_problems

    @api.model
    def _get_client_domain(self, words=""):
        """Return the domain of the problems that are for clients to read.

        :param str words: what the client looks for
        """
        domain = [("readers", "=", "client")]
        if words:
            domain += ["|"] * (len(_SEARCHED) - 1)
            domain += [(name, "ilike", words) for name in _SEARCHED]
        return domain

    @api.model
    def _find_for_client(self, words, page, step):
        """Return the problems that a client looks for.

        :param str words: what the client sees, empty for all
        :param int page: from 1 on
        :param int step: how many stand on a page
        :return: the recordset of that page, with sudo, and how many there are
        """
        # sudo: clients read no problems; the domain names what is for them.
        problems = self.sudo()
        domain = self._get_client_domain(words)
        found = problems.search(domain, limit=step, offset=(page - 1) * step)
        return found, problems.search_count(domain)

    @api.model
    def _get_client_releases(self):
        """Return the versions that clients are told of: planned or out, with a word for
        them, or solving what they read of.

        :return: helpdesk.release recordset, with sudo
        """
        # sudo: clients read no releases; the domain names what is for them.
        releases = self.env["helpdesk.release"].sudo()
        solving = self.sudo().search(
            [*self._get_client_domain(), ("release_id", "!=", False)]
        )
        return releases.search(
            [
                ("state", "in", ["planned", "published"]),
                ("company_id", "=", self.env.company.id),
                "|",
                ("public_note", "!=", False),
                ("id", "in", solving.release_id.ids),
            ],
            limit=_VERSIONS,
        )

    def _get_client_view(self):
        """Return what a client reads of this problem.

        :return: dict of ``id``, ``name``, ``symptoms``, ``workaround``, ``product``,
            ``versions`` and ``solution``
        """
        self.ensure_one()
        # sudo: the caller has looked at whom it is for.
        problem = self.sudo()
        return {
            "id": problem.id,
            "name": problem.name,
            "symptoms": problem.symptoms,
            "workaround": problem.workaround,
            "product": problem.product_id.name,
            "versions": problem.versions,
            "solution": problem.solution,
        }
