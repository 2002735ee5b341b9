"""What stands beside ours when tests of others are run, with ours and without: apps of
Odoo's, and addons of OCA. The tests are in `chosen_tests`."""

from dataclasses import dataclass

from . import neighbours_oca


@dataclass(frozen=True)
class Neighbourhood:
    """Addons that are installed together with what ours depend on."""

    name: str
    modules: tuple = ()
    #: What brings them.
    requirements: tuple = ()
    #: A statement run in the database of the tests.
    before: str = ""


#: By OCA's demo data, Odoo's administrator and its demo user work at the helpdesk,
#: which makes them people of the line. Odoo's tests count the queries of both, and give
#: the demo user's address to others: so they are taken for what they are for Odoo.
NOBODY_AT_THE_HELPDESK = """
    DELETE FROM res_groups_users_rel membership
     USING ir_model_data named
     WHERE named.model = 'res.groups' AND named.res_id = membership.gid
       AND (named.module LIKE 'helpdesk%' OR named.module LIKE 'revo_helpdesk%')
       AND membership.uid IN (SELECT id FROM res_users WHERE login IN ('admin', 'demo'))
"""

#: What ours depend on, and nothing else: nothing has to be installed for it.
CORE = Neighbourhood("core")

#: Odoo's apps, with the modules of its own tests.
APPS = Neighbourhood(
    "apps",
    modules=(
        "calendar",
        "crm",
        "hr_holidays",
        "privacy_lookup",
        "purchase",
        "sale_management",
        "sale_project",
        "test_mail_full",
        "website_blog",
        "website_sale",
    ),
    before=NOBODY_AT_THE_HELPDESK,
)


def _oca(series, versions):
    return Neighbourhood(
        "oca",
        modules=tuple(sorted(versions)),
        requirements=neighbours_oca.requirements(series, versions),
    )


OCA_17 = _oca("17.0", neighbours_oca.HELPDESK_17 | neighbours_oca.MORE_17)
OCA_19 = _oca("19.0", neighbours_oca.HELPDESK_19 | neighbours_oca.MORE_19)
