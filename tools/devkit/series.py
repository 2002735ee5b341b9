"""What is particular to an Odoo series. A new series is a new row here."""

from dataclasses import dataclass

from . import neighbourhoods
from .archive import Archive
from .conversion import Conversion
from .debian import Package
from .neighbours import APPS, HELPDESK_MGMT_TIMESHEET
from .neighbours_oca import OCA_17, OCA_19
from .rules_19 import TO_19

#: The value of --series and --complete that stands for every series there is.
ALL = "all"


@dataclass(frozen=True)
class Series:
    """An Odoo series and how it differs from the others."""

    name: str
    #: Where its source is when nobody says otherwise.
    source: object
    #: The development database when nobody says otherwise.
    database: str
    #: Where its Python environment is in the checkout.
    venv: str
    #: What a server loads before any database.
    loads: tuple = ("base", "web")
    #: Options with which a new database gets demo data.
    demo_options: tuple = ()
    #: How requirements of the tree change, by how they start: to what comes as a
    #: binary wheel, or to nothing where it is not needed and would be compiled.
    requirements: tuple = ()
    #: What the tree imports without requiring it.
    more_requirements: tuple = ()
    #: Addons of others, and apps, beside which ours are tried.
    neighbours: tuple = (APPS,)
    #: What stands beside ours when others' tests are run.
    neighbourhoods: tuple = ()
    #: What makes its addons from ours.
    conversion: Conversion = Conversion()

    @property
    def of_others(self):
        """What brings all addons of others beside which ours are tried."""
        tried = (*self.neighbours, *self.neighbourhoods)
        return sorted({line for one in tried for line in one.requirements})


#: In the order of preference where a command names none.
SERIES = {
    series.name: series
    for series in (
        Series(
            name="17.0",
            source=Archive(
                "https://github.com/odoo/odoo/archive/refs/heads/17.0.tar.gz"
            ),
            database="helpdesk",
            venv=".venv",
            requirements=(
                ("psycopg2==", "psycopg2-binary=="),
                ("gevent==21.8.0", "gevent==21.12.0"),
                ("python-ldap", None),
            ),
            neighbours=(APPS, HELPDESK_MGMT_TIMESHEET, OCA_17),
            neighbourhoods=(
                neighbourhoods.CORE,
                neighbourhoods.APPS,
                neighbourhoods.OCA_17,
            ),
        ),
        Series(
            name="19.0",
            source=Package(
                name="odoo-19",
                suite="sid",
                linked=(
                    "libjs-jquery",
                    "libjs-jquery-form",
                    "libjs-underscore",
                    "fonts-font-awesome",
                    "fonts-inconsolata",
                    "fonts-montserrat",
                    "fonts-ocr-b",
                    "fonts-roboto-unhinted",
                ),
                absent=(
                    "odoo/addons/mail/static/lib/selfie_segmentation/"
                    "selfie_segmentation.js",
                ),
                # A part of odoo/addons once more.
                surplus=("addons",),
            ),
            database="helpdesk_19",
            venv=".dev/venv-19.0",
            loads=("base", "rpc", "web"),
            demo_options=("--with-demo",),
            requirements=(
                ("psycopg2>=", "psycopg2-binary>="),
                # The demo data of some addons fails with version 3.
                ("PyPDF2", "PyPDF2==2.12.1"),
            ),
            more_requirements=("freezegun", "python-magic"),
            neighbours=(APPS, OCA_19),
            neighbourhoods=(
                neighbourhoods.CORE,
                neighbourhoods.APPS,
                neighbourhoods.OCA_19,
            ),
            conversion=TO_19,
        ),
    )
}
