from datetime import timedelta

from odoo import _, fields, models

from odoo.addons.revo_helpdesk_stages.compat import check_rights

from ...policies.webhook_signature import make_secret
from .helpdesk_webhook import HelpdeskWebhook as DefinedHelpdeskWebhook

# How long a former secret signs as well.
_OVERLAP = timedelta(days=1)


class HelpdeskWebhook(models.Model):
    """What who manages a webhook is shown of it, and does with it."""

    _inherit = DefinedHelpdeskWebhook._name

    dead_count = fields.Integer(string="Given up", compute="_compute_dead_count")

    def _compute_dead_count(self):
        counts = dict(
            self.env["helpdesk.webhook.delivery"]._read_group(
                [("webhook_id", "in", self.ids), ("state", "=", "dead")],
                ["webhook_id"],
                ["__count"],
            )
        )
        for webhook in self:
            webhook.dead_count = counts.get(webhook._origin, 0)

    def action_show_secret(self):
        """Show the secret, for whoever writes it into the program that receives."""
        self.ensure_one()
        view = self.env.ref("revo_helpdesk_api.helpdesk_webhook_view_form_secret")
        return {
            "type": "ir.actions.act_window",
            "name": _("Secret of %s", self.name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_new_secret(self):
        """Make a new secret, and show it; the former one signs as well for a day."""
        self.ensure_one()
        check_rights(self, "write")
        # sudo: secrets are the server's to write.
        self.sudo().write(
            {
                "former_secret": self.secret,
                "former_until": fields.Datetime.now() + _OVERLAP,
                "secret": make_secret(),
            }
        )
        return self.action_show_secret()

    def action_open_deliveries(self):
        """Open what this webhook has told, and has still to tell."""
        self.ensure_one()
        action = "revo_helpdesk_api.helpdesk_webhook_delivery_action"
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(action),
            "domain": [("webhook_id", "=", self.id)],
        }

    def action_send_dead(self):
        """Send again what was given up; what is no longer to be told is left out."""
        dead = self._find_dead()
        # sudo: what is told is the server's to write.
        over = dead.sudo().filtered(
            lambda one: not one.webhook_id._takes(one.ticket_id)
        )
        over.write({"state": "canceled"})
        rest = dead - over
        return rest.action_send_again() if rest else self._forget_report()

    def action_leave_dead(self):
        """Leave what was given up as it is, for who sees to it in another way."""
        # sudo: as above.
        self._find_dead().sudo().write({"state": "canceled"})
        return self._forget_report()

    def _find_dead(self):
        """Return what was given up, of webhooks that the present user manages."""
        check_rights(self, "write")
        return self.env["helpdesk.webhook.delivery"].search(
            [("webhook_id", "in", self.ids), ("state", "=", "dead")]
        )
