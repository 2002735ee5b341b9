from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...policies.address import is_address


class ResConfigSettings(models.TransientModel):
    """Where development's tracker is, and the secret that is shared with it."""

    _inherit = "res.config.settings"

    helpdesk_tracker_url = fields.Char(
        string="Address of the tracker",
        config_parameter="revo_helpdesk_releases.tracker_url",
        help="Where tickets that are handed over to development are posted to.",
    )
    helpdesk_tracker_secret = fields.Char(
        string="Secret shared with the tracker",
        config_parameter="revo_helpdesk_releases.tracker_secret",
        help="Both sides sign with it what they send.",
    )

    @api.constrains("helpdesk_tracker_url", "helpdesk_tracker_secret")
    def _check_tracker(self):
        for settings in self:
            url = (settings.helpdesk_tracker_url or "").strip()
            if url and not is_address(url):
                # Not repeated: it is logged, and may hold a password.
                raise ValidationError(
                    _(
                        "The address of the tracker is not complete: write it as "
                        "https://tracker.example.com/webhook.",
                    )
                )
            if url and not (settings.helpdesk_tracker_secret or "").strip():
                raise ValidationError(
                    _(
                        "The tracker trusts only what is signed: write the secret "
                        "that it shares with Odoo."
                    )
                )
