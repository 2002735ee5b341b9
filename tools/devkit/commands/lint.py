"""./dev lint: style and mistakes, as .pre-commit-config.yaml says."""

from .. import python_env
from ..process import foreground


def run(project, options):
    """Run the hooks of pre-commit on all files that git knows; further arguments are
    pre-commit's. They mend what they can, and fail where they had to."""
    python = python_env.for_tool(project).python
    command = [python, "-m", "pre_commit", "run", "--all-files", *options.rest]
    status = foreground(command, cwd=project.root)
    if status and options.fix:
        # What is mended is clean the second time.
        status = foreground(command, cwd=project.root)
    return status
