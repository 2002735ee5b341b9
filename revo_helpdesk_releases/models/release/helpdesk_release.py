from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.revo_helpdesk_stages.compat import check_access
from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE

from ..selections import RELEASE_STATES

# Resellers read the version and its date, and nothing that the vendor notes on it.


class HelpdeskRelease(models.Model):
    """A version of a product, and the tickets that it solves."""

    _name = "helpdesk.release"
    _description = "Release"
    _order = "date_planned desc, id desc"

    name = fields.Char(string="Version", required=True, index=True)
    product_id = fields.Many2one(
        "helpdesk.product",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["helpdesk.product"].search([], limit=1),
    )
    date_planned = fields.Date(string="Planned for", required=True)
    is_hotfix = fields.Boolean(
        string="Hotfix", help="It cannot wait, and may be published on any day."
    )
    hotfix_reason = fields.Char(
        string="Why it cannot wait",
        groups=VENDOR_LINE,
        help="A hotfix is published on days on which nobody may be there if something "
        "goes wrong: say why that is better than to wait.",
    )
    state = fields.Selection(
        RELEASE_STATES, required=True, default="planned", readonly=True, copy=False
    )
    published_date = fields.Datetime(string="Published on", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        help="Whose working days decide when versions are published.",
    )
    note = fields.Html(string="Notes", groups=VENDOR_LINE)
    # For a reseller the count and its button do: a search by the ids of tickets would
    # tell of others'.
    ticket_ids = fields.One2many(
        "helpdesk.ticket", "release_id", string="Tickets", groups=VENDOR_LINE
    )
    ticket_count = fields.Integer(
        string="Number of tickets", compute="_compute_ticket_count"
    )

    def init(self):
        """Keep two people from saving the same version at once.

        SQL: a constraint in Python does not see what another transaction does, and the
        ORM knows no index of small letters.
        """
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS helpdesk_release_version_idx
                ON helpdesk_release (lower(name), product_id)
            """
        )

    @api.depends("ticket_ids")
    @api.depends_context("uid")
    def _compute_ticket_count(self):
        """Count the tickets that the user may see: a reseller's are its own."""
        counts = dict(
            self.env["helpdesk.ticket"]._read_group(
                [("release_id", "in", self.ids)], ["release_id"], ["__count"]
            )
        )
        for release in self:
            release.ticket_count = counts.get(release._origin, 0)

    @api.depends("name", "product_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for release in self:
            release.display_name = self._get_title(release.name, release.product_id)

    @api.constrains("name")
    def _check_version(self):
        for release in self:
            if not release.name.strip():
                raise ValidationError(
                    _("The release has no version. Write its number, such as 3.42.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Name which version is there already, instead of an error of the database."""
        # Who may not plan is told that, and not which versions there are.
        check_access(self, "create")
        for vals in vals_list:
            self._check_state_kept(vals)
            self._check_date_ahead(vals)
        vals_list = [self._trim_version(vals) for vals in vals_list]
        default = self.default_get(["product_id"])
        self._check_versions_new(
            [
                (vals.get("name"), {**default, **vals}.get("product_id"))
                for vals in vals_list
            ]
        )
        return super().create(vals_list)

    def write(self, vals):
        self._check_state_kept(vals)
        if "date_planned" in vals and not self.env.su:
            self._check_date_open()
            self._check_date_ahead(vals)
        vals = self._trim_version(vals)
        if vals.keys() & {"name", "product_id"}:
            # Who may not plan is told that, and not which versions there are.
            check_access(self, "write")
            self._check_versions_new(
                [
                    (
                        vals.get("name", release.name),
                        vals.get("product_id", release.product_id.id),
                    )
                    for release in self
                ]
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_tickets(self):
        # sudo: tickets that the user may not see need their release as well.
        for release in self.sudo().with_context(active_test=False):
            if release.ticket_ids:
                raise UserError(
                    _(
                        "Release %s has tickets. Give them another release first, or "
                        "withdraw it instead.",
                        release.display_name,
                    )
                )

    def action_open_tickets(self):
        """Open the tickets of the release."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Tickets of %s", self.display_name),
            "res_model": "helpdesk.ticket",
            "view_mode": "tree,kanban,form",
            "domain": [("release_id", "=", self.id)],
            "context": {"create": False},
        }

    def _check_versions_new(self, versions):
        """A version is known by its number: the tracker and mails name nothing else.

        :param list versions: name and product's id that each release is to have
        :raises ValidationError: where another one of them, or one besides, has these
        """
        seen = set()
        for name, product in versions:
            # sudo: a version that the user may not see exists all the same.
            if (name and (name.lower(), product) in seen) or self.sudo().search_count(
                [
                    ("id", "not in", self.ids),
                    ("name", "=ilike", self._escape(name or "")),
                    ("product_id", "=", product),
                ],
                limit=1,
            ):
                raise ValidationError(
                    _(
                        "There is already a release %s. Open that one, or give this "
                        "one another version.",
                        self._get_title(
                            name, self.env["helpdesk.product"].browse(product or [])
                        ),
                    )
                )
            seen.add(((name or "").lower(), product))

    @api.model
    def _get_title(self, name, product):
        # sudo: what a version is called, to whoever is told of it.
        return f"{name or ''} ({product.sudo().name or ''})"

    @api.model
    def _escape(self, name):
        """Return a version as ``ilike`` compares it, without wildcards."""
        name = name.replace("\\", "\\\\")
        return name.replace("%", "\\%").replace("_", "\\_")

    @api.model
    def _trim_version(self, vals):
        """Return values without the blanks around a version that was copied."""
        if isinstance(vals.get("name"), str):
            return {**vals, "name": vals["name"].strip()}
        return vals
