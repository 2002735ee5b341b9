"""OCA's other add-ons for helpdesk, beside which ours are tried in each series: by
their names, what follows the series in their versions."""

from pathlib import Path

from .neighbours import Neighbour

_SCRIPTS = Path(__file__).parent / "beside"

#: Those that the cycle installs all at once.
HELPDESK_17 = {
    "helpdesk_mgmt_activity": "1.0.0.2",
    "helpdesk_mgmt_assign_method": "1.0.0.3",
    "helpdesk_mgmt_assign_method_hr_holidays": "1.0.0.4",
    "helpdesk_mgmt_merge": "1.0.0.2",
    "helpdesk_mgmt_rating": "1.0.2.4",
    "helpdesk_mgmt_sale": "1.0.2",
    "helpdesk_mgmt_sla": "2.0.0.5",
    "helpdesk_mgmt_stage_validation": "1.1.0",
    "helpdesk_mgmt_team_partner": "1.0.0.4",
    "helpdesk_mgmt_template": "1.0.0.2",
    "helpdesk_portal_restriction": "1.0.0.3",
    "helpdesk_ticket_close_inactive": "1.1.2",
    "helpdesk_ticket_partner_response": "1.0.2",
    "helpdesk_ticket_related": "1.0.0.2",
    "helpdesk_type": "1.1.1.3",
}
#: Those whose tests are run, too.
MORE_17 = {
    "helpdesk_mgmt_crm": "1.0.2",
    "helpdesk_mgmt_timesheet": "1.0.4",
    "privacy": "1.0.0.3",
    "privacy_consent": "1.0.1.2",
    "project_timesheet_time_control": "1.1.2",
}

#: Without `helpdesk_mgmt_fieldservice`: what it needs (locations, equipment, orders) is
#: an app of its own with more addons, and to a ticket it adds a tab and a button.
HELPDESK_19 = {
    "helpdesk_mgmt_activity": "1.0.0.6",
    "helpdesk_mgmt_merge": "1.0.0.2",
    "helpdesk_mgmt_rating": "1.0.0.7",
    "helpdesk_mgmt_sale": "1.0.0.4",
    "helpdesk_mgmt_sla": "1.0.0.4",
    "helpdesk_product": "1.1.0.4",
    "helpdesk_ticket_close_inactive": "1.0.3",
    "helpdesk_ticket_partner_response": "1.4.0",
    "helpdesk_ticket_related": "1.0.0.5",
    "helpdesk_type": "1.1.0.3",
}
MORE_19 = {"helpdesk_mgmt_crm": "1.0.0.2"}


def requirements(series, versions):
    """Return what brings add-ons of OCA.

    :param str series: whose releases they are
    :param dict versions: by their names
    """
    return tuple(
        f"odoo-addon-{name.replace('_', '-')}=={series}.{version}"
        for name, version in sorted(versions.items())
    )


def _neighbour(series, versions):
    """Return add-ons of OCA that are installed all at once."""
    return Neighbour(
        modules=tuple(sorted(versions)),
        requirements=requirements(series, versions),
        before=(_SCRIPTS / "oca_before.py").read_text(encoding="utf-8"),
        beside=(_SCRIPTS / "oca_beside.py").read_text(encoding="utf-8"),
    )


OCA_17 = _neighbour("17.0", HELPDESK_17)
OCA_19 = _neighbour("19.0", HELPDESK_19)
