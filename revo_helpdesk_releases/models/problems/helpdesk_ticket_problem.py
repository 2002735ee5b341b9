from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.compat import check_rights
from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ..release.helpdesk_release_run import QUIET


class HelpdeskTicket(models.Model):
    """A ticket that is one more case of a known problem.

    It stays its client's: whoever reads the problem learns of no ticket.
    """

    _inherit = "helpdesk.ticket"

    problem_workaround = fields.Text(
        string="What to do meanwhile",
        compute="_compute_problem_workaround",
        groups=EMPLOYEES,
    )

    is_at_reseller = fields.Boolean(compute="_compute_is_at_reseller", groups=EMPLOYEES)

    @api.depends("tier", "phase", "closed")
    def _compute_is_at_reseller(self):
        """Return whether the ticket's reseller may say what it is about: it has it, or
        nobody at the vendor has begun with it.
        """
        for ticket in self:
            ticket.is_at_reseller = (
                ticket.tier == "reseller" and not ticket.closed
            ) or (ticket.tier == "support" and ticket.phase == "backlog")

    @api.depends("development_item_id.readers", "development_item_id.workaround")
    @api.depends_context("lang", "uid")
    def _compute_problem_workaround(self):
        is_reseller = self.env.user._is_reseller_only()
        for ticket in self:
            # sudo: to whom the problem is told is found out here.
            problem = ticket.sudo().development_item_id
            is_told = not is_reseller or problem.readers != "vendor"
            ticket.problem_workaround = is_told and problem.workaround

    def _check_chooses_problem(self, vals_list):
        """Check that who attaches tickets to a problem may read it, and a reseller that
        it is its move.

        :raises AccessError: for a problem that the user may not read
        :raises UserError: for a ticket that others have in hand
        """
        name = "development_item_id"
        said = [vals[name] for vals in vals_list if name in vals]
        if not said or self.env.su:
            return
        problems = self.env["helpdesk.development.item"]
        check_rights(problems.browse(set(filter(None, said))), "read")
        if self and self.env.user._is_reseller_only():
            self._check_in_own_hands(said[0] or False)

    def _check_in_own_hands(self, problem_id):
        # sudo: only what is the reseller's own is answered for.
        others = self.sudo().filtered(
            lambda ticket: ticket.development_item_id.id != problem_id
            and not ticket.is_at_reseller
        )
        if others:
            raise UserError(
                _(
                    "Others have these in hand: %s. Say in a message which problem you "
                    "think it is; support attaches them.",
                    ", ".join(others.mapped("number")),
                )
            )

    def _get_problem_view(self):
        """Return what the client reads of the problem that its ticket is about.

        :return: as of ``_get_client_view`` of the problem, ``None`` where it is not for
            clients
        """
        self.ensure_one()
        # sudo: the client reads no problems; who its readers are is looked at here.
        problem = self.sudo().development_item_id
        return problem._get_client_view() if problem.readers == "client" else None

    def _plan_attaching(self, plan):
        """Remember which tickets become cases of another problem.

        :param plan: WritePlan
        """
        name = "development_item_id"
        if plan.vals.get(name):
            # sudo: what they were before, whoever writes.
            plan.memo["attached"] = self.filtered(
                lambda ticket: ticket.sudo()[name].id != plan.vals[name]
            )

    def _follow_problem(self):
        """Let those of these tickets wait for the release of their problem that the
        system may move there; others stay where somebody works on them.
        """
        # As the house: the system makes the move, whoever attaches the ticket.
        tickets = self.with_user(SUPERUSER_ID).with_context(**QUIET)
        tickets = tickets.filtered("development_item_id.release_id")
        for problem, cases in tickets.grouped("development_item_id").items():
            release = problem.release_id
            if release.state != "planned" or release._is_running():
                continue
            for stage, of_stage in cases.grouped("stage_id").items():
                target = stage._get_system_target("waiting_on", "release")
                # What is to be confirmed is solved in another way.
                if target and stage.phase != "confirmation":
                    of_stage.write({"stage_id": target.id, "release_id": release.id})
