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
    #: Requirements of the tree under another name: a build without a compiler.
    replaced_requirements: tuple = ()
    #: Requirements that nothing here uses and that need a compiler.
    dropped_requirements: tuple = ()


SERIES = {
    series.name: series
    for series in (
        Series(
            name="17.0",
            source="https://github.com/odoo/odoo/archive/refs/heads/17.0.tar.gz",
            replaced_requirements=(("psycopg2", "psycopg2-binary"),),
            dropped_requirements=("python-ldap",),
        ),
    )
}
DEFAULT = "17.0"
