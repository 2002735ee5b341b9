from odoo import api, models
from odoo.tools import formataddr

from .mail_message import TICKET


class MailMessage(models.Model):
    """Resellers and clients know the vendor's people by name only: what these write on
    a ticket has the sender address of the house.
    """

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        on_tickets = [vals for vals in vals_list if vals.get("model") == TICKET]
        if on_tickets:
            self._set_house_senders(on_tickets)
        return super().create(vals_list)

    @api.model
    def _set_house_senders(self, vals_list):
        # sudo: of the author and the company only name and address count.
        partners = self.env["res.partner"].sudo()
        tickets = self.env[TICKET].sudo().browse({v["res_id"] for v in vals_list})
        companies = {ticket.id: ticket.company_id for ticket in tickets.exists()}
        own = self.env.user.partner_id.id
        for vals in vals_list:
            author = partners.browse(vals.get("author_id", own) or [])
            if author and author._works_for_vendor():
                company = companies.get(vals["res_id"], self.env.company.sudo())
                address = company.catchall_email or company.email
                if address:
                    vals["email_from"] = formataddr((author.name, address))
