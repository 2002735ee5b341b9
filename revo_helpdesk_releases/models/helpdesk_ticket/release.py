from odoo import _, api, fields, models
from odoo.tools import format_date

from ...policies.release_news import release_news


class HelpdeskTicket(models.Model):
    """With which release a ticket is solved."""

    _inherit = "helpdesk.ticket"

    release_id = fields.Many2one(
        "helpdesk.release",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        tracking=True,
        groups="base.group_user",
        help="The version that solves it.",
    )
    release_news = fields.Char(
        string="Solved in",
        compute="_compute_release_news",
        compute_sudo=True,
        groups="base.group_user",
        help="With which version it is solved, and when that is expected, as the "
        "client reads it.",
    )

    @api.depends(
        "release_id.name",
        "release_id.product",
        "release_id.state",
        "release_id.date_planned",
        "phase",
        "waiting_on",
    )
    @api.depends_context("lang", "tz")
    def _compute_release_news(self):
        for ticket in self:
            ticket.release_news = ticket._get_release_news()

    def _get_release_news(self):
        """Say with which version the ticket is solved, and when that is expected.

        :return: a sentence, empty where there is nothing to tell
        """
        self.ensure_one()
        # sudo: a client may not read releases, and is told of that of its ticket.
        ticket = self.sudo()
        release = ticket.release_id
        if not release:
            return ""
        news = release_news(
            release.state,
            release.date_planned,
            ticket.phase,
            ticket.waiting_on,
            fields.Date.context_today(self),
        )
        version = release.display_name
        if news == "expected":
            return _(
                "Solved in version %(version)s, expected on %(date)s.",
                version=version,
                date=format_date(self.env, release.date_planned, date_format="long"),
            )
        if news == "late":
            return _("Solved in version %s, expected soon.", version)
        if news == "withdrawn":
            return _("Version %s was withdrawn. A new date follows.", version)
        return _("Solved in version %s.", version) if news == "out" else ""

    def _get_client_view(self):
        """Add ``release``, and let it say what happens next while it is awaited."""
        view = super()._get_client_view()
        news = self._get_release_news()
        if news and view["status"] == "release":
            view["next_step"] = _("%s You do not have to do anything.", news)
        return {**view, "release": news}
