"""What installing and uninstalling do to the tickets that are there."""

from functools import partial

from odoo.sql_db import db_connect
from odoo.tools import SQL
from odoo.tools.sql import make_index_name

from .models.board.helpdesk_ticket_indexes import BOARD_INDEX
from .models.readers.text_search import drop_text_search
from .models.similar.text_index import drop_party_words
from .policies.stages import PLAIN_STAGE_BY_PHASE, classify_plain_stage

# OCA's own stages that say more than open or closed: phase and party waited on.
_OCA_STAGES = {
    "helpdesk_mgmt.helpdesk_ticket_stage_new": ("backlog", "support"),
    "helpdesk_mgmt.helpdesk_ticket_stage_in_progress": ("in_progress", "support"),
    "helpdesk_mgmt.helpdesk_ticket_stage_awaiting": ("waiting", "client"),
    "helpdesk_mgmt.helpdesk_ticket_stage_done": ("resolved", "nobody"),
    "helpdesk_mgmt.helpdesk_ticket_stage_cancelled": ("canceled", "nobody"),
    "helpdesk_mgmt.helpdesk_ticket_stage_rejected": ("canceled", "nobody"),
}

# The rules of helpdesk_mgmt that the addon writes in its own words, which name fields
# that go with it.
_OCA_RULES = {
    "helpdesk_mgmt.helpdesk_ticket_personal_rule": (
        "['|', ('user_id', '=', user.id), '&', ('user_id', '=', False), "
        "('team_id', 'in', user.helpdesk_team_ids.ids)]"
    ),
    "helpdesk_mgmt.helpdesk_ticket_team_rule": (
        "['|', ('team_id', 'in', user.helpdesk_team_ids.ids), ('team_id', '=', False)]"
    ),
    "helpdesk_mgmt.helpdesk_ticket_rule_portal": (
        "['|', ('partner_id', 'child_of', [user.commercial_partner_id.id]), "
        "('message_partner_ids', 'child_of', [user.commercial_partner_id.id])]"
    ),
}


def pre_init_hook(env):
    """Settle what the database is going to refuse from now on."""
    _leave_tasks_to_one(env)
    _number_apart(env)


def _number_apart(env):
    """Give tickets that share a number each one of its own; the oldest keeps it."""
    # SQL: one statement for any number of tickets; nothing else may follow from it.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket ticket
           SET number = ticket.number || '-' || ticket.id
          FROM (SELECT id, row_number() OVER (PARTITION BY number ORDER BY id) AS place
                  FROM helpdesk_ticket) shared
         WHERE shared.id = ticket.id
           AND shared.place > 1
        """
    )
    env["helpdesk.ticket"].invalidate_model(["number"], flush=False)


def _leave_tasks_to_one(env):
    """Leave each task to one ticket, as helpdesk_mgmt_project lets several have it.

    The oldest open one keeps it; the others get a note that names it. Before the
    database is told to refuse a second one, which it could not.
    """
    # SQL: one statement for any number of tickets; nothing else may follow from it.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket ticket
           SET task_id = NULL
          FROM (SELECT one.id,
                       one.task_id,
                       first_value(one.number) OVER of_task AS keeper,
                       row_number() OVER of_task AS place
                  FROM helpdesk_ticket one
                  LEFT JOIN helpdesk_ticket_stage stage ON stage.id = one.stage_id
                 WHERE one.task_id IS NOT NULL
                WINDOW of_task AS (
                       PARTITION BY one.task_id
                       ORDER BY one.active AND stage.closed IS NOT TRUE DESC, one.id)
               ) shared
          JOIN project_task task ON task.id = shared.task_id
         WHERE ticket.id = shared.id
           AND shared.place > 1
        RETURNING ticket.id, task.name, shared.keeper
        """
    )
    notes = {
        ticket_id: f"The task “{name}” stays with {keeper}: each task is of one ticket."
        for ticket_id, name, keeper in env.cr.fetchall()
    }
    tickets = env["helpdesk.ticket"].browse(notes)
    tickets.invalidate_recordset(["task_id"], flush=False)
    if tickets:
        tickets._message_log_batch(bodies=notes)


