from typing import NamedTuple

from odoo import _, api, fields, models

from .helpdesk_start import HelpdeskStart as DefinedHelpdeskStart


class StartLine(NamedTuple):
    """What the page says of one thing to set up."""

    code: str
    name: str
    purpose: str
    button: str
    is_done: bool
    detail: str = ""


class HelpdeskStart(models.TransientModel):
    """What is there already of what a line needs: asked of all at once."""

    _inherit = DefinedHelpdeskStart._name

    @api.model
    def _get_lines(self):
        """Return what there is to set up for the present company, in this order.

        A hook for other addons.

        :return: list of StartLine
        """
        # sudo: who begins may look at users and contacts by this page alone, which
        # shows names and numbers.
        start = self.sudo()
        teams = start._find_teams()
        resellers = teams.filtered(lambda team: team.tier == "reseller")
        return [
            start._get_team_line(teams - resellers),
            start._get_reseller_line(resellers),
            start._get_unclaimed_line(),
            start._get_client_line(),
            start._get_people_line(resellers),
            start._get_address_line(teams),
            start._get_holiday_line(),
        ]

    @api.model
    def _find_teams(self):
        return self.env["helpdesk.ticket.team"].search(
            [
                ("pipeline", "=", "escalation"),
                ("company_id", "in", [self.env.company.id, False]),
            ]
        )

    @api.model
    def _get_team_line(self, teams):
        is_done = {"support", "development"} <= set(teams.mapped("tier"))
        teams = teams.sorted(lambda team: (team.tier != "support", team.id))
        return StartLine(
            "teams",
            _("Support and development"),
            _("The two teams of yours that resellers' tickets go to."),
            _("Members") if is_done else _("Create both teams"),
            is_done,
            " · ".join(_name_team(team) for team in teams),
        )

    @api.model
    def _get_reseller_line(self, resellers):
        serves = self.env.company.helpdesk_support_serves_clients
        return StartLine(
            "reseller",
            _("First reseller"),
            _(
                "Resellers look after their clients, and hand over what they cannot "
                "solve."
            ),
            _("Add a reseller"),
            bool(resellers.user_ids) or serves,
            ", ".join(resellers[:5].mapped("name")),
        )

    @api.model
    def _get_unclaimed_line(self):
        company = self.env.company
        default = company.helpdesk_default_reseller_team_id
        by_support = company.helpdesk_support_serves_clients
        return StartLine(
            "unclaimed",
            _("Clients without a reseller"),
            _("Somebody gets the tickets of clients that no reseller looks after."),
            _("Choose"),
            bool(default or by_support),
            default.name or (_("Support serves them itself") if by_support else ""),
        )

    @api.model
    def _get_client_line(self):
        clients = self.env["res.users"].search_count(
            [
                ("share", "=", True),
                ("partner_id.commercial_partner_id.is_helpdesk_client", "=", True),
            ],
            limit=100,
        )
        return StartLine(
            "client",
            _("First client"),
            _("Its people log in on the portal, open tickets there and follow them."),
            _("Add a client"),
            bool(clients),
            _("People who can log in: %s", clients) if clients else "",
        )

    @api.model
    def _get_people_line(self, resellers):
        people = resellers.user_ids.sorted("id")
        came = people.filtered("login_date")
        serves = self.env.company.helpdesk_support_serves_clients
        field = self.env["res.partner"]._fields["helpdesk_access"]
        labels = dict(field._description_selection(self.env))
        return StartLine(
            "people",
            _("Invitations"),
            _("Each person chooses a password with the link of its e-mail."),
            _("See and resend"),
            bool(came) or (serves and not people),
            " · ".join(
                f"{user.name}: {labels[user._get_access_state()]}"
                for user in people[:5]
            ),
        )

    @api.model
    def _get_address_line(self, teams):
        without = teams.filtered(lambda team: not team.alias_name)
        return StartLine(
            "address",
            _("Mail address of each team"),
            _("What is sent there becomes a ticket, and answers come to it."),
            _("Write the addresses"),
            bool(teams) and not without,
            _("Without one: %s", ", ".join(without[:5].mapped("name")))
            if without
            else "",
        )

    @api.model
    def _get_holiday_line(self):
        holidays = self.env["resource.calendar.leaves"].search(
            [
                ("resource_id", "=", False),
                ("company_id", "in", [self.env.company.id, False]),
                ("date_to", ">=", fields.Datetime.now()),
            ],
            order="date_from",
            limit=3,
        )
        return StartLine(
            "holidays",
            _("Public holidays"),
            _("Nothing is overdue on them, for teams that have working hours."),
            _("Write the holidays"),
            bool(holidays),
            ", ".join(name for name in holidays.mapped("name") if name),
        )


def _name_team(team):
    """Return a team with its people, as the page shows it."""
    people = ", ".join(team.user_ids[:5].mapped("name"))
    return f"{team.name}: {people}" if people else team.name
