from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...compat import check_rules


class HelpdeskAbsence(models.Model):
    """A leave of somebody who works in a team, for who leads it.

    Odoo shows leaves to the person alone, and lets nobody else enter them. Those of
    Time Off are shown, and changed there.
    """

    _name = "helpdesk.absence"
    _description = "Absence of a Member"
    _auto = False
    _order = "date_from, id"
    _rec_name = "user_id"
    _depends = {
        "resource.calendar.leaves": [
            "date_from",
            "date_to",
            "resource_id",
            "time_type",
        ],
        "resource.resource": ["user_id"],
    }

    user_id = fields.Many2one("res.users", string="Who is away", readonly=True)
    date_from = fields.Datetime(string="From", readonly=True)
    date_to = fields.Datetime(string="Until", readonly=True)
    is_time_off = fields.Boolean(
        string="Time Off",
        compute="_compute_is_time_off",
        help="It is entered and changed in Time Off.",
    )

    is_kept = fields.Boolean(
        compute="_compute_is_kept",
        search="_search_is_kept",
        help="The present user leads a team of this person.",
    )

    @property
    def _table_query(self):
        return SQL(
            """(
            SELECT leave.id, resource.user_id, leave.date_from, leave.date_to
              FROM resource_calendar_leaves leave
              JOIN resource_resource resource ON resource.id = leave.resource_id
             WHERE resource.user_id IS NOT NULL AND leave.time_type = 'leave'
            )"""
        )

    def _compute_is_time_off(self):
        for absence in self:
            absence.is_time_off = absence._get_leave()._is_time_off()

    @api.depends_context("uid")
    def _compute_is_kept(self):
        kept = self._get_kept_members()
        for absence in self:
            absence.is_kept = absence.user_id in kept

    @api.model
    def _search_is_kept(self, operator, value):
        if operator not in ("=", "in") or not value:
            raise NotImplementedError
        return [("user_id", "in", self._get_kept_members().ids)]

    @api.model
    def _get_kept_members(self):
        """Return whose absences the present user enters and removes as a leader."""
        # sudo: the rules ask for it, and decide who may read what.
        teams = self.env["helpdesk.ticket.team"].sudo()
        led = teams.search([("user_id", "=", self.env.uid)])
        return self.env["res.users"].union(*(t._get_kept_members() for t in led))

    def _get_leave(self):
        # sudo: who may see the absence sees as much of the leave.
        return self.env["resource.calendar.leaves"].sudo().browse(self.ids)

    def action_remove(self):
        """Remove absences: who was to be away is there.

        :raises AccessError: for somebody else's people
        :raises UserError: for one that is entered in Time Off
        """
        check_rules(self, "read")
        if any(self.mapped("is_time_off")):
            raise UserError(
                _("This absence was entered in Time Off. Change or refuse it there.")
            )
        # sudo: the rules have said whose absences the present user keeps.
        self._get_leave().unlink()
        self.invalidate_model()
        self.env["helpdesk.ticket.team"].invalidate_model(["absence_ids"])
        return True
