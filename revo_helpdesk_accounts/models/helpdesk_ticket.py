from odoo import api, models

from odoo.addons.revo_helpdesk_stages.models.context import says

from .context import MOVES_ON
from .writable import WRITABLE


class HelpdeskTicket(models.Model):
    """The steps that account teams add to each change of a ticket, in their order."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_noted_fields(self):
        return super()._get_noted_fields() | self._get_turn_fields()

    @api.model
    def _get_writable_fields(self, writer, is_new):
        at_creation, later = WRITABLE[writer]
        own = at_creation if is_new else later
        return super()._get_writable_fields(writer, is_new) | own

    @api.model
    def _check_create(self, vals_list):
        result = super()._check_create(vals_list)
        self._check_turns_settled(vals_list)
        self._check_may_exceed(vals_list)
        return result

    def _after_create(self, plan):
        result = super()._after_create(plan)
        # sudo: who opens a ticket need not be allowed to write it, and it counts
        # for its account no matter who does.
        tickets = self.sudo()
        tickets._leave_backlog()
        tickets._settle_turns({}, asked=False)
        return result

    def _check_write(self, vals):
        result = super()._check_write(vals)
        self._check_turns_settled([vals])
        self._check_may_exceed([vals])
        return result

    def _plan_write(self, vals):
        plan = super()._plan_write(vals)
        self._plan_leaders(plan)
        if not says(self, MOVES_ON):
            self._plan_working_stages(plan)
            self._plan_turns(plan)
        return plan

    def _after_write(self, plan):
        result = super()._after_write(plan)
        self._settle_working_stages(plan)
        self._settle_planned_turns(plan)
        return result

    def _plan_unlink(self):
        return {**super()._plan_unlink(), "turns": self._get_turns_in_progress()}

    @api.model
    def _after_unlink(self, memo):
        result = super()._after_unlink(memo)
        # sudo: all tickets of an account count, whichever the user sees.
        self.sudo()._announce_next(memo["turns"])
        return result
