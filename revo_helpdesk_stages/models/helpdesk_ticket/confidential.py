from odoo import api, fields, models

from ..helpdesk_ticket_team import GROUP_OF_TIER

_EMPLOYEES = "base.group_user"
_VENDOR = "helpdesk_mgmt.group_helpdesk_user_team,project.group_project_user"

# What 19.0 tells of other tickets and of how long one stands, which 17.0 does not know.
_LATER_FIELDS = {
    "duplicate_count",
    "duplicate_id",
    "duplicate_ids",
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
    activity_type_icon = fields.Char(related_sudo=False, groups=_EMPLOYEES)
    activity_summary = fields.Char(related_sudo=False)
    activity_exception_decoration = fields.Selection(groups=_EMPLOYEES)
    activity_exception_icon = fields.Char(groups=_EMPLOYEES)

    # Where a ticket stands and who works on it.
    assignment_ids = fields.One2many(groups=_VENDOR)
    assigned_date = fields.Datetime(groups=_EMPLOYEES)
    attachment_ids = fields.One2many(groups=_EMPLOYEES)
    can_escalate = fields.Boolean(groups=_EMPLOYEES)
    channel_id = fields.Many2one(groups=_EMPLOYEES)
    color = fields.Integer(groups=_EMPLOYEES)
    create_uid = fields.Many2one(
        "res.users", readonly=True, copy=False, groups=_EMPLOYEES
    )
    development_date = fields.Datetime(groups=_EMPLOYEES)
    duration_tracking = fields.Json(groups=_EMPLOYEES)
    email_cc = fields.Char(groups=_EMPLOYEES)
    escalated_date = fields.Datetime(groups=_EMPLOYEES)
    kanban_state = fields.Selection(groups=_EMPLOYEES)
    move_ids = fields.Many2many(groups=_EMPLOYEES)
    phase = fields.Selection(groups=_EMPLOYEES)
    pipeline = fields.Selection(groups=_EMPLOYEES)
    # Else computed as whoever changes a ticket, a client included.
    properties = fields.Properties(groups=_EMPLOYEES, compute_sudo=True)
    selectable_stage_ids = fields.Many2many(groups=_EMPLOYEES)
    stage_id = fields.Many2one(groups=_EMPLOYEES)
    stage_message_id = fields.Integer(groups=_EMPLOYEES)
    tag_ids = fields.Many2many(groups=_EMPLOYEES)
    team_id = fields.Many2one(groups=_EMPLOYEES)
    tier = fields.Selection(groups=_EMPLOYEES)
    unattended = fields.Boolean(groups=_EMPLOYEES)
    user_id = fields.Many2one(groups=_EMPLOYEES)
    user_ids = fields.Many2many(groups=_EMPLOYEES)
    waiting_on = fields.Selection(groups=_EMPLOYEES)
    waiting_since = fields.Datetime(groups=_EMPLOYEES)
    write_uid = fields.Many2one(
        "res.users", readonly=True, copy=False, groups=_EMPLOYEES
    )

    # Where the vendor does the work is the vendor's.
    project_id = fields.Many2one(groups=_VENDOR)
    task_id = fields.Many2one(groups=_VENDOR)
    milestone_id = fields.Many2one(groups=_VENDOR)

    def copy_data(self, default=None):
        """Copy what the user may read: Odoo would refuse the copy as a whole."""
        if self.env.su or not self.env.user.has_group(GROUP_OF_TIER["reseller"]):
            return super().copy_data(default)
        hidden = {n: False for n, f in self._fields.items() if f.groups == _VENDOR}
        copies = super().copy_data({**hidden, **(default or {})})
        return [
            {name: value for name, value in values.items() if name not in hidden}
            for values in copies
        ]

    @api.model
    def _has_field_access(self, field, operation):
        """Keep clients from fields of 19.0 alone; 17.0 does not ask this."""
        if self.env.user.share and not self.env.su and field.name in _LATER_FIELDS:
            return False
        return super()._has_field_access(field, operation)
