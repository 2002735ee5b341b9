"""Copies of a row, made in SQL."""

_COLUMNS = """
    SELECT column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = %s
       AND column_name <> 'id' AND is_generated = 'NEVER'
"""


def clone(cr, table, model_id, source, **columns):
    """Copy a row once for each row of a source.

    :param str table: the table
    :param int model_id: the row that is copied
    :param str source: what follows FROM, whose columns the expressions may name
    :param columns: SQL expressions by the columns that differ from the copied row's,
        which is called `model` in them; the table need not have all of these columns
    """
    cr.execute(_COLUMNS, [table])
    names = [name for (name,) in cr.fetchall()]
    values = {name: columns.get(name, f'model."{name}"') for name in names}
    if "id" in columns:
        values["id"] = columns["id"]
    listed = ", ".join(f'"{name}"' for name in values)
    cr.execute(
        f"""INSERT INTO "{table}" ({listed})
            SELECT {", ".join(values.values())}
              FROM "{table}" model, {source}
             WHERE model.id = {int(model_id)}"""
    )


def clone_links(cr, field, model_id, source, made):
    """Copy the links of a many2many field of a record to each of its copies.

    :param field: the field
    :param int model_id: the record that was copied
    :param str source: what follows FROM
    :param str made: the SQL expression of a copy's id in the source
    """
    cr.execute(
        f"""INSERT INTO "{field.relation}" ("{field.column1}", "{field.column2}")
            SELECT {made}, link."{field.column2}"
              FROM "{field.relation}" link, {source}
             WHERE link."{field.column1}" = {int(model_id)}"""
    )


def text_of_a_list(words, number):
    """Return an SQL expression that takes one of some words.

    :param words: list of str
    :param str number: an SQL expression of the number, 0 being the first
    """
    quoted = ", ".join("'{}'".format(word.replace("'", "''")) for word in words)
    return f"(ARRAY[{quoted}])[1 + ({number}) % {len(words)}]"