def post_init_hook(env):
    """Take the stages that are there into the direct pipeline, and begin the line."""
    known = {
        env.ref(xmlid, raise_if_not_found=False): kind
        for xmlid, kind in _OCA_STAGES.items()
    }
    stages = env["helpdesk.ticket.stage"].with_context(active_test=False)
    for stage in stages.search([("pipeline", "=", "direct")]):
        phase, waiting_on = known.get(stage) or classify_plain_stage(
            stage.closed, stage.unattended
        )
        stage.write({"phase": phase, "waiting_on": waiting_on})
    env.flush_all()
    # SQL: one statement for any number of tickets.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket
           SET waiting_since = COALESCE(last_stage_update, create_date)
         WHERE pipeline IS DISTINCT FROM 'escalation'
        """
    )
    env["helpdesk.ticket"].invalidate_model(["waiting_since"])
    _leave_teams_as_they_are(env)
    env["res.partner"]._note_helpdesk_clients()
    _close_what_is_finished(env)
    _settle_readers(env)
    _date_contacts(env)
    env["helpdesk.ticket"]._note_history()
    _settle_stays(env)
    teams = env["helpdesk.ticket.team"]
    teams._create_vendor_teams(teams._get_first_people())


def _leave_teams_as_they_are(env):
    """Let teams that were there go on: helpdesk_mgmt assigns who opens a ticket."""
    ours = env["ir.model.data"].search(
        [
            ("module", "=", "revo_helpdesk_stages"),
            ("model", "=", "helpdesk.ticket.team"),
        ]
    )
    teams = env["helpdesk.ticket.team"].with_context(active_test=False)
    teams = teams.search([("id", "not in", ours.mapped("res_id"))])
    teams.write({"assignment_method": "opener"})


def _close_what_is_finished(env):
    """Take what is finished for closed for good, as it was: nobody is told of it."""
    # SQL: one statement for any number of tickets. The column that says whether they
    # are closed is there before the addon, where it was installed once.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket ticket
           SET closed = stage.closed,
               closed_date = CASE WHEN stage.closed THEN COALESCE(
                   ticket.closed_date, last_stage_update, ticket.create_date) END,
               resolved_date = CASE WHEN ticket.phase = 'resolved' THEN COALESCE(
                   ticket.closed_date, last_stage_update, ticket.create_date) END
          FROM helpdesk_ticket_stage stage
         WHERE stage.id = ticket.stage_id
           AND ticket.pipeline IS DISTINCT FROM 'escalation'
           AND ticket.resolved_date IS NULL
           AND (stage.closed
                OR ticket.closed_date IS NOT NULL
                OR ticket.closed IS DISTINCT FROM stage.closed)
        RETURNING ticket.id
        """
    )
    tickets = env["helpdesk.ticket"].browse(i for (i,) in env.cr.fetchall())
    dated = ["closed", "closed_date", "resolved_date"]
    tickets.invalidate_recordset(dated, flush=False)
    tickets.modified(dated)


def _settle_readers(env):
    """Set for the messages and files that are there the readers that they have had.

    What a customer could read is the client's. The rest is the vendor's, a file without
    a message too, unless a customer brought it.
    """
    # SQL: there may be millions of messages, and none of them is written to.
    env.cr.execute(
        """
        UPDATE mail_message message
           SET audience = CASE
               WHEN subtype.id IS NULL OR subtype.internal OR message.is_internal
               THEN 'vendor' ELSE 'client' END
          FROM mail_message itself
          LEFT JOIN mail_message_subtype subtype ON subtype.id = itself.subtype_id
         WHERE itself.id = message.id
           AND message.model = 'helpdesk.ticket'
           AND message.audience IS NULL
        """
    )
    env.cr.execute(
        """
        UPDATE ir_attachment attachment
           SET audience = CASE
               WHEN bringer.share OR EXISTS (
                   SELECT 1
                     FROM message_attachment_rel carried
                     JOIN mail_message message ON message.id = carried.message_id
                    WHERE carried.attachment_id = attachment.id
                      AND message.audience = 'client')
               THEN 'client' ELSE 'vendor' END
          FROM res_users bringer
         WHERE bringer.id = attachment.create_uid
           AND attachment.res_model = 'helpdesk.ticket'
           AND attachment.audience IS NULL
        """
    )
    _stamp_parties(env)
    env["mail.message"].invalidate_model()
    env["ir.attachment"].invalidate_model()


