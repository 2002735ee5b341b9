"""Databases with their file stores: created, cloned and dropped together.

Kept instead of click-odoo-copydb and -dropdb: those load Odoo for 2 to 4 seconds each
time, and their hard links need rsync."""

import csv
import io
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import archive
from .process import environment, run


@dataclass(frozen=True)
class Databases:
    """The databases of a server, seen through psql."""

    programs: Path
    variables: dict
    #: Odoo's folder of file stores, one a database.
    filestores: Path

    def query(self, sql, database="postgres", **values):
        """The rows of a query as lists of text; `:'name'` and `:"name"` in it stand
        for the values, quoted."""
        command = [self.programs / "psql", "-XAtq", "--csv", "-v", "ON_ERROR_STOP=1"]
        for name, value in values.items():
            command += ["-v", f"{name}={value}"]
        output = run(
            [*command, "-d", database],
            f"A query in database {database}",
            env=environment(**self.variables),
            stdin=sql,
        )
        return list(csv.reader(io.StringIO(output)))

    def names(self, prefix=""):
        """The databases whose names start with a prefix."""
        rows = self.query("SELECT datname FROM pg_database ORDER BY datname")
        return [name for (name,) in rows if name.startswith(prefix)]

    def exists(self, name):
        return name in self.names()

    def create(self, name):
        """Create an empty database, as Odoo does it."""
        self.query(
            """CREATE DATABASE :"name" TEMPLATE template0
            ENCODING 'UTF8' LC_COLLATE 'C'""",
            name=name,
        )

    def clone(self, template, name):
        """Copy a database. The files of its store never change once written, so that
        the copy may share them."""
        self.query(
            'CREATE DATABASE :"name" TEMPLATE :"template"', name=name, template=template
        )
        self._link_files(template, name)

    def bring(self, others, template, name):
        """Copy a database of another server, as `clone` does it on one.

        :param others: Databases of the other server, with the same file stores
        """
        dumped = run(
            [self.programs / "pg_dump", "--no-owner", "--dbname", template],
            f"Reading database {template}",
            env=environment(**others.variables),
        )
        self.create(name)
        self.query(dumped, name)
        self._link_files(template, name)

    def drop(self, name):
        """Drop a database, connections or not, if it exists."""
        self.query('DROP DATABASE IF EXISTS :"name" WITH (FORCE)', name=name)
        archive.remove(self.filestores / name)

    def note(self, name):
        """What ./dev noted about a database, kept in the database's comment."""
        rows = self.query(
            """SELECT coalesce(shobj_description(oid, 'pg_database'), '')
            FROM pg_database WHERE datname = :'name'""",
            name=name,
        )
        try:
            return json.loads(rows[0][0])
        except (IndexError, ValueError):
            return {}

    def set_note(self, name, note):
        self.query(
            """COMMENT ON DATABASE :"name" IS :'note'""",
            name=name,
            note=json.dumps(note),
        )

    def _link_files(self, template, name):
        source, target = self.filestores / template, self.filestores / name
        archive.remove(target)
        if source.is_dir():
            shutil.copytree(source, target, copy_function=os.link)
