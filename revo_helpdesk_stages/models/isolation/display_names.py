"""Resellers know the names of their own, and of the vendor's people.

Odoo tells the name of what a record points at as the superuser, to the person who reads
the record: without this, guessing numbers would tell the names of another reseller's
clients.
"""

from odoo import _, api, models

from ...policies.avatar import draw_avatar


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.depends_context("uid")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        if self.env.user._is_reseller_only():
            self._get_strangers().display_name = _("Somebody else")
        return result

    def _get_strangers(self):
        """Return those of these contacts whose names are not the user's to know."""
        # sudo: only who they belong to counts.
        contacts = self.filtered("id").sudo()
        # Most are known at sight; the rules take a board longer than all else.
        teams = self.env.user.sudo().helpdesk_team_ids
        strangers = contacts.filtered(
            lambda contact: not contact.commercial_partner_id.reseller_team_id & teams
            and not contact._get_teams() & teams
            and not contact._works_for_vendor()
        )
        if strangers:
            # Under the rules of the user, also where the superuser asks for the name.
            own = strangers.sudo(False).search([("id", "in", strangers.ids)])
            strangers -= own.sudo() | self.env.company.sudo().partner_id
        return strangers.with_env(self.env)

    def _get_teams(self):
        """Return the teams of a contact's reseller, or of the reseller that it is."""
        company = self.commercial_partner_id
        own = company.helpdesk_team_ids | self.user_ids.helpdesk_team_ids
        return own | company.reseller_team_id


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.depends_context("uid")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        me = self.env.user
        if me._is_reseller_only():
            # sudo: who is a colleague, and whose contact somebody else is, for a name
            # that may be nobody's to know.
            others = (self - me).sudo().filtered(lambda user: not user._is_vendor())
            if others:
                others -= me.sudo().helpdesk_team_ids.user_ids
            strangers = others.partner_id._get_strangers()
            self.filtered(
                lambda user: user in others and user.sudo().partner_id in strangers
            ).display_name = _("Somebody else")
        return result

    def _get_initials_picture(self, res_id, model, field):
        """Return what a reseller sees in place of a picture of somebody whose name it
        knows, and who is not its own to read.

        :param int res_id: of whom the picture is
        :param str model: res.partner or res.users
        :param str field: of the picture
        :return: SVG, ``None`` where Odoo is to answer
        """
        is_picture = model in ("res.partner", "res.users") and field.startswith(
            ("avatar_", "image_")
        )
        if not res_id or not is_picture or not self._is_reseller_only():
            return None
        # sudo: whose name it is; the names of strangers are told to nobody.
        person = self.env[model].sudo().browse(res_id).exists()
        contact = person if model == "res.partner" else person.partner_id
        # Under the rules of the user, who is known here with the rights of the server.
        own = self.env["res.partner"].sudo(False).search([("id", "in", contact.ids)])
        if not contact or own or contact._get_strangers():
            return None
        return draw_avatar(contact.name or "")


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    @api.depends_context("uid")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        user = self.env.user
        if user._is_reseller_only():
            # sudo: whose team it is, for a name that may be nobody's to know.
            own = user.sudo().with_context(active_test=False).helpdesk_team_ids
            self.filtered(
                lambda team: team.sudo().tier == "reseller" and team not in own
            ).display_name = _("Another reseller")
        return result

    @api.model
    def _may_be_chosen(self, ids, by_name):
        """A reseller's new ticket shows by name which team of the vendor gets it."""
        if by_name and self.env.user._is_reseller_only():
            return True
        return super()._may_be_chosen(ids, by_name)
