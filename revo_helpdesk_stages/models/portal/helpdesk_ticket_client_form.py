from odoo import _, api, models
from odoo.exceptions import UserError

from ...compat import offers_categories
from ...policies.form_input import MAX_LENGTH, to_id

# In characters. A title stands in lists and in the subject of e-mails.
_LENGTHS = {"subject": 250, "description": MAX_LENGTH}


class HelpdeskTicket(models.Model):
    """What a client fills in to open a ticket, from the portal or an app.

    To be called as the client: what it may choose and follow is what it may read.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _needs_client_team(self):
        """Return whether a client has to say which team its ticket is for: not where
        the line knows it.
        """
        # sudo: only whether the client has a reseller is asked.
        contact = self.env.user.partner_id.sudo()
        company = self.env.company
        defaults = self._get_default_teams([company])[company]
        known = self.sudo()._get_contact_team(contact) or defaults.leaves_no_choice()
        return not known

    @api.model
    def _get_client_teams(self):
        """Return the teams that a client may choose from: direct ones alone, as other
        resellers' names are nobody's business.

        :return: helpdesk.ticket.team recordset, with sudo
        """
        # sudo: the names of these teams are shown to every client.
        teams = self.env["helpdesk.ticket.team"].sudo()
        if not self.env.company.helpdesk_mgmt_portal_select_team:
            return teams
        return teams.search(
            [
                ("show_in_portal", "=", True),
                ("pipeline", "=", "direct"),
                ("company_id", "in", [False, self.env.company.id]),
            ]
        )

    @api.model
    def _get_client_categories(self):
        """Return the categories that a client may choose from.

        :return: helpdesk.ticket.category recordset
        """
        categories = self.env["helpdesk.ticket.category"]
        if not offers_categories(self.env.company):
            return categories
        return categories.search([("show_in_portal", "=", True)])

    @api.model
    def _get_client_lists(self):
        """Return the lists of the form, as :meth:`_check_client_form` asks for them.

        :return: ``{name: (label, records to choose from, bool)}``
        """
        # sudo: what the form asks for is told to every client.
        company = self.env.company.sudo()
        needs_team = company.helpdesk_mgmt_portal_team_id_required
        return {
            "category": (
                _("Category"),
                self._get_client_categories(),
                company.helpdesk_mgmt_portal_category_id_required,
            ),
            "team": (
                _("Team"),
                self._get_client_teams(),
                needs_team and self._needs_client_team(),
            ),
        }

    @api.model
    def _get_client_newest_id(self):
        """Return the id of the newest ticket that the present user has opened, 0 for
        none.
        """
        # sudo: its id alone, and it is the user's own. The rules cost more than it
        # takes to find it.
        newest = self.sudo().search(
            [
                (
                    "commercial_partner_id",
                    "=",
                    self.env.user.sudo().commercial_partner_id.id,
                ),
                ("create_uid", "=", self.env.uid),
            ],
            order="id desc",
            limit=1,
        )
        return newest.id or 0

    @api.model
    def _find_client_followed(self, ticket_id):
        """Return the closed ticket of the client's that a new one is to follow.

        :param ticket_id: what the form or the call says, of any kind
        :return: the ticket with sudo, empty where there is none
        """
        known_id = to_id(ticket_id)
        domain = [("id", "=", known_id), ("closed_date", "!=", False)]
        found = self.search(domain) if known_id else self.browse()
        # sudo: what of it goes into the form is the client's own.
        return found.sudo()

    @api.model
    def _check_client_form(self, values, lists):
        """Check what a client has filled in.

        :param dict values: ``subject``, ``description`` and one for each list, as texts
        :param dict lists: ``{name: (label, records to choose from, bool)}``, the last
            one for what has to be chosen
        :raises UserError: naming what is missing, too long or cannot be chosen
        """
        texts = {"subject": _("Subject"), "description": _("Description")}
        asked = dict(texts)
        for name, (label, offered, is_required) in lists.items():
            if offered and is_required:
                asked[name] = label
        missing = [label for name, label in asked.items() if not values[name]]
        if missing:
            raise UserError(
                _("Please fill in: %s. Then send the ticket.", ", ".join(missing))
            )
        for name, label in texts.items():
            self._check_length(label, values[name], _LENGTHS[name])
        for name, (_label, offered, _is_required) in lists.items():
            ids = offered.ids if offered else []
            if values[name] and to_id(values[name]) not in ids:
                raise UserError(
                    _(
                        "What was chosen cannot be chosen any more. Choose again from "
                        "the list, and send the ticket."
                    )
                )

    @api.model
    def _check_length(self, label, text, most=MAX_LENGTH):
        """Check that a text can be read.

        :param str label: what the text is called
        :param int most: characters
        :raises UserError: for a longer one
        """
        if len(text) > most:
            raise UserError(
                _(
                    "“%(label)s” is too long: %(length)s characters, and %(most)s can "
                    "be read. Say it in short, and attach the rest as a file.",
                    label=label,
                    length=len(text),
                    most=most,
                )
            )

    @api.model
    def _prepare_client_ticket(self, vals, followed):
        """Return the values of a new ticket: its stage is left to the line, and
        what follows a ticket of a direct team goes to that team.

        :param dict vals: what the form says, as values
        :param followed: helpdesk.ticket, empty for none
        """
        vals = dict(vals)
        if followed:
            vals["follows_id"] = followed.id
            if followed.pipeline == "direct" and not vals.get("team_id"):
                vals["team_id"] = followed.team_id.id
                vals["stage_id"] = followed.team_id._get_applicable_stages()[:1].id
        if self._get_stage(vals).pipeline == "escalation":
            del vals["stage_id"]
        return vals
