"""Known problems, with cases of two resellers that are about them."""

from odoo.addons.queue_job.job import Job

from ..common import ReleasesCase
from ..release.publishing_case import PublishingMixin


class ProblemsMixin(PublishingMixin):
    @classmethod
    def _create_problem(cls, name="Points are taken twice", **values):
        return cls.env["helpdesk.development.item"].create({"name": name, **values})

    @classmethod
    def _create_southern(cls, **values):
        return cls._create_ticket(partner_id=cls.cora.partner_id.id, **values)

    def _answer(self, problem, user=None):
        """Press the button, and run the job that it leaves behind."""
        problem.with_user(user or self.sam).action_answer_all()
        self.env.flush_all()
        problem.invalidate_recordset(["answer_ids"])
        self._perform(problem.answer_ids[:1].job_id)

    def _run_jobs(self, problem):
        """Run the jobs that take the cases of a problem along."""
        self.env.flush_all()
        jobs = self.env["queue.job"].search(
            [
                ("identity_key", "=", f"known problem {problem.id}"),
                ("state", "=", "pending"),
            ]
        )
        for job in jobs:
            self.assertTrue(Job.load(self.env, job.uuid))
            self._perform(job)
        return len(jobs)


class ProblemsCase(ProblemsMixin, ReleasesCase):
    pass
