from markupsafe import Markup

from odoo import api, models

from ...policies.remote_images import make_inert


class HelpdeskTicket(models.Model):
    """What resellers and clients write loads nothing when the vendor opens it."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _leave_pictures_out(self, vals):
        """Return values whose description loads nothing from elsewhere.

        :param dict vals: as given to ``create`` or ``write``, which stays as it is
        """
        if not vals.get("description") or self.env.user._is_vendor():
            return vals
        inert = make_inert(str(vals["description"]), self.browse().get_base_url())
        return {**vals, "description": Markup(inert)}

    @api.model
    def _prepare_mail_body(self, body):
        """Return the text of an e-mail, whoever it says that it is from, that loads
        nothing from elsewhere.
        """
        return Markup(make_inert(str(body or ""), self.browse().get_base_url()))


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model
    def _leave_pictures_out(self, vals_list):
        """Let messages load nothing from elsewhere, unless one of the vendor's people
        writes them in Odoo.

        :param list vals_list: values of messages on tickets, changed in place
        """
        for vals in vals_list:
            tier = vals.get("author_tier") or self.env.user._get_audience()
            is_mail = vals.get("message_type") == "email"
            if vals.get("body") and (is_mail or tier in ("client", "reseller")):
                inert = make_inert(str(vals["body"]), self.browse().get_base_url())
                vals["body"] = Markup(inert)
