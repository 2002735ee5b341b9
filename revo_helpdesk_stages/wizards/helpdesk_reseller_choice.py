from odoo import _, api, fields, models

from ..compat import check_rights


class HelpdeskResellerChoice(models.TransientModel):
    """Say which reseller looks after the client of a ticket that has none."""

    _name = "helpdesk.reseller.choice"
    _description = "Set the Reseller of a Client"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    client_id = fields.Many2one(
        "res.partner", string="Client", compute="_compute_client_id"
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        required=True,
        domain="[('tier', '=', 'reseller')]",
        help="The client's tickets start with this reseller from now on.",
    )

    @api.depends("ticket_id")
    def _compute_client_id(self):
        for choice in self:
            # sudo: a contact that belongs to somebody has a company to look after.
            choice.client_id = choice.ticket_id.sudo().commercial_partner_id

    def action_apply(self):
        """Set the reseller: of the client, whose cases that wait for one all go there;
        of the ticket alone where nobody knows the client.

        :return: what was done, in words; where who asks sees the ticket no longer, the
            overview
        :raises AccessError: for who may not write the ticket
        """
        self.ensure_one()
        ticket, team = self.ticket_id, self.team_id
        check_rights(ticket, "write")
        team.read(["name"])
        if self.client_id:
            # sudo: support sets this one field of contacts that it may not edit.
            self.client_id.sudo().reseller_team_id = team
        # sudo: nobody writes the reseller of a ticket by hand. Also where the client
        # had one, and the ticket had not.
        if not ticket.sudo().reseller_team_id:
            ticket.sudo().reseller_team_id = team
        if not ticket._is_read_by(self.env.user):
            # Whatever closes the window alone reads the ticket again, in vain.
            return {
                "type": "ir.actions.client",
                "tag": "reload",
                "params": {
                    "action_id": ticket.browse().action_overview()["id"],
                    "menu_id": self.env["ir.model.data"]._xmlid_to_res_id(
                        "helpdesk_mgmt.helpdesk_ticket_main_menu"
                    ),
                },
            }
        # sudo: what has been done is told to who did it, and may see it no longer.
        ticket, team = ticket.sudo(), team.sudo()
        names = {"ticket": ticket.number, "reseller": team.name}
        if ticket.tier == "reseller":
            said = _("%(ticket)s is with %(reseller)s now.", **names)
        else:
            said = _("%(reseller)s is the reseller of %(ticket)s now.", **names)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": said,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
