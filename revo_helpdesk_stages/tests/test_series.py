"""A database of the addon for 17.0, upgraded to 19.0, keeps what is in it.

Odoo upgrades its own models, and OCA theirs. What is ours needs no script as long as it
is stored alike: this table holds for both series, as its test runs on both. A change of
it needs a script in `migrations/` that takes the data along.
"""

from .common import SupportLineCase

LINE = {
    "pipeline": "varchar",
    "tier": "varchar",
    "phase": "varchar",
    "waiting_on": "varchar",
}
PARTY = {"party_team_id": "int4", "party_client_id": "int4"}
COLUMNS = {
    "account_analytic_line": {"ticket_id": "int4", "author_initials": "varchar"},
    "helpdesk_check": {
        "active": "bool",
        "is_required": "bool",
        "name": "jsonb",
        "sequence": "int4",
    },
    "helpdesk_integrator": {
        "active": "bool",
        "answer_hours": "float8",
        "email": "varchar",
        "name": "varchar",
        "partner_id": "int4",
        "team_id": "int4",
    },
    "helpdesk_integrator_request": {
        "answer_date": "timestamp",
        "answer_until": "timestamp",
        "asked_date": "timestamp",
        "integrator_id": "int4",
        "is_undelivered": "bool",
        "mark": "varchar",
        "next_date": "date",
        "reference": "varchar",
        "remind_date": "timestamp",
        "reminded_for": "date",
        "state": "varchar",
        "team_id": "int4",
        "ticket_id": "int4",
    },
    "helpdesk_ticket_escalation": {
        "accepted": "float8",
        "category_id": "int4",
        "contest": "text",
        "contest_date": "timestamp",
        "contest_user_id": "int4",
        "date": "timestamp",
        "message_id": "int4",
        "party_team_id": "int4",
        "ticket_id": "int4",
        "user_id": "int4",
        "verdict": "varchar",
        "verdict_date": "timestamp",
        "verdict_user_id": "int4",
    },
    "helpdesk_ticket": {
        **LINE,
        "waiting_since": "timestamp",
        "origin": "varchar",
        "reseller_team_id": "int4",
        "escalated_date": "timestamp",
        "development_date": "timestamp",
        "stage_message_id": "int4",
        "client_status": "varchar",
        "client_rank": "int4",
        "last_contact_date": "timestamp",
        "last_action_date": "timestamp",
        "last_reminder_date": "timestamp",
        "last_alert_date": "timestamp",
        "alert_date": "timestamp",
        "answer_since": "timestamp",
        "contact_deadline": "timestamp",
        "answer_deadline": "timestamp",
        "reminder_date": "timestamp",
        "first_answer_date": "timestamp",
        "first_answer_deadline": "timestamp",
        "first_answer_working_hours": "float8",
        "bounce_count": "int4",
        "handoff_count": "int4",
        "reminder_count": "int4",
        "reopening_count": "int4",
        "resolution_working_hours": "float8",
        "resolved_by_id": "int4",
        "resolved_date": "timestamp",
        "solved_by_id": "int4",
        "closed_by_id": "int4",
        "close_method": "varchar",
        "auto_close_date": "timestamp",
        "follows_id": "int4",
        "nudge_date": "timestamp",
        "awaits_acknowledgement": "bool",
        "imported_date": "timestamp",
        "is_undelivered": "bool",
        "waits_for_member": "bool",
        "wait_until": "date",
        "wait_end": "timestamp",
        "wait_over_date": "timestamp",
        "wait_message_id": "int4",
        "duplicate_of_id": "int4",
        "has_duplicates": "bool",
        "effort_state": "varchar",
        "effort_asked_date": "timestamp",
        "has_integrators": "bool",
        "agreed_deadline": "timestamp",
        "integrator_id": "int4",
    },
    "helpdesk_ticket_assignment": {
        "ticket_id": "int4",
        "team_id": "int4",
        "user_id": "int4",
        "method": "varchar",
        "date": "timestamp",
        "round_number": "int4",
    },
    "helpdesk_ticket_stay": {
        **PARTY,
        "ticket_id": "int4",
        "stage_id": "int4",
        "tier": "varchar",
        "waiting_on": "varchar",
        "team_id": "int4",
        "user_id": "int4",
        "date_start": "timestamp",
        "date_end": "timestamp",
        "hours": "float8",
        "working_hours": "float8",
        "wait_count": "int4",
        "agreed_deadline": "timestamp",
        "integrator_id": "int4",
        "entered_date": "timestamp",
    },
    "helpdesk_ticket_stage": {**LINE, "code": "varchar"},
    "helpdesk_ticket_stage_transition": {
        "sequence": "int4",
        "active": "bool",
        "from_stage_id": "int4",
        "to_stage_id": "int4",
        "actor": "varchar",
        "condition": "varchar",
        "requires": "varchar",
        "audience": "varchar",
        # Translated.
        "name": "jsonb",
        "is_usual": "bool",
        "server_action_id": "int4",
    },
    "helpdesk_ticket_team": {
        "pipeline": "varchar",
        "tier": "varchar",
        "partner_id": "int4",
        "support_team_id": "int4",
        "development_team_id": "int4",
        "email_answers": "varchar",
        "mail_sender": "varchar",
        "asks_by_mail": "bool",
        "resource_calendar_id": "int4",
        "contact_hours": "float8",
        "answer_hours": "float8",
        "reminder_days": "int4",
        "close_days": "int4",
        "acknowledges": "bool",
        "assignment_method": "varchar",
        "task_creation": "varchar",
        "effort_share": "int4",
        "solve_hours": "float8",
        "take_hours": "float8",
        "confirm_hours": "float8",
    },
    "hr_employee": {"timesheet_initials": "varchar"},
    "ir_attachment": {"audience": "varchar", **PARTY},
    "mail_activity": {"unsent_since": "timestamp"},
    "mail_shortcode": {"helpdesk_lang": "varchar", "helpdesk_team_id": "int4"},
    "mail_message": {
        "audience": "varchar",
        "author_tier": "varchar",
        "requirement": "varchar",
        "undelivered": "varchar",
        **PARTY,
    },
    "res_company": {
        "helpdesk_default_reseller_team_id": "int4",
        "helpdesk_default_support_team_id": "int4",
        "helpdesk_default_development_team_id": "int4",
        "helpdesk_support_serves_clients": "bool",
        "helpdesk_started": "bool",
    },
    "res_partner": {
        "is_helpdesk_client": "bool",
        "reseller_team_id": "int4",
        "ticket_access": "varchar",
    },
    "res_users": {
        "helpdesk_invited_date": "timestamp",
        "helpdesk_invitation_error": "varchar",
    },
}
BOOKKEEPING = {"id", "create_uid", "create_date", "write_uid", "write_date"}


