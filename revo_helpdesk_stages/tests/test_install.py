"""Installing on a database that has tickets already, and leaving it again.

In a copy of the database and in processes of their own, as an administrator does it.
"""

import json
import os
import shutil
import subprocess
import sys

import psycopg2.extensions
import psycopg2.sql

import odoo
from odoo.tests import BaseCase, get_db_name, tagged

from .compat import config_file

MODULE = "revo_helpdesk_stages"

# What all scripts share: the stages by the columns that helpdesk_mgmt itself has.
PREPARE = """
from psycopg2.extras import Json

def columns(model):
    return sorted(
        field.name
        for field in env["ir.model.fields"].search(
            [("model", "=", model), ("store", "=", True), ("ttype", "!=", "many2many"),
             ("ttype", "!=", "one2many")]
        )
        if "revo_helpdesk_stages" not in field.modules.split(", ")
    )

def plain_stages():
    env.cr.execute("SELECT to_jsonb(s) FROM helpdesk_ticket_stage s ORDER BY id")
    names = set(columns("helpdesk.ticket.stage")) - {"write_date", "write_uid"}
    return [
        {name: value for name, value in row.items() if name in names}
        for (row,) in env.cr.fetchall()
    ]
"""

FILL_THE_LINE = """
stages = env["helpdesk.ticket.stage"].search([("pipeline", "=", "escalation")])
tickets = env["helpdesk.ticket"].create(
    [{"name": stage.code, "description": "<p>x</p>"} for stage in stages]
)
env.flush_all()
for ticket, stage in zip(tickets, stages):
    # SQL: the way there does not matter here.
    env.cr.execute(
        "UPDATE helpdesk_ticket SET stage_id = %s, pipeline = %s, phase = %s,"
        " tier = %s WHERE id = %s",
        (stage.id, stage.pipeline, stage.phase, stage.tier, ticket.id),
    )
env.cr.execute(
    "UPDATE helpdesk_ticket SET active = false WHERE id = %s", tickets[-1].ids
)
env.invalidate_all()
answer = {
    "tickets": {ticket.name: ticket.id for ticket in tickets},
    "ours": stages.ids,
    "stages": [row for row in plain_stages() if row["id"] not in stages.ids],
}
env["ir.module.module"].search(
    [("name", "=", "revo_helpdesk_stages")]
).button_immediate_uninstall()
"""

LOOK_AND_REFILL = """
tickets = env["helpdesk.ticket"].with_context(active_test=False)
answer = {
    "stage_of": {
        name: tickets.browse(id).stage_id.get_external_id()[
            tickets.browse(id).stage_id.id
        ]
        for name, id in given["tickets"].items()
    },
    "stages": plain_stages(),
    "fields": "pipeline" in env["helpdesk.ticket"]._fields,
}
stages = env["helpdesk.ticket.stage"]
stages.create({"name": "Checked", "closed": True})
stages.create({"name": "Parked", "active": False})
team = env["helpdesk.ticket.team"].create(
    {"name": "Counter", "user_ids": [(4, env.ref("base.user_admin").id)]}
)
for stage in stages.with_context(active_test=False).search([]):
    tickets.create(
        {
            "name": stage.name,
            "description": "<p>x</p>",
            "team_id": team.id,
            "stage_id": stage.id,
            "user_id": env.ref("base.user_admin").id,
        }
    )
ticket = tickets.search([], limit=1)
for kind in ("mail.mt_comment", "mail.mt_note"):
    ticket.message_post(
        body=kind, subtype_xmlid=kind, attachments=[(f"with {kind}", b"x")]
    )
portal = env["res.users"].with_context(no_reset_password=True).create(
    {
        "name": "Customer",
        "login": "a.customer",
        "groups_id": [(6, 0, env.ref("base.group_portal").ids)],
    }
)
for bringer in (env.user, portal):
    env["ir.attachment"].with_user(bringer).sudo().create(
        {
            "name": f"by {bringer.name}",
            "raw": b"x",
            "res_model": "helpdesk.ticket",
            "res_id": ticket.id,
        }
    )
answer["bringer"] = env.user.name
# helpdesk_mgmt_project lets several tickets have one task.
task = env["project.task"].create(
    {"name": "Shared", "project_id": env["project.project"].create({"name": "P"}).id}
)
sharing = tickets.search(
    [("team_id", "=", team.id), ("stage_id.closed", "=", False)], order="id", limit=3
)
for one in sharing:
    one.write({"project_id": task.project_id.id, "task_id": task.id})
answer["sharing"] = sharing.mapped("number")
spoken = tickets.search([("id", "!=", ticket.id)], limit=1)
spoken.with_user(env.ref("base.user_admin")).message_post(
    body="Called them", message_type="comment"
).date = "2026-01-05 09:00:00"
env.flush_all()
env.cr.execute(
    "SELECT id, stage_id, team_id, user_id, number"
    " FROM helpdesk_ticket ORDER BY id"
)
answer["before"] = [list(row) for row in env.cr.fetchall()]
# Demo data would come as it came to what the addon needs, and only take time.
env.cr.execute("UPDATE ir_module_module SET demo = false")
env.cr.commit()
"""

