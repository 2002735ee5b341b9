"""What an update must not lose, and what it must bring."""

from . import snapshot

#: What is there before an update is there after it.
KEPT = {
    "ticket": """SELECT ticket.number || ' in '
        || coalesce(stage.code, stage.name ->> 'en_US')
        || ' with ' || coalesce(team_id::text, 'no team')
        || ' of ' || coalesce(partner_id::text, 'nobody')
        FROM helpdesk_ticket ticket JOIN helpdesk_ticket_stage stage
        ON stage.id = ticket.stage_id""",
    "message": """SELECT id || ' for ' || coalesce(audience, 'nobody')
        FROM mail_message WHERE model = 'helpdesk.ticket'""",
    "file": """SELECT id || ' for ' || coalesce(audience, 'nobody')
        FROM ir_attachment WHERE res_model = 'helpdesk.ticket'""",
    "stay": "SELECT id::text FROM helpdesk_ticket_stay",
    "assignment": "SELECT id::text FROM helpdesk_ticket_assignment",
    "time": """SELECT id || ': ' || unit_amount || ' h on ' || ticket_id
        FROM account_analytic_line WHERE ticket_id IS NOT NULL""",
    "member of a group": """SELECT users.login || ' in ' || data.name
        FROM res_groups_users_rel JOIN res_users users ON users.id = uid
        JOIN ir_model_data data ON data.res_id = gid AND data.model = 'res.groups'
        WHERE data.module LIKE 'revo\\_%'""",
    "scheduled action": """SELECT cron_name || CASE WHEN active THEN '' ELSE ', off' END
        FROM ir_cron""",
}

#: Tables and columns that say of which kind the values of a column are. What a wizard
#: keeps is gone the next day.
COLUMNS = """SELECT table_name || '.' || column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name IN (
    SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')
    AND table_name NOT IN (
    SELECT replace(model, '.', '_') FROM ir_model WHERE transient)
    AND table_name NOT IN (SELECT relation.name FROM ir_model_relation relation
    JOIN ir_model ON ir_model.id = relation.model WHERE transient)"""


def kept(databases, name):
    """Return what must be there after an update, as sets of rows by kind."""
    return {kind: _rows(databases, name, question) for kind, question in KEPT.items()}


def shape(databases, name):
    """Return what an update has to make as an installation does, likewise."""
    found = {
        kind: _rows(databases, name, question)
        for kind, question in snapshot.STRUCTURE.items()
    }
    for kind, (table, label) in snapshot.NAMED.items():
        question = f"SELECT {label} FROM {table} WHERE {label} <> ''"
        found[kind] = _rows(databases, name, question)
    return found


def columns(databases, name):
    """Return the columns of a database, each with its table in front."""
    return _rows(databases, name, COLUMNS)


def filled(databases, name, wanted):
    """Return those of these columns that say something anywhere, and not just no."""
    return {one for one in wanted if _is_filled(databases, name, *one.split("."))}


def lost(before, after):
    """Return what is there no more, a line each."""
    return [
        f"lost {kind}: {row}"
        for kind, rows in before.items()
        for row in sorted(rows - after[kind])
    ]


def differences(wanted, found):
    """Return what is missing, and what is left from before, a line each."""
    missing = [line.replace("lost", "missing", 1) for line in lost(wanted, found)]
    return missing + [line.replace("lost", "left", 1) for line in lost(found, wanted)]


def _is_filled(databases, name, table, column):
    rows = databases.query(
        """SELECT EXISTS (SELECT FROM :"table"
        WHERE nullif(:"column"::text, 'false') IS NOT NULL)""",
        database=name,
        table=table,
        column=column,
    )
    return rows == [["t"]]


def _rows(databases, name, question):
    return {row[0] for row in databases.query(question, database=name)}
