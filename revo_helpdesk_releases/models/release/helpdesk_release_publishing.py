from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.compat import check_rights
from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE

from ..selections import RUN_STATES
from .helpdesk_release import HelpdeskRelease as DefinedHelpdeskRelease

_STATE_BEFORE = {"publish": "planned", "withdraw": "published"}
_RUNNING = ("waiting", "running")
# What only publishing and withdrawing write.
_KEPT = {"published_date", "run_id", "run_report"}


class HelpdeskRelease(models.Model):
    """Publish a release, withdraw it, and plan it again."""

    _inherit = DefinedHelpdeskRelease._name

    run_id = fields.Many2one(
        "helpdesk.release.run", readonly=True, copy=False, groups=VENDOR_LINE
    )
    run_state = fields.Selection(
        RUN_STATES, compute="_compute_run", string="Progress", groups=VENDOR_LINE
    )
    run_done_count = fields.Integer(compute="_compute_run", groups=VENDOR_LINE)
    run_total_count = fields.Integer(compute="_compute_run", groups=VENDOR_LINE)
    run_progress = fields.Float(
        compute="_compute_run", string="Tickets done", groups=VENDOR_LINE
    )
    run_error = fields.Text(compute="_compute_run", groups=VENDOR_LINE)
    run_report = fields.Text(
        string="What became of its tickets",
        readonly=True,
        copy=False,
        groups=VENDOR_LINE,
    )

    @api.depends("run_id.state", "run_id.done_count", "run_id.total_count")
    def _compute_run(self):
        # sudo: who sees a release sees how far it is; runs are the server's.
        for release in self.sudo():
            run = release.run_id
            release.run_state = run.state
            release.run_done_count = run.done_count
            release.run_total_count = run.total_count
            release.run_progress = 100 * run.done_count / (run.total_count or 1)
            release.run_error = run.error or (
                run.state == "failed"
                and _(
                    "Its job was stopped before it was done, by somebody or because "
                    "others kept changing its tickets. Try again; if that fails, too, "
                    "an administrator finds more in the list of jobs."
                )
            )

    def _check_state_kept(self, vals):
        """Check that nobody writes the state, which moves no ticket."""
        if self.env.su:
            return
        present = set(self.mapped("state")) or {"planned"}
        changed = "state" in vals and present != {vals["state"]}
        if changed or _KEPT & vals.keys():
            raise UserError(
                _(
                    "The tickets of a release move when it is published or withdrawn. "
                    "Open it and press the button for that."
                )
            )

    def action_publish(self):
        """Move the tickets that wait for it to their resellers, and tell those.

        A job does it; the release says how far it is.

        :raises UserError: unless it is planned and at rest, and on days off and their
            eves, unless it is a hotfix
        """
        # sudo: all tickets of the release count, no matter who may see them.
        self._start_run("publish", self.sudo()._get_waiting_tickets())
        return True

    def action_withdraw(self):
        """Bring back the tickets that stand where publishing has put them.

        Of one that is only planned, nothing moves, and nobody is told but those who
        look at its tickets.

        :raises UserError: unless it is planned or published, and at rest
        """
        self.ensure_one()
        if self.state == "planned":
            self._check_at_rest("planned")
            self._hold()
            # sudo: nobody writes the state but these actions.
            self.sudo().write(
                {"state": "withdrawn", "run_id": False, "run_report": False}
            )
            return True
        # sudo: all tickets of the release count, no matter who may see them.
        self._start_run("withdraw", self.sudo()._get_published_tickets())
        return True

    def action_plan_again(self):
        """Plan a release that was withdrawn, with the tickets that still wait for it.

        :raises UserError: unless it is withdrawn and at rest
        """
        self._check_at_rest("withdrawn")
        # sudo: nobody writes the state but these actions.
        self.sudo().write({"state": "planned", "run_report": False})
        return True

    def _start_run(self, action, tickets):
        self._check_at_rest(_STATE_BEFORE[action])
        if action == "publish":
            self._check_publishing_day()
        self._hold()
        # sudo: runs are the server's.
        run = (
            self.env["helpdesk.release.run"]
            .sudo()
            .create(
                {
                    "release_id": self.id,
                    "action": action,
                    "user_id": self.env.uid,
                    "total_count": len(tickets),
                }
            )
        )
        self.sudo().write({"run_id": run.id, "run_report": False})
        run._start()

    def _hold(self):
        """Lock, so that one person at a time starts something, until this transaction
        ends.

        Of two who press at once, Odoo lets one begin anew, who is told of the other.
        """
        # SQL: the ORM knows no locks.
        self.env.cr.execute(
            SQL(
                "SELECT id FROM helpdesk_release WHERE id = %s FOR NO KEY UPDATE",
                self.id,
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )

    def _check_at_rest(self, state):
        self.ensure_one()
        check_rights(self, "write")
        if self.state != state or self._is_running():
            self._refuse_state()

    def _refuse_state(self):
        """
        :raises UserError: that says where the release stands
        """
        raise UserError(
            _(
                "Nothing has been done: %(release)s %(standing)s.",
                release=self.display_name,
                standing=self._get_standing(),
            )
        )

    def _is_running(self):
        # sudo: runs are the server's.
        return self.sudo().run_state in _RUNNING

    def _get_standing(self):
        """Return in words where the release stands, as the end of a sentence."""
        if self._is_running():
            # sudo: runs are the server's.
            return {
                "publish": _("is being published right now"),
                "withdraw": _("is being withdrawn right now"),
            }[self.sudo().run_id.action]
        return {
            "planned": _("is planned"),
            "published": _("is published"),
            "withdrawn": _("is withdrawn"),
        }[self.state]

    @api.model
    def _get_state_before(self, action):
        return _STATE_BEFORE[action]

    def _takes_tickets(self, user):
        """Return whether a user may let tickets wait for this release.

        The system also brings them back to one that is being withdrawn.
        """
        return bool(self) and (
            user.id == SUPERUSER_ID
            or (self.state == "planned" and not self._is_running())
        )

    def _get_waiting_tickets(self):
        return self._get_all_tickets().filtered(lambda t: t.waiting_on == "release")

    def _get_all_tickets(self):
        """Return the tickets of the release, those that somebody has archived as
        well.
        """
        tickets = self.env["helpdesk.ticket"].with_context(active_test=False)
        found = tickets.search([("release_id", "=", self.id)], order="id")
        return found.with_env(self.env)

    def _get_published_tickets(self):
        """Return the tickets that stand where publishing has put them."""
        return self._get_all_tickets().filtered(
            lambda ticket: ticket.phase == "confirmation"
            and ticket.published_run_id.release_id == self
        )

    def _get_resolved(self):
        """Return the tickets that were resolved with this release."""
        return self._get_all_tickets().filtered(
            lambda t: t.phase == "resolved" and t.solved_release_id == self
        )

    def _publish(self):
        run = self.run_id
        tickets = run._move(
            self._get_waiting_tickets(),
            "phase",
            "confirmation",
            published_run_id=run.id,
        )
        self.write({"state": "published", "published_date": fields.Datetime.now()})
        untold = self._mail_resellers("revo_helpdesk_releases.mail_published", tickets)
        return self._get_report(
            _("%s tickets are with their resellers.", len(tickets)), tickets, untold
        )

    def _withdraw(self):
        tickets = self.run_id._move(
            self._get_published_tickets(), "waiting_on", "release"
        )
        self.write({"state": "withdrawn", "published_date": False})
        untold = self._mail_resellers(
            "revo_helpdesk_releases.mail_withdrawn", tickets | self._get_resolved()
        )
        return self._get_report(
            _("%s tickets wait for the release again.", len(tickets)), tickets, untold
        )
