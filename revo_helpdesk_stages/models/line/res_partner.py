from odoo import api, fields, models

from ..groups import EMPLOYEES


class ResPartner(models.Model):
    _inherit = "res.partner"

    reseller_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        domain="[('tier', '=', 'reseller')]",
        index="btree_not_null",
        help="The reseller who looks after this client: its tickets start in that "
        "team's backlog.",
    )
    helpdesk_team_ids = fields.One2many(
        "helpdesk.ticket.team",
        "partner_id",
        string="Reseller teams",
        help="The teams of this company, where it is a reseller's.",
    )
    is_helpdesk_client = fields.Boolean(
        string="Client of the line",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="It has, or had, a reseller or a ticket: its people are held by the walls "
        "of the line. Others notice nothing of them.",
    )
    # What the rules of access follow from a company to its people's users.
    commercial_contact_ids = fields.One2many("res.partner", "commercial_partner_id")

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        if any(vals.get("reseller_team_id") for vals in vals_list):
            partners.filtered("reseller_team_id")._become_helpdesk_clients()
        return partners

    def _become_helpdesk_clients(self):
        """Note that these are clients of the line from now on."""
        # sudo: nobody writes it.
        new = self.sudo().filtered(lambda contact: not contact.is_helpdesk_client)
        if new:
            new.is_helpdesk_client = True
            # At once: who opens the first ticket at the same time begins anew, which
            # must not come while something goes on in spite of errors.
            new.flush_recordset(["is_helpdesk_client"])
            new._forget_roles()

    def _claim_tickets(self):
        """Give the open tickets of these clients that have no reseller to theirs."""
        # sudo: who sets a reseller need not see the tickets.
        tickets = self.env["helpdesk.ticket"].sudo()
        tickets = tickets.search(
            [
                *tickets._get_unclaimed_domain(),
                ("commercial_partner_id", "in", self.ids),
            ]
        )
        for client, theirs in tickets.grouped("commercial_partner_id").items():
            theirs.write({"reseller_team_id": client.reseller_team_id.id})

    def _forget_roles(self):
        """Forget the roles that are kept of the users of these contacts and of their
        companies' people, if there are any: all processes fill their memory anew.
        """
        users = self.env["res.users"].with_context(active_test=False)
        people = ("partner_id.commercial_partner_id", "in", self.ids)
        domain = ["|", ("partner_id", "in", self.ids), people]
        if users.search_count(domain, limit=1):
            self.env.registry.clear_cache()

    @api.model
    def _note_helpdesk_clients(self):
        """Note which contacts have, or had, a reseller or a ticket.

        For the installation, and for updates from what did not note it.
        """
        self.env.flush_all()
        # SQL: one statement for any number of contacts; nothing else follows from it.
        self.env.cr.execute(
            """
            UPDATE res_partner partner
               SET is_helpdesk_client = TRUE
              FROM (SELECT partner_id AS id FROM helpdesk_ticket
                     UNION
                    SELECT commercial_partner_id FROM helpdesk_ticket
                     UNION
                    SELECT party_client_id FROM helpdesk_ticket_stay
                     UNION
                    SELECT id FROM res_partner WHERE reseller_team_id IS NOT NULL) known
             WHERE known.id = partner.id
               AND partner.is_helpdesk_client IS NOT TRUE
            """
        )
        self.invalidate_model(["is_helpdesk_client"], flush=False)
        self.env.registry.clear_cache()

    def _works_for_vendor(self):
        """Return whether a contact is one of the vendor's people."""
        self.ensure_one()
        return any(user._is_vendor() for user in self._get_logins())

    def _get_logins(self):
        """Return the users that a contact logs in as, at no price for the present
        one; nobody's are none.
        """
        user = self.env.user
        if user.active and user.partner_id == self:
            return user
        # sudo: the groups of a user decide, no matter who asks.
        return self.sudo().user_ids