def _stamp_parties(env):
    """Give the messages and files that are there to whose their tickets are now."""
    # SQL: there may be millions of messages, and none of them is written to.
    for table, model in (("mail_message", "model"), ("ir_attachment", "res_model")):
        env.cr.execute(
            SQL(
                """
                UPDATE %(table)s made
                   SET party_team_id = ticket.reseller_team_id,
                       party_client_id = ticket.commercial_partner_id
                  FROM helpdesk_ticket ticket
                 WHERE made.res_id = ticket.id
                   AND made.%(model)s = 'helpdesk.ticket'
                """,
                table=SQL.identifier(table),
                model=SQL.identifier(model),
            )
        )


def _date_contacts(env):
    """Count from the last words of staff on the tickets that are there.

    Installing is the last action on each, so that nobody is reminded of all at once.
    """
    # SQL: there may be millions of messages.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket ticket
           SET last_contact_date = contact.date
          FROM (SELECT message.res_id, max(message.date) AS date
                  FROM mail_message message
                  JOIN res_users writer ON writer.partner_id = message.author_id
                 WHERE message.model = 'helpdesk.ticket'
                   AND message.message_type IN ('comment', 'email')
                   AND NOT writer.share
                   AND writer.id <> 1
                 GROUP BY message.res_id) contact
         WHERE contact.res_id = ticket.id
        """
    )
    tickets = env["helpdesk.ticket"].with_context(active_test=False).search([])
    tickets.invalidate_recordset(["last_contact_date"])
    tickets.modified(["last_contact_date"])


def _settle_stays(env):
    """Note of each ticket where it has stood, and whom it has waited on there."""
    # SQL: one statement. Those are there whose tickets came with the addon, which could
    # not know yet what the stages of helpdesk_mgmt are.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket_stay stay
           SET waiting_on = stage.waiting_on
          FROM helpdesk_ticket_stage stage
         WHERE stage.id = stay.stage_id
           AND stage.pipeline = 'direct'
        """
    )
    stays = env["helpdesk.ticket.stay"]
    stays.invalidate_model(["waiting_on"])
    stays._note_history()


def uninstall_hook(env):
    """Set for every ticket a stage of OCA's module, as ours go with the addon.

    Teams stay; they are plain teams of OCA's module again, and so are its rules and its
    entry of the Action menu.
    """
    for xmlid, domain in _OCA_RULES.items():
        rule = env.ref(xmlid, raise_if_not_found=False)
        if rule:
            rule.domain_force = domain
    duplicate = env.ref(
        "helpdesk_mgmt.action_duplicate_ticket", raise_if_not_found=False
    )
    if duplicate:
        duplicate.binding_model_id = duplicate.model_id
    tickets = env["helpdesk.ticket"].with_context(active_test=False)
    for phase, xmlid in PLAIN_STAGE_BY_PHASE.items():
        stage = env.ref(xmlid, raise_if_not_found=False) or env[
            "helpdesk.ticket.stage"
        ].search([("pipeline", "=", "direct")], limit=1)
        leaving = tickets.search(
            [("phase", "=", phase), ("pipeline", "=", "escalation")]
        )
        if leaving:
            # SQL: the rules of the line would refuse the move, and no mail may go out.
            env.cr.execute(
                "UPDATE helpdesk_ticket SET stage_id = %s WHERE id IN %s",
                (stage.id, tuple(leaving.ids)),
            )
    tickets.invalidate_model(["stage_id"])
    # Where OCA's helpdesk_mgmt_timesheet is installed, the column stays.
    timesheets = make_index_name("account_analytic_line", "ticket_id")
    drop_indexes(env.cr, timesheets, BOARD_INDEX)
    drop_party_words(env.cr)
    drop_text_search(env.cr)
    # Odoo reads the column until all of ours is gone.
    env.cr.postcommit.add(partial(_drop_closed, env.cr.dbname))


def drop_indexes(cr, *names):
    """Drop indexes of ours, where their fields stay: at the uninstallation of an addon,
    and where a field has none any more.

    :param str names: of the indexes in the database
    """
    # SQL: Odoo takes no index away.
    listed = SQL(", ").join(map(SQL.identifier, names))
    cr.execute(SQL("DROP INDEX IF EXISTS %s", listed))


def _drop_closed(database):
    """Drop the column of a field of OCA's that only we store."""
    # A cursor of its own, which commits: the one of the uninstallation has done so.
    with db_connect(database).cursor() as cr:
        cr.execute("ALTER TABLE helpdesk_ticket DROP COLUMN IF EXISTS closed")
