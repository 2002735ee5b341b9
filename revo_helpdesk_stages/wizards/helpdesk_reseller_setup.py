from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..compat import check_access
from ..models.groups import GROUP_OF_TIER


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
    # The first one without a list, which most resellers begin with.
    person_name = fields.Char(string="First person")
    person_email = fields.Char(string="E-mail", help="The person logs in with it.")
    person_ids = fields.One2many(
        "helpdesk.reseller.setup.person", "setup_id", string="More people"
    )
    is_default = fields.Boolean(
        string="Clients without a reseller go here",
        default=lambda self: self._proposes_default(),
        help="The tickets of clients that no reseller looks after start with this one. "
        "Otherwise support gets them.",
    )
    client_ids = fields.Many2many(
        "res.partner",
        string="Client companies",
        domain="[('is_company', '=', True), ('parent_id', '=', False), "
        "('reseller_team_id', '=', False)]",
        help="Companies that have no reseller yet. Their new tickets start in this "
        "team's backlog.",
    )

    @api.model
    def _proposes_default(self):
        """Return whether the first reseller is for all, unless somebody chose."""
        # sudo: a setting of the company, which managers may read.
        company = self.env.company.sudo()
        return not (
            company.helpdesk_default_reseller_team_id
            or company.helpdesk_support_serves_clients
            or self.env["helpdesk.ticket.team"].search_count(
                [("tier", "=", "reseller")], limit=1
            )
        )

    def action_create(self):
        """Create everything, invite the people, and open the team.

        :return: the action that opens it; on the page for who begins the one that goes
            back there
        :raises UserError: for a person without name or address, and for an address that
            somebody already logs in with
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
        if self.is_default:
            team.action_make_default()
        if self.env.context.get("helpdesk_begins"):
            return {"type": "ir.actions.act_window_close"}
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket.team",
            "res_id": team.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _create_users(self, company):
        return self.env["res.users"]._create_line_people(
            GROUP_OF_TIER["reseller"],
            [
                {
                    "name": name,
                    "login": email.strip().lower(),
                    "lang": lang or self.env.lang,
                    "parent_id": company.id,
                }
                for name, email, lang in self._get_people()
            ],
        )

    def _get_people(self):
        """Return name, address and language of each person."""
        people = [
            (person.name, person.email, person.lang) for person in self.person_ids
        ]
        if not (self.person_name or self.person_email):
            return people
        if not (self.person_name and self.person_email):
            raise UserError(
                _(
                    "The first person lacks a name or an e-mail address. Write both, "
                    "or neither and add people afterwards."
                )
            )
        return [(self.person_name, self.person_email, False), *people]


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
