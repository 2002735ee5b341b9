from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...policies.answers import find_unknown

TICKET = "helpdesk.ticket"


class MailShortcode(models.Model):
    """Odoo's canned answers, for tickets: of one team or of all the vendor's people, in
    one language or in all.

    A reseller's are its team's own. Who is in the team changes them.
    """

    _inherit = "mail.shortcode"
    # The same on both series.
    _description = "Canned Response"
    _rec_name = "source"

    helpdesk_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Team",
        index="btree_not_null",
        ondelete="cascade",
        default=lambda self: self._get_default_team(),
        domain=lambda self: self._get_team_domain(),
        help="Whose answer it is: its people read and change it, and nobody else does. "
        "Without one it is of all the vendor's people.",
    )
    helpdesk_lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        help="It is offered where who will read it has this language. Without one it "
        "is offered for all languages in which there is none of the same shortcut.",
    )
    helpdesk_places = fields.Text(
        string="What is filled in",
        compute="_compute_helpdesk_places",
        help="Written in braces, each is filled in with what the ticket says.",
    )

    # Of a new one nothing is shown that depends on nothing.
    @api.depends("helpdesk_team_id")
    @api.depends_context("lang")
    def _compute_helpdesk_places(self):
        names = self.env[TICKET]._get_answer_names()
        lines = [f"{{{name}}}  {label}" for name, label in names.items()]
        self.helpdesk_places = "\n".join(lines)

    @api.constrains("substitution", "helpdesk_team_id")
    def _check_places(self):
        known = self.env[TICKET]._get_answer_names()
        for answer in self.filtered("helpdesk_team_id"):
            unknown = find_unknown(answer.substitution, known)
            if unknown:
                raise ValidationError(
                    _(
                        "Nothing can be filled in for: %(unknown)s. Write one of these "
                        "instead: %(known)s.",
                        unknown=", ".join(f"{{{name}}}" for name in unknown),
                        known=", ".join(f"{{{name}}}" for name in known),
                    )
                )

    @api.constrains("helpdesk_team_id")
    def _check_given(self):
        """Check that nobody gives an answer to others: before a change the rules look
        at whose it was.

        :raises AccessError: for an answer that is of others by now
        """
        if self.env.uid == SUPERUSER_ID or self.env.user._is_system():
            # Who administers the database loads the examples of all teams.
            return
        # As the user: 19.0 runs constraints as the superuser.
        answers = self.sudo(False)
        if answers.search_count([("id", "in", self.ids)]) < len(self):
            raise AccessError(
                _("This answer would be of others. Choose one of your own teams.")
            )

    @api.model
    def _get_own_teams(self):
        # sudo: the user's own teams, of which not everybody reads the list of people.
        return self.env.user.sudo().helpdesk_team_ids

    @api.model
    def _get_default_team(self):
        """Propose the own team to a reseller, who has no others."""
        own = self.env.user._is_reseller_only() and self._get_own_teams()[:1]
        return own and own.id

    @api.model
    def _get_team_domain(self):
        if self.env.user._is_reseller_only():
            return [("id", "in", self._get_own_teams().ids)]
        return [
            "|",
            ("tier", "!=", "reseller"),
            ("id", "in", self._get_own_teams().ids),
        ]

    def _broadcast(self, **kwargs):
        """Tell no browser of what a team writes, as 19.0 does: who has left the team
        would be told as well. The composer asks when it needs them.
        """
        others = self.filtered(lambda answer: not answer.helpdesk_team_id)
        return super(MailShortcode, others)._broadcast(**kwargs)
