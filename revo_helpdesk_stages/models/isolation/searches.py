"""Searches past the rules in what resellers and clients read besides tickets."""

from odoo import api, fields, models

from ...compat import ask_relations


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _search_message_partner_ids(self, operator, operand):
        """Search by followers whom the present user may see.

        Odoo looks for them as the superuser: a search by an address would find it. A
        client finds what their own company follows.
        """
        role = None if self.env.su else self.env.user._get_line_role()
        if role == "client":
            operator = {"=": "in", "!=": "not in"}.get(operator, operator)
            if operator not in ("child_of", "in", "not in"):
                # Anything else asks what the contacts are like.
                return [(0, "=", 1)]
            own = self.env.user._keep_own_contacts(operand)
            return super()._search_message_partner_ids(operator, own)
        if role != "reseller":
            return super()._search_message_partner_ids(operator, operand)
        positive = {"!=": "="}.get(operator, operator.removeprefix("not "))
        found = [("message_follower_ids.partner_id", positive, operand)]
        return found if positive == operator else ["!", *found]


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Search by whom a file is from under the rules: 19.0 asks as the superuser."""
        if not self.env.su and not kwargs.get("bypass_access"):
            domain = ask_relations(self, domain)
        return super()._search(domain, *args, **kwargs)


class ResPartner(models.Model):
    _inherit = "res.partner"

    # Odoo joins these without asking the rules of the other model.
    message_ids = fields.One2many(auto_join=False)
    website_message_ids = fields.One2many(auto_join=False)
    activity_ids = fields.One2many(auto_join=False)


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    message_ids = fields.One2many(auto_join=False)
    website_message_ids = fields.One2many(auto_join=False)
