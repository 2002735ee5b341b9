"""Publishing as it happens: somebody presses the button, then a job runs."""

from odoo.exceptions import UserError

from odoo.addons.queue_job.job import Job
from odoo.addons.revo_helpdesk_stages.tests.compat import own_cursors


class PublishingMixin:
    """What tests of publishing do, on top of the line with releases."""

    @classmethod
    def _create_waiting(cls, release, **values):
        """Create a ticket that waits for a release."""
        ticket = cls._create_ticket_in("pending_release", **values)
        ticket.release_id = release
        return ticket

    def _press(self, release, user, action="publish"):
        """Press a button of a release; give the job that it leaves behind."""
        getattr(release.with_user(user), f"action_{action}")()
        self.env.flush_all()
        return release.run_id.job_id

    def _share_cursors(self):
        return own_cursors(self)

    def _perform(self, job):
        """Run a job as the runner does, but for the commits."""
        queued = Job.load(self.env, job.uuid)
        queued.set_started()
        queued.store()
        try:
            with self._share_cursors(), self.env.cr.savepoint():
                queued.perform()
                # What is done at the commit.
                self.env.cr.flush()
        except Exception as error:
            queued.set_failed(exc_message=str(error))
            raise
        else:
            queued.set_done()
        finally:
            queued.store()
            self.env.invalidate_all()

    def _fail(self, job):
        """Run a job that fails; what it leaves is what the server would keep."""
        try:
            self._perform(job)
        except UserError as error:
            return str(error)
        raise AssertionError("It has not failed.")

    def _publish(self, release, user=None):
        self._perform(self._press(release, user or self.dan))

    def _withdraw(self, release, user=None):
        self._perform(self._press(release, user or self.dan, "withdraw"))

    def _get_mails(self):
        """Return the e-mails that are queued, by their addresses."""
        mails = self.env["mail.mail"].sudo().search([])
        return {mail.email_to: mail for mail in mails}
