from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.revo_helpdesk_releases.policies.address import is_address

from ...policies.webhook_address import find_fault
from ...policies.webhook_signature import make_secret
from ..keys.res_partner import TOLD_CLIENTS
from .selections import AUDIENCES

# The reseller's alone, where there is one.
_CLIENTS = f"{TOLD_CLIENTS} + ([('reseller_team_id', '=', team_id)] if team_id else [])"

_OPEN = "revo_helpdesk_api.webhooks_go_inside"
# Said once, when it is made: else somebody's webhook could be made another's.
_SETTLED = ("audience", "team_id", "partner_id")
# What the server notes, and nobody says.
_NOTED = frozenset(
    {"secret", "former_secret", "former_until", "failures", "rests_until"}
)


class HelpdeskWebhook(models.Model):
    """A program of a client, of a reseller or of the vendor that is told of tickets.

    It is told what its audience may read, of the tickets of its reseller and its
    client: of all of them where it names none.

    Source: issue 20, "Telling".
    """

    _name = "helpdesk.webhook"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Webhook"
    _order = "name, id"

    name = fields.Char(required=True, help="Which program it is, in your own words.")
    active = fields.Boolean(default=True)
    audience = fields.Selection(
        AUDIENCES, string="For", required=True, default="client"
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        # Without it, it would tell of the tickets of all.
        ondelete="cascade",
        default=lambda self: self._get_own_team(),
        domain="[('tier', '=', 'reseller')]",
        index=True,
        help="Tells of this reseller's tickets alone, and is managed by its people. "
        "Empty: the vendor's own.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Client",
        ondelete="cascade",
        domain=_CLIENTS,
        index=True,
        help="Tells of this client's tickets alone. Empty: of all clients, those of "
        "the reseller where there is one.",
    )
    url = fields.Char(
        string="Address",
        help="Where to post to, with https. Without it nothing is told.",
    )
    lang = fields.Selection(
        "_get_languages",
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "en_US",
    )
    secret = fields.Char(
        readonly=True,
        copy=False,
        help="Whoever receives it checks with this secret that it comes from here.",
    )
    former_secret = fields.Char(readonly=True, copy=False)
    former_until = fields.Datetime(
        string="Former secret signs until", readonly=True, copy=False
    )
    failures = fields.Integer(
        string="Failed in a row", readonly=True, copy=False, help="Attempts."
    )
    rests_until = fields.Datetime(
        string="Not tried before",
        readonly=True,
        copy=False,
        help="Whoever does not take what is sent is left alone for a while.",
    )

    @api.constrains("url")
    def _check_url(self):
        is_open = self._goes_inside()
        for webhook in self.filtered("url"):
            if not is_address(webhook.url):
                fault = "part"
            else:
                fault = None if is_open else find_fault(webhook.url)
            if fault:
                # Not repeated: it is logged, and may hold a password.
                raise ValidationError(self._get_faults()[fault])

    @api.constrains("audience", "team_id", "partner_id")
    def _check_whose(self):
        for webhook in self:
            # sudo: whose client it is decides, whoever may read it.
            team, client = webhook.sudo().team_id, webhook.sudo().partner_id
            if webhook.audience == "reseller" and (client or not team):
                raise ValidationError(
                    _("Choose the reseller that is to be told, and no client.")
                )
            if team and team.tier != "reseller":
                raise ValidationError(
                    _("Choose a team of a reseller, or none for the vendor.")
                )
            if client != client.commercial_partner_id:
                raise ValidationError(
                    _("Choose the client's company: its people have no webhooks.")
                )
            if team and client.reseller_team_id - team:
                raise ValidationError(
                    _("Another reseller looks after this client. Choose one of yours.")
                )

    @api.model
    def _get_faults(self):
        """Return what is said of an address that a webhook may not have."""
        return {
            "part": _(
                "This is no address that anything can be sent to. Write all of it, as "
                "https://backoffice.example.com/webhook."
            ),
            "open": _(
                "The address has no https, so that others could read what is told of "
                "tickets on its way. Write it with https, as "
                "https://backoffice.example.com/webhook; whoever runs the program "
                "knows how it gets it."
            ),
            "named": _(
                "There is a name or a password in the address, which lists and logs "
                "would show. Leave it out: the program knows by the secret of the "
                "webhook who sends."
            ),
            "inside": _(
                "The address is one of this server or of its own network, where "
                "webhooks do not go: the machines there trust this server, and take "
                "orders from it. Write the address that the program has on the "
                "internet, as https://backoffice.example.com/webhook."
            ),
        }

    @api.model
    def _get_own_team(self):
        """Return the team of a reseller's person, empty for the vendor's people."""
        user = self.env.user
        if not user._is_reseller_only():
            return self.env["helpdesk.ticket.team"]
        # sudo: which teams are one's own, everybody may know.
        teams = user.sudo().helpdesk_team_ids
        return teams.filtered(lambda team: team.tier == "reseller")[:1]

    @api.model
    def _get_languages(self):
        return self.env["res.lang"].get_installed()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_noted(vals)
        # Whatever the context proposes.
        noted = dict.fromkeys(_NOTED, False)
        webhooks = super().create(
            [{**noted, **vals, "secret": make_secret()} for vals in vals_list]
        )
        self._forget_subscriptions()
        return webhooks

    def write(self, vals):
        self._check_not_noted(vals)
        self._check_settled(vals)
        result = super().write(vals)
        if {"active", "url"} & vals.keys():
            self._forget_subscriptions()
            self.filtered(lambda webhook: not webhook.active)._cancel_waiting()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_subscriptions()
        return result

    def _check_not_noted(self, vals):
        if not self.env.su and not _NOTED.isdisjoint(vals):
            raise AccessError(
                _(
                    "Secrets and attempts are noted by the server. Use the buttons of "
                    "the webhook."
                )
            )

    def _check_settled(self, vals):
        """Check that a webhook stays whose it is.

        :raises UserError: where it would not
        """
        for webhook in self:
            for name in _SETTLED:
                field = self._fields[name]
                before = field.convert_to_write(webhook[name], webhook)
                if name in vals and (vals[name] or False) != before:
                    raise UserError(
                        _(
                            "Whom a webhook tells of what is said once. Archive this "
                            "one, and make another."
                        )
                    )

    def _get_secrets(self):
        """Return the secrets that sign now."""
        self.ensure_one()
        is_former = self.former_until and self.former_until > fields.Datetime.now()
        return [self.secret, *([self.former_secret] if is_former else [])]

    @api.model
    def _goes_inside(self):
        """Return whether webhooks may go to inner addresses, and without encryption:
        for tests, and for who has all of it in one network.
        """
        # sudo: only the administrator reads parameters; the server uses them.
        return bool(self.env["ir.config_parameter"].sudo().get_param(_OPEN))

    def _cancel_waiting(self):
        """Let nothing wait that is no longer to be told."""
        # sudo: what is told is the server's to write.
        self.env["helpdesk.webhook.delivery"].sudo().search(
            [("webhook_id", "in", self.ids), ("state", "=", "waiting")]
        ).write({"state": "canceled"})