LOOK = """
env.cr.execute(
    "SELECT id, stage_id, team_id, user_id, number"
    " FROM helpdesk_ticket ORDER BY id"
)
answer = {"after": [list(row) for row in env.cr.fetchall()]}
stages = env["helpdesk.ticket.stage"].with_context(active_test=False)
answer["kinds"] = {
    stage.name: [stage.pipeline, stage.tier, stage.phase, stage.waiting_on]
    for stage in stages.search([("pipeline", "=", "direct")])
}
answer["line"] = stages.search_count([("pipeline", "=", "escalation")])
answer["tickets"] = sorted(
    set(env["helpdesk.ticket"].with_context(active_test=False).search([]).mapped(
        "pipeline"
    ))
)
answer["contacts"] = [
    str(date)
    for date in env["helpdesk.ticket"].search([]).mapped("last_contact_date")
    if date
]
answer["idle"] = env["helpdesk.ticket"].search_count(
    [("reminder_date", "<=", env.cr.now())]
)
ticket = env["helpdesk.ticket"].search([("message_ids.body", "ilike", "mt_note")])
answer["readers"] = {
    **{
        message.preview: message.audience
        for message in ticket.message_ids
        if message.message_type == "notification" and "mail.mt" in message.body
    },
    **{
        attachment.name: attachment.audience
        for attachment in env["ir.attachment"].search(
            [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]
        )
    },
}
holders = env["helpdesk.ticket"].search([("task_id.name", "=", "Shared")])
answer["holders"] = holders.mapped("number")
answer["told"] = env["mail.message"].search_count(
    [("model", "=", "helpdesk.ticket"), ("body", "ilike", "Shared")]
)
env.cr.execute(
    "SELECT 1 FROM pg_constraint WHERE conname = 'helpdesk_ticket_task_uniq'"
)
answer["constrained"] = env.cr.rowcount
answer["unsettled"] = env["mail.message"].search_count(
    [("model", "=", "helpdesk.ticket"), ("audience", "=", False)]
)
answer["waiting"] = env["helpdesk.ticket"].search_count([("waiting_since", "=", False)])
answer["closing"] = {
    ticket.name: [
        ticket.client_status,
        bool(ticket.resolved_date),
        bool(ticket.closed_date),
        bool(ticket.auto_close_date),
    ]
    for ticket in env["helpdesk.ticket"].search([("team_id.name", "=", "Counter")])
}
env.cr.execute(
    "SELECT ticket.name FROM helpdesk_ticket ticket"
    "  LEFT JOIN helpdesk_ticket_stay stay"
    "    ON stay.ticket_id = ticket.id AND stay.date_end IS NULL"
    " WHERE (stay.stage_id, stay.team_id, stay.user_id, stay.tier, stay.waiting_on)"
    "       IS DISTINCT FROM (ticket.stage_id, ticket.team_id, ticket.user_id,"
    "                         ticket.tier, ticket.waiting_on)"
)
answer["lost"] = [name for (name,) in env.cr.fetchall()]
"""


