from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize, formataddr


class HelpdeskIntegrator(models.Model):
    """Who else has to answer before a case can go on: an integrator or another external
    partner of the vendor.

    Source: "In Progress - Internal Review" of the reseller manual.
    """

    _name = "helpdesk.integrator"
    _description = "Integrator"
    _order = "name, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    partner_id = fields.Many2one("res.partner", string="Company or contact")
    contact_ids = fields.Many2many(
        "res.partner",
        "helpdesk_integrator_contact_rel",
        "integrator_id",
        "partner_id",
        string="People",
        help="Who answers for it. They are written to where there is no address for "
        "requests.",
    )
    email = fields.Char(
        string="Address for requests",
        help="The e-mail address of its own support. Without one the people are "
        "written to, or the company.",
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Support team",
        domain="[('tier', '=', 'support')]",
        help="The team that looks after it. An answer to a case that nobody of support "
        "has any more goes to this team.",
    )
    answer_hours = fields.Float(
        string="Answers within",
        help="The hours in which it should answer, in the working hours of the support "
        "team. From it comes the date on which it is asked again. 0: no such time.",
    )

    @api.constrains("email")
    def _check_email(self):
        for integrator in self.filtered("email"):
            address = email_normalize(integrator.email)
            if not address:
                raise ValidationError(
                    _(
                        "“%s” is no e-mail address. Write one, such as "
                        "support@integrator.example.",
                        integrator.email,
                    )
                )
            if self.env["helpdesk.ticket"]._get_own_addresses([address]):
                raise ValidationError(
                    _(
                        "%s is an address of your own: requests would come back to "
                        "you. Write the integrator's.",
                        address,
                    )
                )

    def _get_addresses(self):
        """Return to whom requests go: names with their addresses.

        :raises UserError: where nobody has an address
        """
        self.ensure_one()
        # sudo: who writes to it need not read the contacts.
        known = self.sudo()
        if known.email:
            return [formataddr((known.name, email_normalize(known.email)))]
        people = known.contact_ids.filtered("email_normalized") or (
            known.partner_id.filtered("email_normalized")
        )
        if not people:
            raise UserError(
                _(
                    "%s has no e-mail address. Ask a helpdesk manager to add one under "
                    "Configuration > Integrators.",
                    known.name,
                )
            )
        return [formataddr((who.name, who.email_normalized)) for who in people]

    def _get_people(self):
        """Return all contacts of these integrators, those included who have left."""
        # sudo: the gateway looks for who writes among everybody.
        known = self.sudo().with_context(active_test=False)
        company = known.partner_id
        return known.contact_ids | company | company.child_ids

    def _knows(self, address):
        """Return whether an address is one of this integrator's.

        :param address: normalized
        """
        self.ensure_one()
        # sudo: the gateway asks.
        own = email_normalize(self.sudo().email or "")
        return bool(address) and address in {
            own,
            *self._get_people().mapped("email_normalized"),
        }

    @api.model
    def _find_by_address(self, address):
        """Return the integrators that an address is of, archived ones included.

        :param address: normalized
        """
        # sudo: the gateway asks.
        integrators = self.sudo().with_context(active_test=False)
        found = integrators.search(
            [
                "|",
                "|",
                "|",
                ("email", "ilike", address),
                ("partner_id.email_normalized", "=", address),
                ("partner_id.child_ids.email_normalized", "=", address),
                ("contact_ids.email_normalized", "=", address),
            ]
        )
        return found.filtered(lambda integrator: integrator._knows(address))
