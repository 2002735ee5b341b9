from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize

from ..models.groups import MANAGER_GROUP


class HelpdeskClientSetup(models.TransientModel):
    """Bring in a client, or one more of its people, who log in on the portal."""

    _name = "helpdesk.client.setup"
    _description = "New Client"

    client_id = fields.Many2one("res.partner", string="Known client", readonly=True)
    name = fields.Char(string="Client")
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        domain="[('tier', '=', 'reseller')]",
        default=lambda self: self._get_own_team(),
        help="Who looks after the client: its tickets start on that team's board.",
    )
    person_name = fields.Char(string="Person", required=True)
    person_email = fields.Char(
        string="E-mail", required=True, help="The person logs in with it."
    )
    lang = fields.Selection(
        selection="_get_languages",
        string="Language",
        default=lambda self: self.env.lang,
        help="The invitation and the site speak it.",
    )

    @api.model
    def _get_languages(self):
        return self.env["res.lang"].get_installed()

    @api.model
    def _get_own_team(self):
        """Return the reseller that a new client is meant for, if it goes without
        saying: one's own, or the only one.
        """
        teams = self.env["helpdesk.ticket.team"]
        if self._is_manager():
            found = teams.search([("tier", "=", "reseller")], limit=2)
            return found if len(found) == 1 else teams
        return self.env["helpdesk.ticket"]._get_reseller_teams(self.env.user)[:1]

    def action_create(self):
        """Create the client, unless it is there, and its person; invite the person.

        :return: the action that opens the client; on the page for who begins the one
            that goes back there
        :raises AccessError: for a client of another reseller
        :raises UserError: for an address that cannot be invited
        """
        self.ensure_one()
        self._check_own()
        # sudo: who looks after clients need not be allowed to edit contacts; whose
        # client it is has been checked.
        partners = self.env["res.partner"].sudo()
        client = self.client_id.sudo() or partners.create(self._prepare_client())
        person = partners.create(
            {
                "name": self.person_name,
                "email": email_normalize(self.person_email),
                "parent_id": client.id,
                "lang": self.lang,
            }
        )
        person.with_env(self.env)._create_client_user()
        if self.env.context.get("helpdesk_begins"):
            return {"type": "ir.actions.act_window_close"}
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_client_action"
        )
        form = self.env.ref("revo_helpdesk_stages.helpdesk_client_view_form")
        return {**action, "views": [(form.id, "form")], "res_id": client.id}

    def _prepare_client(self):
        if not self.name:
            raise UserError(_("The client has no name. Write the name of the company."))
        return {
            "name": self.name,
            "is_company": True,
            "lang": self.lang,
            "reseller_team_id": self.team_id.id,
        }

    def _check_own(self):
        if not email_normalize(self.person_email or ""):
            raise UserError(
                _(
                    "“%s” is no e-mail address. Correct it: the invitation goes there.",
                    self.person_email,
                )
            )
        if self._is_manager():
            return
        # sudo: who works for which reseller decides, no matter who may read teams.
        client = self.client_id.sudo()
        team = client.reseller_team_id if client else self.team_id.sudo()
        if team.tier != "reseller" or self.env.user not in team.user_ids:
            raise AccessError(
                _(
                    "You bring in clients of your own team alone. Choose it as the "
                    "reseller, or ask us."
                )
            )

    @api.model
    def _is_manager(self):
        return self.env.user.has_group(MANAGER_GROUP)