@tagged("post_install", "-at_install")
class TestInstall(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.database = f"{get_db_name()}_install"
        cls.addClassCleanup(cls._drop)
        cls._drop()
        # Only a database without connections can be copied.
        odoo.sql_db.close_db(get_db_name())
        cls._run_sql("CREATE DATABASE {} TEMPLATE {}", cls.database, get_db_name())
        files = odoo.tools.config.filestore(get_db_name())
        if os.path.isdir(files):
            shutil.copytree(
                files,
                odoo.tools.config.filestore(cls.database),
                copy_function=os.link,
            )

    @classmethod
    def _drop(cls):
        cls._run_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", cls.database)
        shutil.rmtree(odoo.tools.config.filestore(cls.database), ignore_errors=True)

    @classmethod
    def _run_sql(cls, statement, *names):
        connection = odoo.sql_db.db_connect("postgres")
        with connection.cursor() as cursor:
            # The statements for databases do not run in a transaction.
            cursor._cnx.rollback()
            cursor._cnx.set_isolation_level(
                psycopg2.extensions.ISOLATION_LEVEL_AUTOCOMMIT
            )
            cursor._obj.execute(
                psycopg2.sql.SQL(statement).format(*map(psycopg2.sql.Identifier, names))
            )

    def _run(self, *arguments, stdin=""):
        """Run Odoo on the copy; an error or a warning of ours in its log fails."""
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "odoo",
                *arguments,
                f"--config={config_file()}",
                f"--database={self.database}",
                "--no-http",
                "--log-level=warn",
            ],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        wrong = [
            line
            for line in done.stderr.splitlines()
            if " ERROR " in line
            or " CRITICAL " in line
            or (" WARNING " in line and MODULE in line)
        ]
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(wrong, [], done.stderr)
        return done.stdout

    def _ask(self, code, **given):
        """Run code in Odoo's shell, and give what it calls its answer."""
        script = f"{PREPARE}\ngiven = {given!r}\n{code}\n"
        # The shell goes on after an error: without an answer, this fails.
        stdin = f"import json\nexec({script!r})\nprint('ANSWER', json.dumps(answer))\n"
        output = self._run("shell", stdin=stdin)
        answers = [line for line in output.splitlines() if "ANSWER " in line]
        self.assertTrue(answers, output)
        return json.loads(answers[-1].split("ANSWER ", 1)[1])

    def test_tickets_come_through_uninstall_and_install(self):
        installed = self._ask(FILL_THE_LINE)
        plain = self._ask(LOOK_AND_REFILL, tickets=installed["tickets"])
        self._check_uninstalled(installed, plain)
        self._run(f"--init={MODULE}", "--stop-after-init", "--without-demo=all")
        self._check_installed(plain, self._ask(LOOK))

    def _check_uninstalled(self, installed, plain):
        """Every ticket has a stage of helpdesk_mgmt, which is as it was."""
        new, working, awaiting, done, cancelled = (
            f"helpdesk_mgmt.helpdesk_ticket_stage_{name}"
            for name in ("new", "in_progress", "awaiting", "done", "cancelled")
        )
        self.assertEqual(
            plain["stage_of"],
            {
                "backlog_client": awaiting,
                "backlog_reseller": new,
                "in_progress_reseller": working,
                "confirmation_reseller": awaiting,
                "backlog_support": new,
                "in_progress_support": working,
                "internal_review": awaiting,
                "backlog_dev": new,
                "in_progress_dev": working,
                "pending_release": awaiting,
                "resolved": done,
                "canceled": cancelled,
            },
        )
        self.assertEqual(plain["stages"], installed["stages"])
        self.assertFalse(plain["fields"])

    def _check_readers(self, plain, installed):
        """Customers read what they could read before, and no more."""
        self.assertEqual(
            installed["readers"],
            {
                "mail.mt_comment": "client",
                "with mail.mt_comment": "client",
                "mail.mt_note": "vendor",
                "with mail.mt_note": "vendor",
                f"by {plain['bringer']}": "vendor",
                "by Customer": "client",
            },
        )
        self.assertEqual(installed["unsettled"], 0)

    def _check_installed(self, plain, installed):
        """Every ticket is as it was, in the direct pipeline."""
        self.assertEqual(installed["after"], plain["before"])
        self.assertEqual(installed["tickets"], ["direct"])
        self.assertEqual(installed["waiting"], 0)
        # It is known of each where it stands, and on whom it waits there.
        self.assertEqual(installed["lost"], [])
        self._check_readers(plain, installed)
        # Each task is of one ticket: the oldest open one keeps it, the others know.
        self.assertEqual(installed["holders"], plain["sharing"][:1])
        self.assertEqual(installed["told"], len(plain["sharing"]) - 1)
        self.assertEqual(installed["constrained"], 1)
        # What is finished stays so: nobody is asked about it again.
        for name, closing in (
            ("New", ["received", False, False, False]),
            ("Done", ["closed", True, True, False]),
            ("Rejected", ["closed", False, True, False]),
        ):
            self.assertEqual(installed["closing"][name], closing)
        self.assertEqual(installed["contacts"], ["2026-01-05 09:00:00"])
        self.assertEqual(installed["idle"], 0)
        self.assertEqual(installed["line"], 12)
        for name, phase, waiting_on in (
            ("New", "backlog", "support"),
            ("In Progress", "in_progress", "support"),
            ("Awaiting", "waiting", "client"),
            ("Done", "resolved", "nobody"),
            ("Cancelled", "canceled", "nobody"),
            ("Rejected", "canceled", "nobody"),
            ("Checked", "resolved", "nobody"),
            ("Parked", "in_progress", "support"),
        ):
            self.assertEqual(
                installed["kinds"][name], ["direct", "direct", phase, waiting_on]
            )
