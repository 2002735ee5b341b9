from odoo import _, models
from odoo.exceptions import ValidationError


class ProjectProject(models.Model):
    """Whether a project is one for the work on tickets."""

    _inherit = "project.project"

    def _check_takes_time(self):
        """Check that time can be logged in these projects, where they are chosen for
        tickets.

        :raises ValidationError: naming one in which timesheets are off
        """
        # sudo: who chooses a task need not see its project.
        for project in self.sudo():
            if not project.allow_timesheets:
                raise ValidationError(
                    _(
                        "No time can be logged in the project %s: timesheets are off "
                        "there, and work on tickets is logged as time. Switch them on "
                        "in the settings of the project, or choose another project.",
                        project.name,
                    )
                )
