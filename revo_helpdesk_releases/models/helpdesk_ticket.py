from odoo import api, models

#: Which fields of ours a person may write on a ticket, by role as in the core's table.
_WRITABLE = {
    "reseller": {"development_item_id", "device", "product_id", "version"},
    "staff": {"development_item_id", "device", "product_id", "release_id", "version"},
}


class HelpdeskTicket(models.Model):
    """The steps that the vendor's side adds to each change of a ticket."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_writable_fields(self, writer, is_new):
        writable = super()._get_writable_fields(writer, is_new)
        return writable | _WRITABLE[writer]

    @api.model
    def _check_create(self, vals_list):
        result = super()._check_create(vals_list)
        # A default of the context names one as well.
        proposed = self.default_get(
            ["development_item_id", "release_id", "solved_release_id"]
        )
        said = [{**proposed, **vals} for vals in vals_list]
        self._check_chooses_release(said)
        self._check_chooses_problem(said)
        return result

    def _after_create(self, plan):
        result = super()._after_create(plan)
        # sudo: who opens a ticket may not see where it stands.
        self._tell_tracker({ticket: 0 for ticket in self.sudo()})
        self._follow_problem()
        return result

    def _check_write(self, vals):
        result = super()._check_write(vals)
        self._check_chooses_release([vals])
        self._check_chooses_problem([vals])
        return result

    def _plan_write(self, vals):
        plan = super()._plan_write(vals)
        self._plan_solved_releases(plan)
        self._plan_telling_tracker(plan)
        self._plan_attaching(plan)
        return plan

    def _after_write(self, plan):
        result = super()._after_write(plan)
        self._tell_tracker(plan.memo.get("tracker_marks", {}))
        plan.memo.get("attached", self.browse())._follow_problem()
        return result
