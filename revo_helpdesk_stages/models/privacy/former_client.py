from odoo import _, api, models

_XML_ID = "revo_helpdesk_stages.partner_former_client"


class ResPartner(models.Model):
    """Who stands where a client stood who was forgotten.

    One contact without data for all of them: what was of nobody would be the next
    client's who gets the ticket.
    """

    _inherit = "res.partner"

    @api.model
    def _get_former_client(self):
        """Return the contact, named in the language of the company."""
        former = self.env.ref(_XML_ID, raise_if_not_found=False)
        if former:
            return former
        # sudo: the language of the company alone.
        company = self.env.company.sudo()
        model = self.with_context(lang=company.partner_id.lang or self.env.lang)
        # sudo: it is the server's, whoever forgets somebody first.
        former = model.sudo().create(
            {"name": model._get_former_name(), "active": False, "type": "other"}
        )
        # sudo: as above.
        self.env["ir.model.data"].sudo()._update_xmlids(
            [{"xml_id": _XML_ID, "record": former, "noupdate": True}]
        )
        return former

    @api.model
    def _get_former_name(self):
        return _("Former client")
