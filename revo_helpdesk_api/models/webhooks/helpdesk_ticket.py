from odoo import models


class HelpdeskTicket(models.Model):
    """The steps that webhooks add to each change of a ticket."""

    _inherit = "helpdesk.ticket"

    def _after_create(self, plan):
        result = super()._after_create(plan)
        self._watch_new()
        return result

    def _plan_write(self, vals):
        plan = super()._plan_write(vals)
        self._watch(plan.vals)
        return plan

    def _after_post(self, message, kwargs, automatic, is_word):
        if is_word:
            self._watch_word(message, kwargs)
        return super()._after_post(message, kwargs, automatic, is_word)
