from odoo import fields, models

from ..helpdesk_ticket_team import GROUP_OF_TIER

# Odoo shows fields with this to nobody in the group.
_NOT_FOR_RESELLERS = "!revo_helpdesk_stages.group_reseller_user"


class HelpdeskTicket(models.Model):
    """What of a ticket goes round the rules in Odoo, and is led back under them."""

    _inherit = "helpdesk.ticket"

    # Odoo joins these without asking the rules of the other model: a search by the
    # content of a message would find what the searcher may not read.
    message_ids = fields.One2many(auto_join=False)
    website_message_ids = fields.One2many(auto_join=False)
    activity_ids = fields.One2many(auto_join=False)

    # Read as the superuser by default: the next activity may be the vendor's own.
    activity_type_id = fields.Many2one(related_sudo=False)
    activity_type_icon = fields.Char(related_sudo=False)
    activity_summary = fields.Char(related_sudo=False)

    stage_id = fields.Many2one(groups="base.group_user")
    user_id = fields.Many2one(groups="base.group_user")
    team_id = fields.Many2one(groups="base.group_user")

    # Where the vendor does the work is the vendor's.
    project_id = fields.Many2one(groups=_NOT_FOR_RESELLERS)
    task_id = fields.Many2one(groups=_NOT_FOR_RESELLERS)
    milestone_id = fields.Many2one(groups=_NOT_FOR_RESELLERS)

    def copy_data(self, default=None):
        """Copy what the user may read: Odoo would refuse the copy as a whole."""
        default = dict(default or {})
        if not self.env.su and self.env.user.has_group(GROUP_OF_TIER["reseller"]):
            default = {**dict.fromkeys(("project_id", "task_id", "milestone_id"), False), **default}
        return super().copy_data(default)
