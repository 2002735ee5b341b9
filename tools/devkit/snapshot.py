"""What an addon can leave in a database, as sets that can be compared."""

import json
import re

#: Structure: a row is a thing that exists.
STRUCTURE = {
    "table": """SELECT table_name FROM information_schema.tables
        WHERE table_schema = 'public'""",
    "column": """SELECT table_name || '.' || column_name || ' ' || data_type
        || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraint": """SELECT conrelid::regclass || '.' || conname FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "index": """SELECT tablename || '.' || indexname FROM pg_indexes
        WHERE schemaname = 'public'""",
    # Those behind constraints have numbers for names.
    "trigger": """SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger
        WHERE NOT tgisinternal""",
    "sequence": """SELECT sequence_name FROM information_schema.sequences
        WHERE sequence_schema = 'public'""",
    "external id": "SELECT module || '.' || name || ' ' || model FROM ir_model_data",
}

#: Records an addon may add to, by what they are called in a report.
NAMED = {
    "access": ("ir_model_access", "name"),
    "action": ("ir_actions", "type || ' ' || name::text"),
    "cron": ("ir_cron", "cron_name"),
    "field": ("ir_model_fields", "model || '.' || name"),
    "group": ("res_groups", "name::text"),
    "mail template": ("mail_template", "name::text"),
    "menu": ("ir_ui_menu", "name::text"),
    "message subtype": ("mail_message_subtype", "name::text"),
    "model": ("ir_model", "model"),
    "parameter": ("ir_config_parameter", "key"),
    "rule": ("ir_rule", "name"),
    "view": ("ir_ui_view", "name"),
}

#: The tables whose records must be as they were, to the last value.
OTHERS_RECORDS = "^helpdesk_ticket"

#: Columns that say when a record was touched, not what is in it.
BOOKKEEPING = ("write_date", "write_uid")

#: Columns that the installation fills in for good, where OCA has left them empty on
#: tickets that stand in a closed stage.
MENDED = ("closed_date",)


def take(databases, name):
    """The state of a database: sets of rows by kind."""
    state = {
        kind: _rows(databases, name, question) for kind, question in STRUCTURE.items()
    }
    for kind, (table, label) in NAMED.items():
        question = f"SELECT id || ' ' || coalesce({label}, '') FROM {table}"
        state[kind] = _rows(databases, name, question)
    tables = databases.query(
        """SELECT table_name FROM information_schema.tables
        WHERE table_name ~ :'pattern' AND table_type = 'BASE TABLE'""",
        database=name,
        pattern=OTHERS_RECORDS,
    )
    for (table,) in tables:
        state[f"record of {table}"] = _records(databases, name, table)
    return state


def compare(before, after, addons):
    """What differs, a line each. Tables that exist only now are reported once, as
    tables; the addons' own rows in the list of modules stay, as in any database."""
    own = re.compile(rf"base\.module_({'|'.join(addons)}) ")
    lines = []
    for kind, earlier in before.items():
        later = after.get(kind, set())
        lines += [f"lost {kind}: {row}" for row in sorted(earlier - later)]
        left = (row for row in sorted(later - earlier) if not own.match(row))
        lines += [f"left {kind}: {row}" for row in left]
    return lines


def _rows(databases, name, question):
    return {row[0] for row in databases.query(question, database=name)}


def _records(databases, name, table):
    rows = databases.query(
        'SELECT to_jsonb(record) FROM :"table" record', database=name, table=table
    )
    records = (json.loads(row[0]) for row in rows)
    return {_canonical(record) for record in records}


def _canonical(record):
    passed_over = (*BOOKKEEPING, *MENDED)
    kept = {key: val for key, val in record.items() if key not in passed_over}
    return json.dumps(kept, sort_keys=True)
