from odoo import _, api, fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ...policies.release_news import release_news

# Where a ticket stands once there is a solution.
_SOLVED = ("confirmation", "resolved")


class HelpdeskTicket(models.Model):
    """With which release a ticket is solved."""

    _inherit = "helpdesk.ticket"

    release_id = fields.Many2one(
        "helpdesk.release",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        tracking=True,
        groups=EMPLOYEES,
        help="The version that solves it.",
    )
    solved_release_id = fields.Many2one(
        "helpdesk.release",
        string="Solved by",
        compute="_compute_solved_release_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        groups=EMPLOYEES,
        help="The release that the ticket waited for before it went to be confirmed. "
        "One that it names and did not wait for has not solved it.",
    )
    release_news = fields.Char(
        string="Solved in",
        compute="_compute_release_news",
        compute_sudo=True,
        groups=EMPLOYEES,
        help="With which version it is solved, and when that is expected, as the "
        "client reads it.",
    )

    @api.depends("stage_id", "release_id")
    def _compute_solved_release_id(self):
        """Keep it while nobody works on the ticket again."""
        for ticket in self:
            if ticket.waiting_on == "release":
                ticket.solved_release_id = ticket.release_id
            elif ticket.phase in _SOLVED:
                ticket.solved_release_id = ticket.solved_release_id
            else:
                ticket.solved_release_id = False

    @api.depends(
        "solved_release_id",
        "release_id.name",
        "release_id.product_id.name",
        "release_id.state",
        "release_id.date_planned",
        "lacks_solution",
        "development_item_id.release_id.product_id.name",
        "version",
        "waiting_on",
    )
    @api.depends_context("lang", "tz")
    def _compute_release_news(self):
        for ticket in self:
            ticket.release_news = ticket._get_release_news()

    def _plan_solved_releases(self, plan):
        """Compute which release has solved a ticket before the ticket goes on.

        :param plan: WritePlan
        """
        if "stage_id" in plan.vals:
            # Computed late, it would see where the ticket ends and not what it passed.
            self.sudo().mapped("solved_release_id")

    def _get_release_news(self):
        """Return with which version the ticket is solved, and when that is expected.

        :return: a sentence, empty where there is nothing to tell
        """
        self.ensure_one()
        # sudo: a client may not read releases, and is told of that of its ticket.
        ticket = self.sudo()
        missed = ticket._get_missed_release()
        release = missed or ticket.release_id
        if not release:
            return ""
        news = release_news(
            release.state,
            release.date_planned,
            ticket.waiting_on,
            bool(missed) or ticket.solved_release_id == release,
            fields.Date.context_today(self),
            bool(missed),
        )
        return release._get_news_text(news, ticket.version)

    def _get_client_view(self):
        """Add ``release``, and let it say what happens next while it is awaited."""
        view = super()._get_client_view()
        news = self._get_release_news()
        if news and view["status"] == "release":
            view["next_step"] = _("%s You do not have to do anything.", news)
        return {**view, "release": news, "problem": self._get_problem_view()}
