from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import column_exists, create_column

from ...policies.initials import (
    are_initials,
    first_free,
    initials_of,
    is_proposed,
    tidy,
)


class HrEmployee(models.Model):
    """Each employee of a company has initials that nobody else there has.

    Archived employees keep theirs: the lines that start with them are still there.
    """

    _inherit = "hr.employee"

    # Two people may save at once: neither sees what the other one writes.
    _sql_constraints = [
        (
            "timesheet_initials_unique",
            "unique(company_id, timesheet_initials)",
            "These initials belong to another employee already. Choose others.",
        )
    ]

    timesheet_initials = fields.Char(
        string="Initials",
        compute="_compute_timesheet_initials",
        store=True,
        readonly=False,
        copy=False,
        # Odoo asks this of all fields that the public profile has not.
        groups="hr.group_hr_user",
        help="Descriptions of this person's work on tickets start with them. Empty it "
        "to have them proposed from the name again.",
    )

    def _auto_init(self):
        """Return initials to the employees that are there."""
        is_new = not column_exists(self.env.cr, self._table, "timesheet_initials")
        if is_new:
            # Else Odoo would compute them, and write them one by one.
            create_column(self.env.cr, self._table, "timesheet_initials", "varchar")
        result = super()._auto_init()
        if is_new:
            self._init_timesheet_initials()
        return result

    def _init_timesheet_initials(self):
        # SQL: two statements for any number of employees.
        self.env.cr.execute(
            "SELECT id, company_id, name FROM hr_employee ORDER BY active DESC, id"
        )
        taken, proposed = {}, {}
        for employee_id, company_id, name in self.env.cr.fetchall():
            others = taken.setdefault(company_id, set())
            proposed[employee_id] = first_free(initials_of(name), others) or None
            others.add(proposed[employee_id])
        self.env.cr.execute(
            """
            UPDATE hr_employee employee
               SET timesheet_initials = proposed.initials
              FROM unnest(%s::int[], %s::varchar[]) AS proposed (id, initials)
             WHERE proposed.id = employee.id
            """,
            (list(proposed), list(proposed.values())),
        )

    @api.depends("name", "company_id")
    def _compute_timesheet_initials(self):
        # The employees behind open forms, as they are stored.
        chosen = (self._origin - self)._get_with_chosen_initials()
        others = self.with_context(active_test=False).search(
            [
                ("company_id", "in", self.company_id.ids),
                ("timesheet_initials", "!=", False),
                ("id", "not in", self._origin.ids),
            ]
        )
        taken = defaultdict(set)
        for other in others:
            taken[other.company_id].add(other.timesheet_initials)
        for employee in self:
            theirs = taken[employee.company_id]
            initials = employee._origin.timesheet_initials
            if employee._origin not in chosen:
                initials = first_free(initials_of(employee.name), theirs)
            employee.timesheet_initials = initials
            theirs.add(initials)

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_initials(vals) for vals in vals_list]
        for vals in vals_list:
            if not vals.get("timesheet_initials"):
                vals.pop("timesheet_initials", None)
        self._check_initials_free(
            {
                (vals.get("company_id") or self.env.company.id, initials)
                for vals in vals_list
                if (initials := vals.get("timesheet_initials"))
            }
        )
        return super().create(vals_list)

    def write(self, vals):
        """Propose initials anew with a name or company, unless they were chosen."""
        vals = self._prepare_initials(vals)
        kept = self._keep_initials(vals)
        with self.env.protecting([self._fields["timesheet_initials"]], kept):
            result = super().write(vals)
        if "timesheet_initials" in vals and not vals["timesheet_initials"]:
            self.env.add_to_compute(self._fields["timesheet_initials"], self)
        return result

    def _keep_initials(self, vals):
        """Return those of these employees who keep their initials with new values.

        :raises ValidationError: where others have those that they keep, or get
        """
        initials, company_id = vals.get("timesheet_initials"), vals.get("company_id")
        kept = self.browse()
        if initials:
            kept = self
        elif "name" in vals or company_id:
            kept = self._get_with_chosen_initials()
        if company_id and self - kept:
            # They may be taken there.
            super(HrEmployee, self - kept).write({"timesheet_initials": False})
        if initials or company_id:
            # sudo: who moves them may be from outside of human resources.
            self._check_initials_free(
                {
                    (
                        company_id or employee.company_id.id,
                        initials or employee.timesheet_initials,
                    )
                    for employee in kept.sudo()
                }
            )
        return kept

    @api.model
    def _prepare_initials(self, vals):
        """Return values with initials as they are kept.

        :raises ValidationError: for what is none
        """
        if "timesheet_initials" not in vals:
            return vals
        entered = vals["timesheet_initials"]
        initials = tidy(entered)
        if initials and not are_initials(initials):
            raise ValidationError(
                _(
                    "“%s” are no initials: those are letters, and a number behind them "
                    "where somebody else has the same. Enter such, or leave the field "
                    "empty to have them proposed.",
                    entered,
                )
            )
        return {**vals, "timesheet_initials": initials or False}

    def _get_with_chosen_initials(self):
        """Return those whose initials somebody chose, rather than their names."""
        # sudo: who renames may be from outside of human resources.
        return self.filtered(
            lambda employee: employee.sudo().timesheet_initials
            and not is_proposed(employee.sudo().timesheet_initials, employee.name)
        )

    def _check_initials_free(self, wanted):
        """Check that nobody else has initials.

        :param wanted: set of tuples: the id of a company, and initials
        :raises ValidationError: naming who has them
        """
        # sudo: the archived ones count, and those who may not be seen.
        employees = self.sudo().with_context(active_test=False)
        owners = wanted and employees.search(
            [
                ("timesheet_initials", "in", [initials for _id, initials in wanted]),
                ("id", "not in", self.ids),
            ]
        )
        for owner in owners:
            if (owner.company_id.id, owner.timesheet_initials) in wanted:
                name = owner.name if owner.active else _("%s (archived)", owner.name)
                raise ValidationError(
                    _(
                        "%(initials)s are the initials of %(name)s. Nobody could tell "
                        "whose work is whose: choose others here, or change those "
                        "first.",
                        initials=owner.timesheet_initials,
                        name=name,
                    )
                )
