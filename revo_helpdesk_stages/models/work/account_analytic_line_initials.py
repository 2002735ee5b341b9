from odoo import fields, models

from ...policies.initials import put_initials, starts_with

#: What decides whether a description starts with initials, and with whose.
BEHIND_INITIALS = {"name", "employee_id", "project_id", "task_id", "ticket_id"}


class AccountAnalyticLine(models.Model):
    """Descriptions of work on tickets start with the initials of who did it.

    Source: 004, "Gestión de Tareas en Tickets", which speaks of tickets: timesheets of
    other projects stay as they are.
    """

    _inherit = "account.analytic.line"

    # So that they are found again when the author changes, or the author's initials.
    author_initials = fields.Char(readonly=True)

    def _put_initials(self):
        """Start the descriptions of lines with a ticket with initials, once.

        The author is the employee of the line, no matter who enters it. The placeholder
        of a line without a description stays: Odoo and others look for it.
        """
        # sudo: who logs time may not read employees.
        lines = self.sudo().filtered(lambda line: line.project_id and line.ticket_id)
        put = []
        for line in lines:
            initials = line.employee_id.timesheet_initials or ""
            former = line.author_initials or ""
            name = put_initials(line.name, initials, former)
            kept = initials if starts_with(name, initials) else ""
            if (name, kept) != (line.name, former):
                put.append((line.id, name, kept or None))
        if not put:
            return
        written = ["name", "author_initials"]
        lines.flush_recordset(written)
        # SQL: one statement for any number of lines, each with a text of its own.
        self.env.cr.execute(
            """
            UPDATE account_analytic_line line
               SET name = put.name, author_initials = put.initials
              FROM unnest(%s::int[], %s::varchar[], %s::varchar[])
                   AS put (id, name, initials)
             WHERE put.id = line.id
            """,
            [list(column) for column in zip(*put, strict=True)],
        )
        lines.invalidate_recordset(written, flush=False)
        lines.modified(written)
