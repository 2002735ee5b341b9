from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.compat import check_rules
from odoo.addons.revo_helpdesk_stages.exceptions import TextMissing

from ..helpdesk_release import VENDOR

# Which release solves a case, and which one has.
_RELEASES = ("release_id", "solved_release_id")


class HelpdeskTicket(models.Model):
    """A case that waits for a release names it."""

    _inherit = "helpdesk.ticket"

    published_run_id = fields.Many2one(
        "helpdesk.release.run",
        compute="_compute_published_run_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        groups=VENDOR,
        help="The publication that put the case where it stands.",
    )

    @api.depends("stage_id")
    def _compute_published_run_id(self):
        """Forget the publication as soon as the case goes anywhere else."""
        self.published_run_id = False

    @api.constrains("release_id")
    def _check_release_of_waiting(self):
        waiting = self.filtered(lambda ticket: ticket.waiting_on == "release")
        waiting._hold_releases()
        unreleased = waiting._get_unreleased()
        if unreleased:
            raise ValidationError(unreleased._get_release_refusal())

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        # sudo: whoever opens a case need not read its release.
        releases = tickets.sudo().release_id | tickets.sudo().solved_release_id
        if releases:
            self._check_chooses_release(releases)
        return tickets

    def write(self, vals):
        """Take the release first, which a move in the same write may ask for.

        :raises UserError: where others than the vendor's people choose it
        :raises AccessError: where the user may not see it
        """
        named = [vals[name] for name in _RELEASES if name in vals]
        if named:
            releases = self.env["helpdesk.release"].browse(filter(None, named))
            self._check_chooses_release(releases)
        if "release_id" not in vals:
            return super().write(vals)
        if self._get_stage(vals).waiting_on == "release":
            super().write({"release_id": vals["release_id"]})
            vals = {name: vals[name] for name in vals if name != "release_id"}
        return super().write(vals)

    @api.model
    def _check_chooses_release(self, releases):
        if not self.env.su and not self.env.user._is_vendor():
            raise UserError(
                _(
                    "With which release a case is solved is for REVO to say. Write "
                    "them a message instead."
                )
            )
        # They may be another company's.
        check_rules(releases.with_env(self.env), "read")

    def _asks_for_more(self, stage):
        return super()._asks_for_more(stage) or bool(
            stage.waiting_on == "release" and self._get_unreleased()
        )

    def _check_texts_written(self, stage):
        result = super()._check_texts_written(stage)
        if stage.waiting_on == "release":
            self._hold_releases()
            unreleased = self._get_unreleased()
            if unreleased:
                raise TextMissing(
                    unreleased._get_release_refusal(),
                    self._get_move_wizard(stage),
                    _("Choose it now"),
                )
        return result

    def _get_unreleased(self):
        """Give those of these cases that may not wait for their release."""
        # sudo: the release decides, whoever moves the case.
        return self.filtered(
            lambda ticket: not ticket.sudo().release_id._takes_cases(self.env.user)
        )

    def _hold_releases(self):
        """Let nobody publish these cases' releases before this transaction ends.

        Whoever has begun to, wins: this transaction fails, and is tried again by Odoo.
        """
        # sudo: as above.
        ids = self.sudo().release_id.ids
        if ids:
            # SQL: the ORM knows no locks.
            self.env.cr.execute(
                SQL(
                    "SELECT id FROM helpdesk_release WHERE id IN %s "
                    "ORDER BY id FOR SHARE",
                    tuple(ids),
                ),
                # That somebody was faster is no error.
                log_exceptions=False,
            )

    def _get_release_refusal(self):
        lines = []
        # A loop: a generator has no self, from which "_" takes the user's language.
        for ticket in self:
            # sudo: as above.
            release = ticket.sudo().release_id
            if release:
                text = _(
                    "%(ticket)s cannot wait for %(release)s, which %(standing)s. "
                    "Choose a planned release.",
                    ticket=ticket.number,
                    release=release.display_name,
                    standing=release._get_standing(),
                )
            else:
                text = _(
                    "%s waits for no release yet. Choose the one that solves it.",
                    ticket.number,
                )
            lines.append(text)
        return "\n".join(lines)
