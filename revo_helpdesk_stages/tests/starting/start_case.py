"""A company that begins, whatever else is in the database."""


class BeginningMixin:
    @classmethod
    def _begin_anew(cls):
        """Let the company of the tests have what installing gives it, and no more.

        The teams that are there become another company's.
        """
        cls.company = cls.env.company
        cls.other = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.env.flush_all()
        # SQL: their tickets need not follow.
        cls.env.cr.execute(
            "UPDATE helpdesk_ticket_team SET company_id = %s", [cls.other.id]
        )
        cls.env.cr.execute(
            "UPDATE res_partner SET reseller_team_id = NULL, is_helpdesk_client = FALSE"
        )
        cls.env.cr.execute("DELETE FROM resource_calendar_leaves")
        cls.env.invalidate_all()
        cls.env.registry.clear_cache()
        cls.company.write(
            {
                "helpdesk_default_reseller_team_id": False,
                "helpdesk_default_support_team_id": False,
                "helpdesk_default_development_team_id": False,
                "helpdesk_started": False,
            }
        )
        cls.admin = cls.env.ref("base.user_admin")
        teams = cls.env["helpdesk.ticket.team"]
        cls.first_teams = teams._create_vendor_teams(teams._get_first_people())
