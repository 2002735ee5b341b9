from odoo import api, fields, models

from ..groups import EMPLOYEES, GROUP_OF_TIER, WORKERS

# What 19.0 tells of other tickets and of how long one stands, which 17.0 does not know.
_LATER_FIELDS = {
    "duplicate_count",
    "duplicate_tracking_enabled",
    "is_rotting",
    "rotting_days",
}


class HelpdeskTicket(models.Model):
    """What of a ticket goes round the rules in Odoo, and is led back under them.

    A field says here who may read it, unless a client may.
    """

    _inherit = "helpdesk.ticket"

    # Odoo joins these without asking the rules of the other model: a search by the
    # content of a message would find what the searcher may not read.
    message_ids = fields.One2many(auto_join=False)
    website_message_ids = fields.One2many(auto_join=False)
    rating_ids = fields.One2many(auto_join=False)
    activity_ids = fields.One2many(auto_join=False)

    # Read as the superuser by default: the next activity may be the vendor's own.
    activity_type_id = fields.Many2one(related_sudo=False)
    activity_type_icon = fields.Char(related_sudo=False, groups=EMPLOYEES)
    activity_summary = fields.Char(related_sudo=False)
    activity_exception_decoration = fields.Selection(groups=EMPLOYEES)
    activity_exception_icon = fields.Char(groups=EMPLOYEES)

    # Where a ticket stands and who works on it.
    assignment_ids = fields.One2many(groups=WORKERS)
    assigned_date = fields.Datetime(groups=EMPLOYEES)
    attachment_ids = fields.One2many(groups=EMPLOYEES)
    can_escalate = fields.Boolean(groups=EMPLOYEES)
    channel_id = fields.Many2one(groups=EMPLOYEES)
    color = fields.Integer(groups=EMPLOYEES)
    create_uid = fields.Many2one(
        "res.users", readonly=True, copy=False, groups=EMPLOYEES
    )
    development_date = fields.Datetime(groups=EMPLOYEES)
    duration_tracking = fields.Json(groups=EMPLOYEES)
    email_cc = fields.Char("Also named in e-mails", groups=EMPLOYEES)
    escalated_date = fields.Datetime(groups=EMPLOYEES)
    kanban_state = fields.Selection(groups=EMPLOYEES)
    move_ids = fields.Many2many(groups=EMPLOYEES)
    phase = fields.Selection(groups=EMPLOYEES)
    pipeline = fields.Selection(groups=EMPLOYEES)
    # Else computed as the person who changes a ticket, a client included.
    properties = fields.Properties(groups=EMPLOYEES, compute_sudo=True)
    selectable_stage_ids = fields.Many2many(groups=EMPLOYEES)
    stage_id = fields.Many2one(groups=EMPLOYEES)
    stage_message_id = fields.Integer(groups=EMPLOYEES)
    tag_ids = fields.Many2many(groups=EMPLOYEES)
    team_id = fields.Many2one(groups=EMPLOYEES)
    tier = fields.Selection(groups=EMPLOYEES)
    unattended = fields.Boolean(groups=EMPLOYEES)
    user_id = fields.Many2one(groups=EMPLOYEES)
    user_ids = fields.Many2many(groups=EMPLOYEES)
    waiting_on = fields.Selection(groups=EMPLOYEES)
    waiting_since = fields.Datetime(groups=EMPLOYEES)
    write_uid = fields.Many2one(
        "res.users", readonly=True, copy=False, groups=EMPLOYEES
    )

    # Where the vendor does the work is the vendor's.
    project_id = fields.Many2one(groups=WORKERS)
    task_id = fields.Many2one(groups=WORKERS)
    milestone_id = fields.Many2one(groups=WORKERS)

    def _get_uncopied_fields(self):
        """Return the fields that the present user may not read or say, and so not copy:
        Odoo would refuse the copy as a whole.
        """
        writer = self._get_writer()
        closed = self._get_closed_fields(writer, is_new=True) if writer else set()
        if self.env.su or not self.env.user.has_group(GROUP_OF_TIER["reseller"]):
            return closed
        return closed | {n for n, f in self._fields.items() if f.groups == WORKERS}

    @api.model
    def _has_field_access(self, field, operation):
        """Keep clients from fields of 19.0 alone; 17.0 does not ask this."""
        if self.env.user.share and not self.env.su and field.name in _LATER_FIELDS:
            return False
        return super()._has_field_access(field, operation)
