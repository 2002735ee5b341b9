from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import TransactionRollbackError

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.revo_helpdesk_stages.compat import may_access
from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ...policies import turns as policy
from ..selections import ACCOUNT_KINDS


class ResPartner(models.Model):
    """How many tickets of a client company may be in progress at a time."""

    _inherit = "res.partner"

    account_kind = fields.Selection(
        ACCOUNT_KINDS,
        string="Account",
        required=True,
        default="general",
        tracking=True,
        groups=EMPLOYEES,
        help="General: one support ticket and one change in progress at a time. "
        "Special: one support ticket, and as many changes as agreed.",
    )
    agreed_changes = fields.Integer(
        string="Changes at a time",
        default=1,
        tracking=True,
        groups=EMPLOYEES,
        help="How many changes may be in progress at a time, as agreed with a special "
        "account.",
    )
    # Written by each start, so that no two transactions start in one account at a time.
    last_start_date = fields.Datetime(readonly=True, copy=False, groups=EMPLOYEES)

    @api.constrains("account_kind", "agreed_changes")
    def _check_agreed_changes(self):
        for account in self:
            if account.account_kind == "special" and account.agreed_changes < 1:
                raise ValidationError(
                    _(
                        "%(changes)s changes at a time cannot be agreed with "
                        "%(account)s: enter 1 or more, or make it a general account.",
                        changes=account.agreed_changes,
                        account=account.display_name,
                    )
                )

    @api.onchange("account_kind", "agreed_changes")
    def _onchange_agreed_changes(self):
        """Say what goes on all the same, where fewer changes are agreed than run."""
        account = self._origin.commercial_partner_id
        if not account or not may_access(self, "write"):
            return None
        limit = self._get_turn_limit("change")
        tickets = self.env["helpdesk.ticket"]
        # sudo: all tickets of an account count, no matter who sees them.
        running = tickets.sudo().search(
            [
                ("commercial_partner_id", "=", account.id),
                ("request_type", "=", "change"),
                ("turn", "=", "in_progress"),
            ]
        )
        if len(running) <= limit:
            return None
        seen = tickets.search([("id", "in", running.ids)])
        return {
            "warning": {
                "title": _("More changes are in progress"),
                "message": _(
                    "%(count)s changes of %(account)s are in progress: %(numbers)s. "
                    "They go on; no other one starts before fewer than %(limit)s are.",
                    count=len(running),
                    account=account.display_name,
                    numbers=", ".join(seen.mapped("number")) or _("of others"),
                    limit=limit,
                ),
            }
        }

    def action_open_queue(self):
        """Open what of this company is in progress and what comes next."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_accounts.helpdesk_ticket_action_queue"
        )
        account = self.commercial_partner_id
        # Not grouped, as Odoo lets nobody drag in a list with groups.
        action["context"] = {}
        action["domain"] = [
            ("turn", "!=", False),
            ("commercial_partner_id", "=", account.id),
        ]
        return action

    def _get_turn_limit(self, request_type):
        """Return how many tickets of a type may be in progress at a time."""
        self.ensure_one()
        return policy.limit(self.account_kind, self.agreed_changes, request_type)

    def _lock_starts(self, wait):
        """Lock, so that one transaction at a time may start tickets of these accounts.

        A change of the row, as a mere lock would not be seen by who began before this
        transaction ended: it would count what was there then. So it fails instead, and
        Odoo repeats what somebody asked for, with what is there now.

        :param bool wait: fail so; else, where somebody is quicker, say so
        :return: whether they are locked
        """
        if not wait:
            try:
                with self.env.cr.savepoint():
                    return self._lock_starts(wait=True)
            except (LockNotAvailable, TransactionRollbackError):
                return False
        # SQL: the ORM knows no order of locks. In the order of their ids: of two that
        # lock the same accounts, none waits for the other for ever.
        self.env.cr.execute(
            """
            WITH account AS (
                SELECT id FROM res_partner WHERE id IN %s
                 ORDER BY id FOR NO KEY UPDATE
            )
            UPDATE res_partner
               SET last_start_date = now() AT TIME ZONE 'UTC'
              FROM account
             WHERE res_partner.id = account.id
            """,
            [tuple(self.ids)],
            # Who was quicker is no error.
            log_exceptions=False,
        )
        self.invalidate_recordset(["last_start_date"])
        return True
