"""Jobs of the queue, run where a test asks for it."""

from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.queue_job.job import Job


class RunningJobs:
    """For tests with a database of their own."""

    def _run_job(self, uuid):
        """Run a job as the queue does.

        :return: done, or why it is to be tried again
        """
        try:
            with self._open() as env:
                job = Job.load(env, uuid)
                job.perform()
                job.set_done()
                job.store()
                return "done"
        except RetryableJobError as error:
            return str(error)
