from odoo import api, fields, models

ACKNOWLEDGEMENT = "revo_helpdesk_stages.mail_template_acknowledgement"


class HelpdeskTicket(models.Model):
    """A client is told at once that a new ticket has come in."""

    _inherit = "helpdesk.ticket"

    send_acknowledgement = fields.Boolean(
        string="Tell the client that it has come in",
        store=False,
        default=True,
        groups="base.group_user",
        help="An e-mail with the number of the ticket. Untick it where you have told "
        "the client already, on the phone.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        wanted = [vals.pop("send_acknowledgement", True) for vals in vals_list]
        tickets = super().create(vals_list)
        # A machine might answer back for ever; what is imported is not new.
        if not any(map(self.env.context.get, ("import_file", "helpdesk_unanswerable"))):
            pairs = zip(tickets, wanted, strict=True)
            self.browse(t.id for t, is_wanted in pairs if is_wanted)._acknowledge()
        return tickets

    def _acknowledge(self):
        # sudo: the client who opens a ticket may not read which team gets it.
        tickets = self.sudo().filtered(
            lambda ticket: ticket._is_a_clients()
            and not ticket.closed
            and (not ticket.team_id or ticket._get_client_team().acknowledges)
        )
        tickets._mail_clients(ACKNOWLEDGEMENT)
