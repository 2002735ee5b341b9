from odoo import SUPERUSER_ID, _, models

from ..tracker.helpdesk_development_item import (
    HelpdeskDevelopmentItem as DefinedHelpdeskDevelopmentItem,
)


class HelpdeskDevelopmentItem(models.Model):
    """The tickets that are about a problem go where it stands."""

    _inherit = DefinedHelpdeskDevelopmentItem._name

    def _get_open_cases(self):
        """Return the tickets about the problem on which somebody works or waits, with
        sudo.
        """
        self.ensure_one()
        # sudo: all cases count, no matter who may see them.
        tickets = self.env["helpdesk.ticket"].sudo()
        return tickets.search(
            [("development_item_id", "=", self.id), ("closed", "=", False)], order="id"
        )

    def _delay_following(self):
        """Leave it to a job that the tickets wait for the release of the problem."""
        # The system makes the moves, who asks for them.
        for problem in self.with_user(SUPERUSER_ID):
            problem.with_delay(
                identity_key=f"known problem {problem.id}",
                description=_("Let the tickets about %s wait", problem.display_name),
            )._bring_cases()

    def _bring_cases(self):
        """Let the tickets about the problem wait for its release.

        :return: what has been done, for the list of jobs
        """
        self.ensure_one()
        runs = self.env["helpdesk.release.run"]
        cases = runs._lock(self._get_open_cases())
        cases._follow_problem()
        return "Done."
