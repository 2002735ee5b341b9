from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.compat import check_rules
from odoo.addons.revo_helpdesk_stages.exceptions import TextMissing
from odoo.addons.revo_helpdesk_stages.models.context import EXAMPLES, says
from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE

# Which release solves a ticket, and which one has.
_RELEASES = ("release_id", "solved_release_id")


class HelpdeskTicket(models.Model):
    """A ticket that waits for a release names it."""

    _inherit = "helpdesk.ticket"

    published_run_id = fields.Many2one(
        "helpdesk.release.run",
        compute="_compute_published_run_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        groups=VENDOR_LINE,
        help="The publication that put the ticket where it stands.",
    )

    @api.depends("stage_id")
    def _compute_published_run_id(self):
        """Forget the publication as soon as the ticket goes anywhere else."""
        self.published_run_id = False

    @api.constrains("release_id")
    def _check_release_of_waiting(self):
        waiting = self.filtered(lambda ticket: ticket.waiting_on == "release")
        waiting._hold_releases()
        unreleased = waiting._get_unreleased()
        if unreleased:
            raise ValidationError(unreleased._get_release_refusal())

    @api.model
    def _check_chooses_release(self, vals_list):
        """Check that who names a release may see it: it may be another company's.

        :raises AccessError: where the user may not
        """
        named = [vals[name] for vals in vals_list for name in _RELEASES if name in vals]
        if not named or self.env.su:
            return
        releases = self.env["helpdesk.release"].browse(set(filter(None, named)))
        check_rules(releases, "read")

    def _asks_for_more(self, stage):
        return super()._asks_for_more(stage) or bool(
            stage.waiting_on == "release"
            and not says(self, EXAMPLES)
            and self._get_unreleased()
        )

    def _check_texts_written(self, stage, vals):
        """Check that what is to wait for a release names one that takes it."""
        result = super()._check_texts_written(stage, vals)
        # The releases of the examples come after their cases.
        if stage.waiting_on == "release" and not says(self, EXAMPLES):
            given = self._get_given_releases(vals)
            self._hold_releases(given)
            unreleased = self._get_unreleased(given)
            if unreleased:
                raise TextMissing(
                    unreleased._get_release_refusal(given),
                    self._get_move_wizard(stage),
                    _("Choose it now"),
                )
        return result

    def _get_given_releases(self, vals):
        """Return the release that each ticket has once these values are written.

        :return: ``{ticket: helpdesk.release}``, with sudo
        """
        # sudo: the release decides, no matter who moves the ticket.
        given = self.env["helpdesk.release"].sudo().browse(vals.get("release_id") or [])
        return {
            ticket: given if "release_id" in vals else ticket.release_id
            for ticket in self.sudo()
        }

    def _get_unreleased(self, given=None):
        """Return those of these tickets that may not wait for their release.

        :param dict given: ``{ticket: helpdesk.release}`` of what is being written
        """
        releases = given or self._get_given_releases({})
        return self.filtered(
            lambda ticket: not releases[ticket]._takes_tickets(self.env.user)
        )

    def _hold_releases(self, given=None):
        """Keep everybody from publishing these tickets' releases before this
        transaction ends.

        Who has begun to, wins: this transaction fails, and is tried again by Odoo.
        """
        releases = given or self._get_given_releases({})
        ids = [release.id for release in {*releases.values()} if release]
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

    def _get_release_refusal(self, given=None):
        releases = given or self._get_given_releases({})
        lines = []
        # A loop: a generator has no self, from which "_" takes the user's language.
        for ticket in self:
            release = releases[ticket]
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
