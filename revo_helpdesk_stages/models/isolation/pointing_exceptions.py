"""Whom one may name without being allowed to read them, and whose files are whose."""

from odoo import api, models

from ..readers.mail_message import TICKET


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _may_be_pointed_at(self, ids):
        """The vendor's people are known by name to resellers, and written to."""
        role = self.env.user._get_line_role()
        if role == "staff":
            return True
        if role == "reseller":
            return not self.browse(ids)._get_strangers()
        own = self.env.user.partner_id
        return super()._may_be_pointed_at(set(ids) - set(own.ids) or set(own.ids))


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _may_be_pointed_at(self, ids):
        # sudo: of a person the contact decides.
        partners = self.browse(ids).sudo().partner_id
        return self.env["res.partner"]._may_be_pointed_at(partners.ids)


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _may_be_pointed_at(self, ids):
        """Clients have no right to files at all: theirs are those that they have sent,
        and those of the documents that they read.
        """
        if not self.env.user.share:
            return super()._may_be_pointed_at(ids)
        # sudo: whose file it is is looked at here.
        files = self.sudo().browse(ids).exists()
        return all(file._is_clients_own() for file in files)

    def _is_clients_own(self):
        if self.create_uid == self.env.user:
            return True
        if self.res_model not in self.env or not self.res_id:
            return False
        if self.res_model == TICKET and self.audience != "client":
            return False
        # Not as the superuser: the rules say which documents the user reads.
        document = self.env[self.res_model].sudo(False).browse(self.res_id)
        return document._may_be_pointed_at([self.res_id])


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _get_targets(self, pointers):
        """Leave out what Odoo itself takes an answer to be one to: another message of
        the same document, which is quoted in conversations alone.
        """
        targets = super()._get_targets(pointers)
        key = ("mail.message", "parent_id")
        if key in targets:
            # sudo: where the two stand is looked at, whoever may read them.
            answers = self.sudo().filtered(
                lambda message: message.parent_id
                and (message.model, message.res_id)
                != (message.parent_id.model, message.parent_id.res_id)
            )
            targets[key] = set(answers.parent_id.ids)
        return targets
