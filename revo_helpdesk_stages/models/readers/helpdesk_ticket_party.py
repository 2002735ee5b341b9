from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...policies.parties import adopts
from ..groups import MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """Whose a ticket is: the client company of its opening, and its reseller, until
    somebody changes them on purpose.

    Source: architecture, section 6, wall 4.
    """

    _inherit = "helpdesk.ticket"

    # Not related: a contact that moves to another company takes no ticket along.
    commercial_partner_id = fields.Many2one(
        "res.partner",
        related=None,
        compute="_compute_commercial_partner_id",
        store=True,
        compute_sudo=True,
    )

    @api.depends("partner_id")
    def _compute_commercial_partner_id(self):
        for ticket in self:
            ticket.commercial_partner_id = ticket.partner_id.commercial_partner_id

    @api.onchange("partner_id", "reseller_team_id")
    def _onchange_party(self):
        """Tell who reads what, before a ticket is given to other people."""
        # sudo: whose it is decides, and the names alone of whom the user has chosen.
        before = self._origin.sudo()
        if not before:
            return None
        client = self.sudo().partner_id.commercial_partner_id
        new = []
        if before.commercial_partner_id and client != before.commercial_partner_id:
            new.append(client.name or _("nobody"))
        if before.reseller_team_id and self.reseller_team_id != before.reseller_team_id:
            new.append(self.sudo().reseller_team_id.name or _("nobody"))
        if not new:
            return None
        return {
            "warning": {
                "title": _("Other people will read this ticket"),
                "message": _(
                    "From now on it is read by: %s. They see its title and its "
                    "description, and what is written from now on. What was written "
                    "before stays with those whose ticket it was.",
                    ", ".join(new),
                ),
            }
        }

    def _note_clients(self):
        """Note whose these tickets are: their people are of the line from now on."""
        # sudo: who opens or gives it need not see the contact.
        tickets = self.sudo()
        contacts = tickets.partner_id | tickets.commercial_partner_id
        contacts._become_helpdesk_clients()

    def _get_party(self):
        """Return the party to stamp on what is made now."""
        self.ensure_one()
        return {
            "party_team_id": self.reseller_team_id.id,
            "party_client_id": self.commercial_partner_id.id,
        }

    def _check_client_change(self, vals):
        """Check that no ticket goes to a client of another reseller, unless a manager
        gives it to that reseller with the client.

        :raises UserError: naming the ticket and both resellers
        """
        if not vals.get("partner_id"):
            return
        # sudo: the reseller of a client decides, no matter who may read it.
        partner = self.env["res.partner"].sudo().browse(vals["partner_id"])
        reseller = self._get_contact_team(partner)
        if not reseller:
            return
        manages = self.env.su or self.env.user.has_group(MANAGER_GROUP)
        for ticket in self.sudo():
            given = ticket.reseller_team_id.browse(
                (vals.get("reseller_team_id") if manages else None)
                or ticket.reseller_team_id.id
                or []
            )
            if ticket.pipeline == "escalation" and given and given != reseller:
                raise UserError(
                    _(
                        "%(ticket)s is of %(reseller)s, and %(client)s is a client of "
                        "another reseller, who would read it. Open a ticket of its own "
                        "for that client, or ask a helpdesk manager to change the "
                        "reseller with the client.",
                        ticket=ticket.number,
                        reseller=ticket.reseller_team_id.name,
                        client=partner.display_name,
                    )
                )

    def _plan_parties(self, plan):
        """Remember which tickets had no client or no reseller before.

        :param plan: WritePlan
        """
        if {"partner_id", "reseller_team_id"}.isdisjoint(plan.vals):
            return
        # sudo: whose it is decides, no matter who writes.
        plan.memo["parties"] = {t: t._get_party() for t in self.sudo()}

    def _settle_parties(self, plan):
        """Give a first party what was written before it came, and take what is planned
        off people who have the ticket no longer.

        :param plan: WritePlan
        """
        changed = {
            ticket: before
            for ticket, before in plan.memo.get("parties", {}).items()
            if before != ticket._get_party()
        }
        self.browse().concat(*changed)._note_clients()
        self.browse().concat(*changed)._drop_named_of_others()
        self.browse().concat(*changed)._drop_foreign_duplicates()
        for ticket, before in changed.items():
            fresh = {
                name: value
                for name, value in ticket._get_party().items()
                if adopts(before[name], value)
            }
            if fresh:
                ticket._get_stamped("mail.message", "model")._adopt(fresh)
                ticket._get_stamped("ir.attachment", "res_model")._adopt(fresh)
            if before["party_team_id"] and before["party_team_id"] != (
                ticket.reseller_team_id.id
            ):
                ticket._take_off_activities()

    def _get_stamped(self, model, model_field):
        # sudo: everything on the ticket, no matter who may read it.
        records = self.env[model].sudo()
        return records.search(
            [(model_field, "=", self._name), ("res_id", "=", self.id)]
        )

    def _take_off_activities(self):
        """Take off what is planned for people who may read the ticket no longer."""
        # sudo: activities are their owners' alone.
        activities = self.sudo().with_context(active_test=False).activity_ids
        activities.filtered(
            lambda activity: not self._is_read_by(activity.user_id)
        ).unlink()
