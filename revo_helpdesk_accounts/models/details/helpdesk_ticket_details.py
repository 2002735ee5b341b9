from base64 import b64decode, b64encode
from mimetypes import guess_extension

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES
from odoo.addons.revo_helpdesk_stages.policies.searching import choose

from ...policies import details as policy
from ..selections import REPRODUCIBLE


class HelpdeskTicket(models.Model):
    """What a support request has to say from the start, and what of it is missing.

    Staff, the client's page and its e-mail use the names and explanations that these
    fields have.
    """

    _inherit = "helpdesk.ticket"

    steps = fields.Text(
        string="Steps that led to it",
        groups=EMPLOYEES,
        help="What was done, one step after the other, until it happened. Whoever can "
        "see the same need not ask.",
    )
    expected_result = fields.Text(
        string="What was expected",
        groups=EMPLOYEES,
        help="What should have happened instead.",
    )
    reproducible = fields.Selection(
        REPRODUCIBLE,
        string="Does it happen again?",
        groups=EMPLOYEES,
        help="Try it once more, please: what does not come back was often a slip.",
    )
    screenshot = fields.Binary(
        compute="_compute_screenshot",
        inverse="_inverse_screenshot",
        groups=EMPLOYEES,
        help="The whole screen, with the message that it shows.",
    )
    missing_details = fields.Char(
        string="Missing", compute="_compute_missing_details", groups=EMPLOYEES
    )
    missing_count = fields.Integer(compute="_compute_missing_details", groups=EMPLOYEES)
    is_incomplete = fields.Boolean(
        compute="_compute_missing_details",
        search="_search_is_incomplete",
        groups=EMPLOYEES,
    )

    def _compute_screenshot(self):
        """Show the newest picture that the client reads, too."""
        newest = {picture.res_id: picture for picture in self._get_pictures()}
        for ticket in self:
            picture = newest.get(ticket._origin.id)
            ticket.screenshot = picture and b64encode(picture.raw)

    def _inverse_screenshot(self):
        """Add a picture; those that are there stay."""
        given = self.filtered("screenshot")
        if (self - given)._get_pictures():
            raise UserError(
                _(
                    "A screenshot stays with its ticket. Choose another one and both "
                    "are there, or delete the file among the attachments."
                )
            )
        files = {ticket: b64decode(ticket.screenshot) for ticket in given}
        values = []
        for ticket, content in files.items():
            name = f"screenshot{guess_extension(guess_mimetype(content)) or ''}"
            self._check_pictures([(name, content)])
            values.append(
                {
                    "name": name,
                    "raw": content,
                    "res_model": self._name,
                    "res_id": ticket.id,
                    "audience": "client",
                }
            )
        # sudo: the server settles the readers of files. Like the description and its
        # images, the picture is for everybody who reads the ticket.
        self.env["ir.attachment"].sudo().create(values)

    @api.depends(
        "request_type",
        "reported_type",
        "closed",
        "description",
        "steps",
        "expected_result",
        "reproducible",
        "screenshot",
    )
    @api.depends_context("lang")
    def _compute_missing_details(self):
        labels = {asked["name"]: asked["label"] for asked in self._get_details_asked()}
        missing = self._get_missing_details()
        incomplete = self.filtered(missing.get)
        # At once: most of a board lacks nothing.
        complete = self - incomplete
        complete.missing_details = ""
        complete.missing_count = 0
        complete.is_incomplete = False
        incomplete.is_incomplete = True
        for ticket in incomplete:
            ticket.missing_details = ", ".join(labels[n] for n in missing[ticket])
            ticket.missing_count = len(missing[ticket])

    def _search_is_incomplete(self, operator, value):
        # sudo: only the condition; the rules of the person who searches come on top.
        found = self.sudo()._search(self._get_incomplete_domain())
        return choose(operator, value, [("id", "in", found)], [("id", "not in", found)])

    @api.model
    def _get_incomplete_domain(self):
        """Return what :meth:`_get_missing_details` tells as a domain."""
        pictured = self.env["ir.attachment"].sudo()._search(self._get_picture_domain())
        with_picture = pictured.subselect("ir_attachment.res_id")
        return [
            ("closed", "=", False),
            "|",
            ("request_type", "=", "support"),
            "&",
            ("request_type", "=", False),
            ("reported_type", "=", "support"),
            "|",
            ("steps", "in", [False, ""]),
            "|",
            ("expected_result", "in", [False, ""]),
            "|",
            ("reproducible", "=", False),
            "&",
            ("id", "not in", with_picture),
            ("description", "not like", "<img"),
        ]

    def _get_missing_details(self):
        """Return what each ticket lacks: what is no open support request lacks nothing.

        :return: ``{ticket: [name, …]}`` in the order in which it is asked for
        """
        asked = self.filtered(lambda t: t._is_support() and not t.closed)
        pictured = set(asked._get_pictures().mapped("res_id"))
        missing = {ticket: [] for ticket in self - asked}
        for ticket in asked:
            given = {name for name in policy.DETAILS[:-1] if ticket[name]}
            # One that was pasted into the description counts, too.
            if ticket._origin.id in pictured or "<img" in (ticket.description or ""):
                given.add("screenshot")
            missing[ticket] = policy.find_missing(True, given)
        return missing

    def _get_pictures(self):
        """Return the pictures of these tickets that their clients read, oldest
        first.
        """
        ids = self._origin.ids
        # sudo: of the files of the ticket those that each of its readers may read.
        files = self.env["ir.attachment"].sudo()
        if not ids:
            return files
        return files.search_fetch(
            [*self._get_picture_domain(), ("res_id", "in", ids)],
            ["res_id"],
            order="id",
        )

    @api.model
    def _get_picture_domain(self):
        return [
            ("res_model", "=", self._name),
            ("res_id", "!=", False),
            ("res_field", "=", False),
            ("audience", "=", "client"),
            ("mimetype", "=like", "image/%"),
        ]

    @api.model
    def _check_pictures(self, files):
        """Check that files are pictures, whatever they are called.

        :param files: list of ``(name, content)``
        :raises UserError: naming one that is none
        """
        for name, content in files:
            if not policy.is_picture(name, guess_mimetype(content)):
                raise UserError(
                    _(
                        "Screenshot: %s is no picture. Choose one of the kind PNG, "
                        "JPEG, GIF, WebP or BMP; files of other kinds go to the "
                        "attachments.",
                        name,
                    )
                )
