from odoo import _, api, models
from odoo.tools import plaintext2html

from odoo.addons.revo_helpdesk_accounts.policies.details import DETAILS
from odoo.addons.revo_helpdesk_stages.policies.form_input import to_id, to_text

from ...problems import Problem

_PRODUCT = ("product", "version", "device")


class HelpdeskTicket(models.Model):
    """How a program of a client opens a ticket: as the form of the portal does.

    What may be said, and what becomes of it, is decided by the methods of
    ``models/portal`` and of the addons that add to them.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _open_for_client(self, said, person):
        """Open a ticket. To be called as the client.

        :param dict said: as ``schemas.NewTicket`` has it
        :param person: res.partner record of the client, whose ticket it is; empty for
            the present user's own
        :return: the ticket with sudo
        :raises UserError: naming what is missing or cannot be chosen
        """
        typed = {name: to_text(value) for name, value in said.items()}
        typed["category"] = self._find_category(typed.get("category", ""))
        followed = self._find_followed_number(typed.get("follows"))
        self._check_said(typed)
        vals = self._prepare_client_ticket(self._prepare_said(typed, person), followed)
        # sudo: clients may not read the choices, which are checked there.
        vals.update(self.sudo()._prepare_client_request(self._get_answers(typed)))
        said_of_product = {name: typed.get(name) for name in _PRODUCT}
        vals.update(self._prepare_client_product(said_of_product))
        # sudo: so does the portal's controller, as clients may not create tickets.
        ticket = self.sudo().create(vals)
        ticket.message_subscribe(partner_ids=ticket.partner_id.ids)
        return ticket

    @api.model
    def _find_category(self, named):
        """Return the value of a category that is named by it or by its name; none where
        the site asks for none.
        """
        categories = self._get_client_categories()
        for category in categories:
            if named and named in (category.name, category.complete_name):
                return str(category.id)
        return named if categories else ""

    @api.model
    def _find_followed_number(self, number):
        if not number:
            return self.browse()
        found = self.search([("number", "=", number)], limit=1)
        followed = self._find_client_followed(found.id)
        if not followed:
            raise Problem(
                "invalid",
                errors=[
                    {
                        "field": "body.follows",
                        "message": _("No closed ticket of yours has this number."),
                    }
                ],
            )
        return followed

    @api.model
    def _check_said(self, typed):
        self._check_client_form(
            {
                "subject": typed["title"],
                "description": typed["description"],
                "category": typed["category"],
                "team": typed.get("team", ""),
            },
            self._get_client_lists(),
        )

    @api.model
    def _prepare_said(self, typed, person):
        # sudo: the channel is the server's to name, the contact the client's own.
        channel = self.env.ref("revo_helpdesk_api.helpdesk_ticket_channel_app", False)
        partner = (person or self.env.user.partner_id).sudo()
        category = self._get_client_categories().browse(to_id(typed["category"]) or [])
        company = category.sudo().company_id or self.env.company
        team = self._get_client_teams().browse(to_id(typed.get("team")) or [])
        vals = {
            "company_id": company.id,
            "category_id": category.id,
            "description": plaintext2html(typed["description"]),
            "name": typed["title"],
            "channel_id": channel.id if channel else False,
            "partner_id": partner.id,
            "partner_name": partner.name,
            "partner_email": partner.email,
            "user_id": False,
            "stage_id": team._get_applicable_stages()[:1].id,
        }
        return {**vals, "team_id": team.id} if team else vals

    @api.model
    def _get_answers(self, typed):
        return {
            "reported_type": typed.get("type"),
            "priority": typed.get("priority"),
            "immediate_reason_id": typed.get("emergency_reason"),
            **{name: typed.get(name) for name in DETAILS},
        }
