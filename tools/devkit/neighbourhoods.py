"""What stands beside ours when tests of others are run, with ours and without: apps of
Odoo's, and addons of OCA. The tests are in `chosen_tests`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbourhood:
    """Addons that are installed together with what ours depend on."""

    name: str
    modules: tuple = ()
    #: What brings them. They are installed aside: some of them install themselves as
    #: soon as they are found beside an app.
    requirements: tuple = ()


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
)

OCA_17 = Neighbourhood(
    "oca",
    modules=(
        "helpdesk_mgmt_activity",
        "helpdesk_mgmt_assign_method",
        "helpdesk_mgmt_assign_method_hr_holidays",
        "helpdesk_mgmt_crm",
        "helpdesk_mgmt_merge",
        "helpdesk_mgmt_rating",
        "helpdesk_mgmt_sale",
        "helpdesk_mgmt_sla",
        "helpdesk_mgmt_stage_validation",
        "helpdesk_mgmt_team_partner",
        "helpdesk_mgmt_template",
        "helpdesk_mgmt_timesheet",
        "helpdesk_portal_restriction",
        "helpdesk_ticket_close_inactive",
        "helpdesk_ticket_partner_response",
        "helpdesk_ticket_related",
        "helpdesk_type",
        "privacy_consent",
    ),
    requirements=(
        "odoo-addon-helpdesk-mgmt-activity==17.0.1.0.0.2",
        "odoo-addon-helpdesk-mgmt-assign-method==17.0.1.0.0.3",
        "odoo-addon-helpdesk-mgmt-assign-method-hr-holidays==17.0.1.0.0.4",
        "odoo-addon-helpdesk-mgmt-crm==17.0.1.0.2",
        "odoo-addon-helpdesk-mgmt-merge==17.0.1.0.0.2",
        "odoo-addon-helpdesk-mgmt-rating==17.0.1.0.2.4",
        "odoo-addon-helpdesk-mgmt-sale==17.0.1.0.2",
        "odoo-addon-helpdesk-mgmt-sla==17.0.2.0.0.5",
        "odoo-addon-helpdesk-mgmt-stage-validation==17.0.1.1.0",
        "odoo-addon-helpdesk-mgmt-team-partner==17.0.1.0.0.4",
        "odoo-addon-helpdesk-mgmt-template==17.0.1.0.0.2",
        "odoo-addon-helpdesk-portal-restriction==17.0.1.0.0.3",
        "odoo-addon-helpdesk-ticket-close-inactive==17.0.1.1.2",
        "odoo-addon-helpdesk-ticket-partner-response==17.0.1.0.2",
        "odoo-addon-helpdesk-ticket-related==17.0.1.0.0.2",
        "odoo-addon-helpdesk-type==17.0.1.1.1.3",
        "odoo-addon-privacy==17.0.1.0.0.3",
        "odoo-addon-privacy-consent==17.0.1.0.1.2",
    ),
)

#: Without `helpdesk_mgmt_fieldservice`: what it needs (locations, equipment, orders) is
#: an app of its own with more addons, and to a ticket it adds a tab and a button.
OCA_19 = Neighbourhood(
    "oca",
    modules=(
        "helpdesk_mgmt_activity",
        "helpdesk_mgmt_crm",
        "helpdesk_mgmt_merge",
        "helpdesk_mgmt_rating",
        "helpdesk_mgmt_sale",
        "helpdesk_mgmt_sla",
        "helpdesk_product",
        "helpdesk_ticket_close_inactive",
        "helpdesk_ticket_partner_response",
        "helpdesk_ticket_related",
        "helpdesk_type",
    ),
    requirements=(
        "odoo-addon-helpdesk-mgmt-activity==19.0.1.0.0.6",
        "odoo-addon-helpdesk-mgmt-crm==19.0.1.0.0.2",
        "odoo-addon-helpdesk-mgmt-merge==19.0.1.0.0.2",
        "odoo-addon-helpdesk-mgmt-rating==19.0.1.0.0.7",
        "odoo-addon-helpdesk-mgmt-sale==19.0.1.0.0.4",
        "odoo-addon-helpdesk-mgmt-sla==19.0.1.0.0.4",
        "odoo-addon-helpdesk-product==19.0.1.1.0.4",
        "odoo-addon-helpdesk-ticket-close-inactive==19.0.1.0.3",
        "odoo-addon-helpdesk-ticket-partner-response==19.0.1.4.0",
        "odoo-addon-helpdesk-ticket-related==19.0.1.0.0.5",
        "odoo-addon-helpdesk-type==19.0.1.1.0.3",
    ),
)