class TestSeries(SupportLineCase):
    def test_each_column_is_stored_alike_in_every_series(self):
        for table, columns in COLUMNS.items():
            self.env.cr.execute(
                """
                SELECT column_name, udt_name
                  FROM information_schema.columns
                 WHERE table_name = %s AND column_name IN %s
                """,
                (table, tuple(columns)),
            )
            self.assertEqual(dict(self.env.cr.fetchall()), columns, table)

    def test_no_column_of_ours_is_forgotten(self):
        """A new stored field belongs to the table above."""
        fields = self.env["ir.model.fields"].search(
            [("store", "=", True), ("ttype", "not in", ("one2many", "many2many"))]
        )
        ours = {
            (self.env[field.model]._table, field.name)
            for field in fields
            if field.modules == "revo_helpdesk_stages"
            and field.model in self.env
            and not self.env[field.model]._transient
            and not self.env[field.model]._abstract
            and self.env[field.model]._auto
            and field.name not in BOOKKEEPING
            and self.env[field.model]._fields[field.name].column_type
        }
        expected = {(t, name) for t, columns in COLUMNS.items() for name in columns}
        self.assertEqual(ours, expected)

    def test_stages_are_known_by_the_same_codes_and_names(self):
        for code, stage in self.stage.items():
            self.assertEqual(stage.code, code)
            self.assertEqual(
                stage.get_external_id()[stage.id],
                f"revo_helpdesk_stages.helpdesk_ticket_stage_{code}",
            )

    def test_an_update_leaves_to_administrators_what_they_edit(self):
        """Stages and moves that were changed are not loaded again."""
        records = self.env["ir.model.data"].search(
            [
                ("module", "=", "revo_helpdesk_stages"),
                (
                    "model",
                    "in",
                    ("helpdesk.ticket.stage", "helpdesk.ticket.stage.transition"),
                ),
            ]
        )
        self.assertEqual(len(records), 12 + 38)
        self.assertEqual(set(records.mapped("noupdate")), {True})
