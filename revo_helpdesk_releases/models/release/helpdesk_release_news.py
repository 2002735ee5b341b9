from odoo import _, fields, models
from odoo.tools import format_date

from ...policies.release_news import release_news
from .helpdesk_release import HelpdeskRelease as DefinedHelpdeskRelease


class HelpdeskRelease(models.Model):
    """What is told of a version to resellers and clients."""

    _inherit = DefinedHelpdeskRelease._name

    public_note = fields.Text(
        string="What is new",
        translate=True,
        help="Resellers and clients read it.",
    )

    def _get_news_text(self, news, reported=None):
        """Return what there is to tell of this version, in the reader's language.

        :param str news: as of :func:`..policies.release_news.release_news`
        :param str reported: the version that a ticket was reported with
        :return: a sentence, empty where there is nothing to tell
        """
        self.ensure_one()
        version = self.display_name
        if news == "expected":
            return _(
                "Solved in version %(version)s, expected on %(date)s.",
                version=version,
                date=format_date(self.env, self.date_planned, date_format="long"),
            )
        if news == "late":
            return _("Solved in version %s, expected soon.", version)
        if news == "withdrawn":
            return _("Version %s was withdrawn. A new date follows.", version)
        if news == "lacking" and self.env.user.share:
            return _(
                "Solved in version %(version)s. You have %(reported)s.",
                version=version,
                reported=reported,
            )
        if news == "lacking":
            return _(
                "Solved in version %(version)s. It was reported with %(reported)s.",
                version=version,
                reported=reported,
            )
        return _("Solved in version %s.", version) if news == "out" else ""

    def _get_solution_text(self):
        """Return what the version is for a problem that it solves: as for a ticket that
        waits for it.
        """
        today = fields.Date.context_today(self)
        news = release_news(self.state, self.date_planned, "release", True, today)
        return self._get_news_text(news)
