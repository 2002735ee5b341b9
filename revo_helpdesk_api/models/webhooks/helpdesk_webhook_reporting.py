from odoo import SUPERUSER_ID, _, models

from odoo.addons.revo_helpdesk_stages.compat import users_of
from odoo.addons.revo_helpdesk_stages.models.groups import MANAGER_GROUP

from .helpdesk_webhook import HelpdeskWebhook as DefinedHelpdeskWebhook

_DEAD = "revo_helpdesk_api.mail_activity_type_webhook_dead"


class HelpdeskWebhook(models.Model):
    """Tell who manages a webhook that nobody takes what it tells."""

    _inherit = DefinedHelpdeskWebhook._name

    def _report_dead(self):
        """Plan one activity for each person who manages this webhook."""
        self.ensure_one()
        kind = self.env.ref(_DEAD, raise_if_not_found=False)
        told = self.activity_ids.filtered(lambda one: one.activity_type_id == kind)
        # Nobody is told by e-mail, as of all that the server plans.
        quiet = self.with_context(mail_activity_quick_update=True)
        for user in self._get_managing() - told.user_id:
            webhook = quiet.with_context(lang=user.lang)
            webhook.activity_schedule(
                _DEAD, note=webhook._get_dead_note(), user_id=user.id
            )

    def _get_dead_note(self):
        return _(
            "For three days nobody has taken what it tells. Look at its deliveries, "
            "see to what they say, and send them again."
        )

    def _forget_report(self):
        """Take the report back where nothing is given up any more: whoever has sent it
        again has seen to it.
        """
        # sudo: what is given up counts, whoever may see it; others were told, too.
        webhooks = self.sudo()
        dead = self.env["helpdesk.webhook.delivery"].sudo()
        dead = dead.search([("webhook_id", "in", self.ids), ("state", "=", "dead")])
        (webhooks - dead.webhook_id).activity_unlink([_DEAD])
        return True

    def _get_managing(self):
        """Return whom it concerns: who made the webhook, while they manage it, else who
        is responsible for the reseller's team, else the vendor's managers.
        """
        maker = self.create_uid
        if maker.active and maker.id != SUPERUSER_ID:
            if maker in self.team_id.user_ids or maker.has_group(MANAGER_GROUP):
                return maker
        if self.team_id:
            return self.team_id._get_responsibles()
        return users_of(self.env.ref(MANAGER_GROUP)).filtered("active")
