from ..common import SupportLineMixin


class DuplicateMixin(SupportLineMixin):
    """Tickets of each party, and which of them may be duplicates of each other."""

    @classmethod
    def _create_cases(cls):
        cls._create_users({"kira": "client", "carla": "client"})
        cls.kiosk = cls._create_client("Kiosk", cls.north)
        cls.kira.partner_id.parent_id = cls.kiosk
        cls.carla.partner_id.parent_id = cls.shop
        cls.desk = cls._create_team("direct", cls.pia, name="Desk")
        cls.cases = {
            "shop": cls._create_of(cls.cleo),
            "shop again": cls._create_of(cls.carla),
            "kiosk": cls._create_of(cls.kira),
            "cafe": cls._create_of(cls.cora),
            "north's own": cls._create_own(cls.ana),
            "north's own again": cls._create_own(cls.ben),
            "south's own": cls._create_own(cls.rita),
            "desk, shop": cls._create_of(cls.cleo, team_id=cls.desk.id),
            "desk, shop again": cls._create_of(cls.carla, team_id=cls.desk.id),
            "desk, cafe": cls._create_of(cls.cora, team_id=cls.desk.id),
        }
        cls.pairs = [
            {"shop", "shop again"},
            {"north's own", "north's own again"},
            {"desk, shop", "desk, shop again"},
        ]
        line = cls.tickets.union(*cls.cases.values())
        line = line.filtered(lambda ticket: ticket.pipeline == "escalation")
        cls._put(line, "in_progress_support", user=cls.sam)

    @classmethod
    def _create_of(cls, client, **values):
        # sudo: as the site's controllers do for clients.
        tickets = cls.tickets.with_user(client).sudo()
        values = {"partner_id": client.partner_id.id, **values}
        ticket = tickets.create(
            {"name": f"Secret {client.name}", "description": "<p>x</p>", **values}
        )
        return cls.tickets.browse(ticket.id)

    @classmethod
    def _create_own(cls, reseller):
        return cls._create_ticket(opener=reseller, name=f"Secret {reseller.name}")

    def _cancel(self, ticket, user, **values):
        """Cancel a ticket as a person does in the window."""
        wizard = self._open_wizard(ticket.with_user(user).action_cancel(), user)
        wizard.write(values)
        wizard.action_apply()
        self.env.flush_all()
        self.env.invalidate_all()

    def _link(self, ticket, original):
        """Note that a ticket is a duplicate, as a manager does."""
        ticket.with_user(self.mia).duplicate_id = original
        self.env.flush_all()
        self.env.invalidate_all()
