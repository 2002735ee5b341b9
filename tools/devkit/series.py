"""What is particular to an Odoo series. A new series is a new row here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """An Odoo series and how it differs from the others."""

    name: str
    #: Where its source is when nobody says otherwise.
    source: str
    #: Options with which a new database gets demo data.
    demo_options: tuple = ()
    #: How requirements of the tree change, by how they start: to what comes as a
    #: binary wheel, or to nothing where it is not needed and would be compiled.
    requirements: tuple = ()


SERIES = {
    series.name: series
    for series in (
        Series(
            name="17.0",
            source="https://github.com/odoo/odoo/archive/refs/heads/17.0.tar.gz",
            requirements=(
                ("psycopg2==", "psycopg2-binary=="),
                ("gevent==21.8.0", "gevent==21.12.0"),
                ("python-ldap", None),
            ),
        ),
    )
}
DEFAULT = "17.0"
