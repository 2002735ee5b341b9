import json

from odoo import _, api, models
from odoo.exceptions import AccessError, UserError
from odoo.modules.module import get_manifest
from odoo.tools.convert import convert_file

from ..context import EXAMPLES, saying

_MADE = "revo_helpdesk_stages.examples"
_ADDONS = "revo_helpdesk_"
_ONE_OF_THEM = "revo_helpdesk_stages.team_demo_support"
_VENDOR = ("support", "development")
# What Odoo itself keeps, which is no part of the examples.
_NOT_OURS = ("base.", "bus.", "ir.", "report.")


class HelpdeskExamples(models.AbstractModel):
    """Load the demo cases into a database without demo data, and take them out again.

    Nobody can log in as the people of the examples: they have no passwords here.
    """

    _name = "helpdesk.examples"
    _description = "Examples"

    @api.model
    def _get_state(self):
        """Return ``"in"``, ``"out"``, or nothing where they are the demo data of the
        database.
        """
        # sudo: nobody else reads what has been installed how.
        if self.env["ir.config_parameter"].sudo().get_param(_MADE):
            return "in"
        return False if self.env.ref(_ONE_OF_THEM, raise_if_not_found=False) else "out"

    @api.model
    def _load(self):
        """Load the examples of all addons of ours, and keep what that has made.

        :raises UserError: where the examples' people would get real tickets, or the
            examples are there
        """
        self._check_administrator()
        if self._get_state() != "out":
            raise UserError(_("The examples are in this database already."))
        self._check_teams_name_members()
        # sudo: who administers may load demo data, as in Odoo's settings.
        company = self.env.ref("base.main_company").sudo()
        settings = self._get_settings(company)
        takes_clients = self._takes_clients()
        before = self._get_last_ids()
        env = self.sudo().env(
            context={"mail_notify_force_send": False, "no_reset_password": True}
        )
        env = saying(env["helpdesk.examples"], EXAMPLES).env
        for addon in self._get_addons():
            for path in get_manifest(addon)["demo"]:
                convert_file(env, addon, path, {}, mode="init", noupdate=True)
        # The vendor's own settings stay: real cases go where they went.
        company.write(settings)
        self.env.flush_all()
        self._keep({"made": self._get_rows_since(before)})
        if takes_clients and not self._takes_clients():
            # The examples have a team that serves clients, which support leaves them to
            # unless it is said otherwise.
            company.helpdesk_support_serves_clients = True

    @api.model
    def _get_settings(self, company):
        """Return the settings that the demo data write, as they are: the teams that
        tickets go to now are named, also those that were found without a name.

        :raises UserError: where one of the vendor's teams is missing
        """
        teams = self.env["helpdesk.ticket.team"]
        vendor = {tier: teams._get_default_team(tier, company) for tier in _VENDOR}
        if not all(vendor.values()):
            raise UserError(
                _(
                    "Support or development has no team yet, so that real tickets "
                    "would go to those of the examples. Create both teams first."
                )
            )
        return {
            "helpdesk_default_reseller_team_id": company[
                "helpdesk_default_reseller_team_id"
            ].id,
            "helpdesk_started": company.helpdesk_started,
            **{
                teams._get_default_team_field(tier): team.id
                for tier, team in vendor.items()
            },
        }

    @api.model
    def _takes_clients(self):
        """Return whether clients without a reseller are the line's."""
        company = self.env.ref("base.main_company")
        teams = self.env["helpdesk.ticket"]._get_default_teams([company])
        return teams[company].takes_clients()

    @api.model
    def _check_administrator(self):
        if not self.env.is_admin() and not self.env.user.has_group("base.group_system"):
            raise AccessError(
                _(
                    "The examples bring people of their own. Ask an administrator to "
                    "load them or to take them out."
                )
            )

    @api.model
    def _check_teams_name_members(self):
        """Check that the examples' people get no real tickets: where a team names
        nobody, whoever has the role works in it, and may be given some.
        """
        # sudo: the teams of all companies.
        teams = self.env["helpdesk.ticket.team"].sudo().search([])
        unnamed = teams.filtered(
            lambda team: team._deals() and team._has_open_membership()
        )
        if unnamed:
            raise UserError(
                _(
                    "These teams name no members, so that the examples' people would "
                    "get their tickets: %s. Name the members first.",
                    ", ".join(unnamed.mapped("name")),
                )
            )

    @api.model
    def _get_addons(self):
        """Return the addons whose demo data are examples, each after what it needs."""
        # sudo: nobody else reads what is installed.
        modules = self.env["ir.module.module"].sudo()
        installed = modules.search(
            [("name", "=like", f"{_ADDONS}%"), ("state", "=", "installed")], order="id"
        )
        names = installed.mapped("name")
        return sorted(names, key=lambda name: name != "revo_helpdesk_stages")

    @api.model
    def _get_tables(self):
        """Return the models whose rows may be of the examples, by their tables."""
        return {
            model._table: name
            for name, model in self.env.items()
            if model._auto
            and not model._abstract
            and not model._transient
            and (name == "ir.attachment" or not name.startswith(_NOT_OURS))
        }

    @api.model
    def _get_last_ids(self):
        """Return the last id in each table that the transaction sees."""
        self.env.flush_all()
        # SQL: one statement for all tables. The names are those of the registry.
        self.env.cr.execute(
            " UNION ALL ".join(
                f"SELECT '{table}', COALESCE(max(id), 0) FROM \"{table}\""
                for table in self._get_tables()
            )
        )
        return dict(self.env.cr.fetchall())

    @api.model
    def _get_rows_since(self, before):
        """Return what this transaction has created: ``{model: [id, …]}``.

        Nobody else's rows are among it: what others store meanwhile, a transaction of
        Odoo's does not see.
        """
        made = {}
        for table, name in self._get_tables().items():
            # SQL: whatever rows there are, archived ones and those of no rule included.
            self.env.cr.execute(
                f'SELECT id FROM "{table}" WHERE id > %s ORDER BY id', [before[table]]
            )
            ids = [row_id for (row_id,) in self.env.cr.fetchall()]
            if ids:
                made[name] = ids
        return made

    @api.model
    def _keep(self, kept):
        # sudo: for the server alone.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(_MADE, json.dumps(kept) if kept else False)

    @api.model
    def _get_kept(self):
        # sudo: for the server alone.
        return json.loads(self.env["ir.config_parameter"].sudo().get_param(_MADE))
