from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..selections import RUN_ACTIONS, RUN_STATES, STATE_OF_JOB

# How many tickets are moved before it is told how far the run is.
_CHUNK = 100
# Nobody is told of each ticket that comes along with others.
QUIET = {"mail_auto_subscribe_no_notify": True}


class HelpdeskReleaseRun(models.Model):
    """A publication or a withdrawal: all tickets of a release move, or none.

    How far it is stands here, and is committed while it works: on the release, which
    changes with the tickets, the one would fail the other.
    """

    _name = "helpdesk.release.run"
    _description = "Release Run"
    _order = "id desc"

    release_id = fields.Many2one(
        "helpdesk.release", required=True, index=True, ondelete="cascade", readonly=True
    )
    action = fields.Selection(RUN_ACTIONS, required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="Started by", readonly=True)
    job_id = fields.Many2one("queue.job", readonly=True, ondelete="set null")
    total_count = fields.Integer(string="Tickets", readonly=True)
    done_count = fields.Integer(string="Done", readonly=True)
    error = fields.Text(string="Why it failed", readonly=True)
    state = fields.Selection(RUN_STATES, compute="_compute_state", compute_sudo=True)

    @api.depends("job_id.state")
    def _compute_state(self):
        """Return what the job says: whatever ends it, nobody else has to tell."""
        for run in self:
            run.state = STATE_OF_JOB.get(run.job_id.state, "done")

    def _start(self):
        """Leave it to a job; one that somebody else's change fails is tried again."""
        self.ensure_one()
        # The system makes the moves, who asks for them.
        system = self.with_user(SUPERUSER_ID)
        job = system.with_delay(description=system.release_id.display_name)._run()
        system.job_id = job.db_record()

    def _run(self):
        """Move the tickets and tell their resellers, in one transaction."""
        self.ensure_one()
        run = self.with_context(lang=self.user_id.lang)
        release = run.release_id
        if release.run_id != run or release.state != release._get_state_before(
            run.action
        ):
            return "Nothing is left to do."
        try:
            report = getattr(release, f"_{run.action}")()
        except OperationalError:
            # Somebody changed a ticket at the same time: the job is tried again.
            raise
        except Exception as error:
            run._note_failure(error)
            raise
        release.run_report = report
        run._tell(report, "success")
        return "Done."

    def _move(self, tickets, field, value, **values):
        """Move tickets where the system may, past what is told of each move.

        :param str field: of the stage to move to
        :param str value: of this field
        :param values: what else to write on the tickets
        :return: the tickets that have been moved
        """
        tickets = self._lock(tickets)
        self._note(done_count=0, total_count=len(tickets))
        done = 0
        for stage, of_stage in tickets.grouped("stage_id").items():
            target = self._get_target(stage, field, value)
            for start in range(0, len(of_stage), _CHUNK):
                chunk = of_stage[start : start + _CHUNK].with_context(**QUIET)
                chunk.write({"stage_id": target.id, **values})
                # What is tracked is a part of the work.
                self.env.cr.flush()
                done += len(chunk)
                self._note(done_count=done)
        return tickets

    @api.model
    def _lock(self, tickets):
        """Keep others from changing tickets until this transaction ends.

        Who changes one of them right now is waited for, and then fails this one.
        """
        # SQL: the ORM knows no locks.
        self.env.cr.execute(
            SQL(
                "SELECT id FROM helpdesk_ticket WHERE id IN %s "
                "ORDER BY id FOR NO KEY UPDATE",
                tuple(tickets.ids) or (0,),
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )
        return tickets.browse(row[0] for row in self.env.cr.fetchall())

    def _get_target(self, stage, field, value):
        """Return the stage where the system may move tickets from another one."""
        target = stage._get_system_target(field, value)
        if not target:
            raise UserError(
                _(
                    "The system has no move from %s to where these tickets go. A "
                    "helpdesk manager adds it to the moves.",
                    stage.name,
                )
            )
        return target

    def _note(self, **values):
        """Note how far it is, whatever becomes of this transaction."""
        # Leaving it commits.
        with self.env.registry.cursor() as cr:
            # Flushed as long as somebody holds the record.
            run = self.with_env(self.env(cr=cr))
            run.write(values)

    def _note_failure(self, error):
        reason = (
            str(error)
            if isinstance(error, UserError)
            else _(
                "An error that nobody foresaw stopped it (%s). Try again; if that "
                "fails, too, an administrator finds more in the server's log.",
                type(error).__name__,
            )
        )
        # This transaction is lost; leaving the other one commits.
        with self.env.registry.cursor() as cr:
            run = self.with_env(self.env(cr=cr))
            run.error = reason
            run._tell(
                _("Nothing has changed: %s", reason),
                "danger",
            )

    def _tell(self, text, kind):
        """Notify who started it, if they are there."""
        self.env["bus.bus"]._sendone(
            self.user_id.partner_id,
            "simple_notification",
            {
                "message": text,
                "sticky": True,
                "title": self.release_id.display_name,
                "type": kind,
            },
        )
