from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..compat import check_access


class HelpdeskResellerSetup(models.TransientModel):
    """Set a new reseller up from one form: team, people and client companies."""

    _name = "helpdesk.reseller.setup"
    _description = "New Reseller"

    name = fields.Char(string="Reseller", required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Company",
        domain="[('is_company', '=', True)]",
        help="Leave it empty to create the company with the name of the reseller.",
    )
    support_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        required=True,
        domain="[('tier', '=', 'support')]",
        default=lambda self: self.env["helpdesk.ticket.team"]._get_default_team(
            "support"
        ),
        help="Tickets that the reseller escalates go to this team.",
    )
    person_ids = fields.One2many(
        "helpdesk.reseller.setup.person", "setup_id", string="People"
    )
    client_ids = fields.Many2many(
        "res.partner",
        string="Client companies",
        domain="[('is_company', '=', True), ('parent_id', '=', False), "
        "('reseller_team_id', '=', False)]",
        help="Companies that have no reseller yet. Their new tickets start in this "
        "team's backlog.",
    )

    def action_create(self):
        """Create everything, and open the team.

        :raises UserError: for an address that somebody already logs in with
        """
        self.ensure_one()
        check_access(self.env["helpdesk.ticket.team"], "create")
        # sudo: who sets resellers up need not be allowed to edit contacts; the right to
        # create teams has been checked.
        partners = self.env["res.partner"].sudo()
        company = self.partner_id or partners.create(
            {"name": self.name, "is_company": True}
        ).with_env(self.env)
        team = self.env["helpdesk.ticket.team"].create(
            {
                "name": self.name,
                "pipeline": "escalation",
                "tier": "reseller",
                "partner_id": company.id,
                "support_team_id": self.support_team_id.id,
                "user_ids": [(6, 0, self._create_users(company).ids)],
                "show_in_portal": False,
            }
        )
        self.client_ids.sudo().reseller_team_id = team
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket.team",
            "res_id": team.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _create_users(self, company):
        emails = [person.email.strip().lower() for person in self.person_ids]
        # sudo: helpdesk managers set resellers up but may not manage users; the group
        # is fixed here, and the right to create teams has been checked.
        users = self.env["res.users"].sudo()
        taken = users.with_context(active_test=False).search([("login", "in", emails)])
        twice = {email for email in emails if emails.count(email) > 1} | set(
            taken.mapped("login")
        )
        if twice:
            raise UserError(
                _(
                    "Somebody already logs in with: %s. Correct the address, or add "
                    "that user to the team afterwards.",
                    ", ".join(sorted(twice)),
                )
            )
        group = self.env.ref("revo_helpdesk_stages.group_reseller_user")
        return users.create(
            [
                {
                    "name": person.name,
                    "login": email,
                    "email": email,
                    "lang": person.lang or self.env.lang,
                    "parent_id": company.id,
                    "groups_id": [(6, 0, group.ids)],
                }
                for person, email in zip(self.person_ids, emails, strict=True)
            ]
        ).with_env(self.env)


class HelpdeskResellerSetupPerson(models.TransientModel):
    """One person of a new reseller."""

    _name = "helpdesk.reseller.setup.person"
    _description = "Person of a New Reseller"

    setup_id = fields.Many2one(
        "helpdesk.reseller.setup", required=True, ondelete="cascade"
    )
    name = fields.Char(required=True)
    email = fields.Char(required=True, help="The person logs in with it.")
    lang = fields.Selection(selection="_get_languages", string="Language")

    @api.model
    def _get_languages(self):
        return self.env["res.lang"].get_installed()
