from odoo import api, models, tools

from ..groups import GROUP_OF_TIER

# What Odoo's web client itself works with for anybody who logs in, in either series:
# the person's own preferences and tours, the chatter, filters, exports and imports.
# Rules say which records of these.
WEB_CLIENT_MODELS = frozenset(
    {
        "auth_totp.device",
        "auth_totp.wizard",
        "base.language.install",
        "base_import.import",
        "base_import.mapping",
        "bus.bus",
        "change.password.own",
        "discuss.channel",
        "discuss.channel.member",
        "discuss.channel.rtc.session",
        "ir.attachment",
        "ir.embedded.actions",
        "ir.exports",
        "ir.exports.line",
        "ir.filters",
        "ir.sequence",
        "ir.sequence.date_range",
        "ir.ui.menu",
        "mail.activity",
        "mail.activity.plan",
        "mail.activity.schedule",
        "mail.activity.type",
        "mail.alias.domain",
        "mail.compose.message",
        "mail.followers",
        "mail.link.preview",
        "mail.message",
        "mail.message.link.preview",
        "mail.message.reaction",
        "mail.message.subtype",
        "mail.message.translation",
        "mail.notification",
        "mail.template",
        "rating.rating",
        "res.company",
        "res.country",
        "res.country.state",
        "res.currency",
        "res.lang",
        "res.partner",
        "res.users",
        "res.users.apikeys",
        "res.users.apikeys.description",
        "res.users.apikeys.show",
        "res.users.identitycheck",
        "res.users.settings",
        "res.users.settings.embedded.action",
        "res.users.settings.volumes",
        "web_tour.tour",
        "web_tour.tour.step",
    }
)

# What apps show of a person's own in the bar at the top, which asks for it by itself.
ASKED_FOR = frozenset({"calendar.alarm", "calendar.event"})


class IrModelAccess(models.Model):
    """Resellers' people are Odoo's internal users: by default they could look into
    every model that employees may. They touch what is given to them by name instead.
    """

    _inherit = "ir.model.access"

    @api.model
    @tools.ormcache("self.env.uid", "mode")
    def _get_allowed_models(self, mode="read"):
        allowed = super()._get_allowed_models(mode)
        if not self.env.user._is_reseller_only():
            return allowed
        # sudo: nobody else may read the access lists.
        granted = self.sudo().search(
            [
                ("group_id", "=", self.env.ref(GROUP_OF_TIER["reseller"]).id),
                (f"perm_{mode}", "=", True),
            ]
        )
        names = {line.model_id.model for line in granted}
        opened = WEB_CLIENT_MODELS | names
        return allowed & (opened | ASKED_FOR if mode == "read" else opened)
