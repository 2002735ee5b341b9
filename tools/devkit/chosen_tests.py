"""Which tests of others are the bar that ours have to clear, and why."""

from dataclasses import dataclass

BOTH = ("17.0", "19.0")


@dataclass(frozen=True)
class Chosen:
    """Tests of an addon of others."""

    #: The name of the neighbourhood in which they are run.
    beside: str
    module: str
    #: Names of classes; none stands for all tests of the addon.
    classes: tuple
    why: str
    series: tuple = BOTH
    #: Whether they are run where there is little time, too.
    short: bool = False


@dataclass(frozen=True)
class Accepted:
    """A test of others that fails with ours alone, for a reason of ours."""

    #: module/Class.test
    test: str
    why: str
    series: tuple = BOTH


_CLOSED_LATER = "what is resolved is closed for good when its client says so, or later"
_STAFF_UNSEEN = "a client does not read who works on its ticket"
_OWN_PAGE = "clients close and answer on the ticket's own page"

CHOSEN = (
    Chosen(
        "core",
        "portal",
        (),
        "gives and takes the portal, logs in there, shows messages and files",
        short=True,
    ),
    Chosen(
        "core",
        "project",
        (
            "TestAccessRightsPrivateTask",
            "TestAllowedUsers",
            "TestCRUDVisibilityEmployees",
            "TestCRUDVisibilityFollowers",
            "TestCRUDVisibilityPortal",
            "TestPortalProject",
            "TestProjectSharing",
            "TestProjectSharingChatterAccess",
            "TestProjectSharingPortalAccess",
        ),
        "the portal's people read and write tasks of a project that is shared",
        short=True,
    ),
    Chosen(
        "core",
        "project",
        ("TestProjectSharingUi",),
        "the same in the browser",
    ),
    Chosen(
        "core",
        "project",
        ("TestProjectConfig",),
        "settings that give groups to all users",
        short=True,
    ),
    Chosen(
        "core",
        "project",
        (
            "TestMultiCompanyProject",
            "TestPersonalStages",
            "TestProjectBase",
            "TestProjectFlow",
            "TestProjectMilestone",
            "TestProjectRecurrence",
            "TestProjectSubtasks",
            "TestProjectUpdateAccessRights",
            "TestTaskDependencies",
            "TestTaskFollow",
            "TestTaskState",
            "TestTaskTracking",
        ),
        "tasks are followed, tracked, copied, and made by mail",
    ),
    Chosen(
        "core",
        "hr_timesheet",
        ("TestPortalTimesheet",),
        "the portal shows time logged on tasks",
        short=True,
    ),
    Chosen("core", "hr_timesheet", (), "time is logged, and by whom"),
    Chosen(
        "core",
        "mail",
        ("TestChannelInternals", "TestDiscussChannelAccess", "TestMessageController"),
        "members, guests and visitors read and write in channels",
        short=True,
    ),
    Chosen(
        "core",
        "mail",
        (
            "TestDiscussChannelMember",
            "TestLinkPreview",
            "TestMailComposerForm",
            "TestMailRender",
            "TestMailRenderSecurity",
            "TestMailTemplate",
            "TestMailTools",
            "TestPartner",
            "TestUser",
        ),
        "what has messages: contacts, users, templates",
    ),
    Chosen(
        "core",
        "base",
        ("TestACL", "TestIrRule", "TestGroups", "TestHasGroup", "TestPermissions"),
        "rights, rules, groups and files, from the bottom",
        series=("17.0",),
        short=True,
    ),
    Chosen(
        "core",
        "base",
        (
            "TestACL",
            "TestIrRule",
            "TestGroupsObject",
            "TestGroupsOdoo",
            "TestHasGroup",
            "TestPermissions",
        ),
        "rights, rules, groups and files, from the bottom",
        series=("19.0",),
        short=True,
    ),
    Chosen(
        "core",
        "base",
        (
            "TestIrAttachment",
            "TestPartner",
            "TestPartnerAddressCompany",
            "TestResConfig",
            "TestResConfigExecute",
            "TestUsers",
            "TestUsers2",
        ),
        "users and contacts; every setting is saved as it is",
    ),
    Chosen(
        "core",
        "rating",
        (),
        "ratings given by a link, and who reads them",
    ),
    Chosen(
        "core",
        "web",
        ("LoadMenusTests", "TestResUsers", "TestSessionInfo", "TestWebSearchRead"),
        "what the web client asks first",
    ),
    Chosen(
        "apps",
        "test_mail",
        (),
        "messages, followers, activities, aliases and mails of documents that are no"
        " tickets, with the number of queries that each costs",
    ),
    Chosen(
        "apps",
        "test_mail_full",
        (),
        "the same on the portal, with links for visitors and ratings",
    ),
    Chosen(
        "apps",
        "sale",
        (
            "TestAccessRights",
            "TestAccessRightsControllers",
            "TestSaleOrder",
            "TestSalePayment",
            "TestSaleSignature",
            "TestSalesTeam",
        ),
        "a customer opens, signs and pays a quotation on the portal",
    ),
    Chosen(
        "apps",
        "sale_project",
        ("TestSaleProject",),
        "orders make projects and tasks",
    ),
    Chosen(
        "apps",
        "purchase",
        ("TestPurchase", "TestPurchaseInvoice"),
        "a supplier on the portal, and who may buy",
    ),
    Chosen("apps", "website_blog", (), "posts with comments, and their queries"),
    Chosen(
        "apps",
        "website",
        (
            "TestControllers",
            "TestPortalWizardMultiWebsites",
            "TestStandardPerformance",
            "TestWebsiteAttachment",
            "TestWebsitePerformance",
            "TestWebsiteResUsers",
            "WebsiteVisitorTests",
        ),
        "pages for visitors, with their queries; users and files of a website",
    ),
    Chosen(
        "apps",
        "website_sale",
        (
            "TestWebsiteSaleMail",
            "TestWebsiteSaleReorderFromPortal",
            "WebsiteSaleCartPayment",
            "WebsiteSaleVisitorTests",
        ),
        "a customer buys once more from the portal; mails of a shop",
    ),
    Chosen(
        "apps",
        "calendar",
        (
            "TestAccessRights",
            "TestCalendar",
            "TestCalendarController",
            "TestEventNotifications",
            "TestMailActivityMixin",
            "TestResPartner",
        ),
        "who sees which meeting, and what reminds of it",
    ),
    Chosen(
        "apps",
        "hr_holidays",
        (
            "TestAccessRightsCreate",
            "TestAccessRightsEmployeeManager",
            "TestAccessRightsHolidayManager",
            "TestAccessRightsHolidayUser",
            "TestAccessRightsRead",
            "TestAccessRightsSimpleUser",
            "TestAccessRightsUnlink",
            "TestAccessRightsWrite",
            "TestHolidaysMail",
            "TestOutOfOffice",
            "TestOutOfOfficePerformance",
            "TestPartner",
        ),
        "who sees whose leave, and whose status shows it",
    ),
    Chosen(
        "apps",
        "crm",
        (
            "NewLeadNotification",
            "TestCRMLead",
            "TestCRMLeadMultiCompany",
            "TestCrmMailActivity",
            "TestLeadConvert",
            "TestLeadMerge",
        ),
        "opportunities by mail, their contacts, their merging",
    ),
    Chosen("apps", "privacy_lookup", (), "a person is looked up and forgotten"),
    *(
        Chosen("oca", module, (), "OCA's own tests", series=series)
        for module, series in (
            ("helpdesk_mgmt", BOTH),
            ("helpdesk_mgmt_activity", BOTH),
            ("helpdesk_mgmt_assign_method", ("17.0",)),
            ("helpdesk_mgmt_assign_method_hr_holidays", ("17.0",)),
            ("helpdesk_mgmt_crm", BOTH),
            ("helpdesk_mgmt_merge", BOTH),
            ("helpdesk_mgmt_project", BOTH),
            ("helpdesk_mgmt_rating", BOTH),
            ("helpdesk_mgmt_sale", BOTH),
            ("helpdesk_mgmt_sla", BOTH),
            ("helpdesk_mgmt_stage_validation", ("17.0",)),
            ("helpdesk_mgmt_team_partner", ("17.0",)),
            ("helpdesk_mgmt_template", ("17.0",)),
            ("helpdesk_mgmt_timesheet", ("17.0",)),
            ("helpdesk_ticket_close_inactive", BOTH),
            ("helpdesk_ticket_partner_response", BOTH),
            ("helpdesk_ticket_related", BOTH),
            ("helpdesk_type", BOTH),
            ("privacy_consent", ("17.0",)),
        )
    ),
)

#: Whoever tests tickets inherits the tests of helpdesk_mgmt, and runs them again.
_TICKET_TESTS = (
    "helpdesk_mgmt/TestHelpdeskTicket",
    "helpdesk_mgmt_sla/TestHelpdeskMgmtSla",
    "helpdesk_mgmt_timesheet/TestHelpdeskMgmtTimesheet",
    "helpdesk_type/TestHelpdeskType",
)

ACCEPTED = (
    *(
        Accepted(f"{where}.test_helpdesk_ticket_datetimes", _CLOSED_LATER, BOTH)
        for where in _TICKET_TESTS
    ),
    *(
        Accepted(
            f"{where}.test_ticket_with_team_stage",
            "where tickets of others stand in a stage, they go elsewhere before it is "
            "shared with some teams alone",
            BOTH,
        )
        for where in _TICKET_TESTS
    ),
    *(
        Accepted(
            f"test_mail/TestMailTemplateLanguages.{test}",
            "counts the first queries after a start, when it is asked once, and not "
            "again, who is of the line",
            ("17.0",),
        )
        for test in (
            "test_template_send_email",
            "test_template_send_email_batch",
            "test_template_send_email_nolayout",
            "test_template_send_email_wreport",
            "test_template_translation_partner_lang",
        )
    ),
    *(
        Accepted(f"helpdesk_mgmt/TestHelpdeskPortal.{test}", why, BOTH)
        for test, why in {
            "test_close_ticket": _OWN_PAGE,
            "test_close_ticket_invalid_stage": _OWN_PAGE,
            "test_submit_ticket_02": _STAFF_UNSEEN,
            "test_tickets_2_users": "of another client's ticket nobody learns that it "
            "is there",
        }.items()
    ),
    *(
        Accepted(
            f"helpdesk_mgmt_project/TestHelpdeskTicketProject.{test}",
            "a task belongs to one ticket, and theirs is of two",
            BOTH,
        )
        for test in (
            "test_action_view_ticket",
            "test_compute_ticket_count",
            "test_helpdesk_ticket_counts",
            "test_helpdesk_ticket_project_task",
            "test_milestones",
            "test_project_update_buttons",
        )
    ),
    Accepted(
        "helpdesk_mgmt_timesheet/TestHelpdeskMgmtTimesheet.test_helpdesk_mgmt_timesheet",
        "time is logged on tickets that one may read",
        ("17.0",),
    ),
    Accepted(
        "helpdesk_mgmt_timesheet/TestHelpdeskPortal.test_submit_ticket_team",
        _STAFF_UNSEEN,
        ("17.0",),
    ),
    Accepted(
        "helpdesk_mgmt/TestHelpdeskPortal.test_submit_ticket_01",
        "a client chooses a category of those that the form offers",
        ("19.0",),
    ),
    Accepted(
        "helpdesk_mgmt_rating/TestHelpdeskMgmtRating.test_ticket_stage_done",
        "ratings of tickets are the managers' to read",
        ("19.0",),
    ),
    Accepted(
        "helpdesk_mgmt_merge/TestHelpdeskTicketMerge"
        ".test_helpdesk_ticket_merge_with_existing_ticket",
        "OdooBot, in whose name it runs, works on no ticket",
        ("19.0",),
    ),
    *(
        Accepted(
            f"helpdesk_ticket_partner_response/TestCustomerResponse.{test}", why, series
        )
        for why, series, tests in (
            (_OWN_PAGE, BOTH, ("test_change_stage_customer_answered",)),
            (
                _OWN_PAGE,
                ("19.0",),
                (
                    "test_change_stage_deactivated",
                    "test_no_change_stage_customer_answered",
                ),
            ),
            (
                "it closes by a client's answer, which reopens what is closed",
                ("19.0",),
                (
                    "test_change_stage_branch3_external_sender_matches",
                    "test_change_stage_branch3_external_sender_normalization",
                    "test_change_stage_branch3_external_sender_with_display_name",
                    "test_change_stage_branch4_external_sender_with_display_name",
                    "test_change_stage_branch4_no_partner_external_sender_matches",
                    "test_change_stage_customer_answered_through_mail",
                    "test_change_stage_partner_email_field_only",
                    "test_change_stage_partner_email_not_normalized",
                ),
            ),
            (
                "who takes no part in a ticket writes nothing on it",
                ("19.0",),
                (
                    "test_no_change_stage_branch1_wrong_known_sender",
                    "test_no_change_stage_branch3_external_sender_wrong_email",
                    "test_no_change_stage_branch4_no_partner_external_sender"
                    "_wrong_email",
                ),
            ),
        )
        for test in tests
    ),
)

#: Tests that fail without ours, too, as they are not made for a database with demo
#: data and other addons: where there is little time, they are not run without ours.
FAILING_ANYWAY = frozenset(
    {
        "base/TestHasGroup.test_demote_user",
        "base/TestHasGroup.test_implied_groups",
        "portal/TestPortalWizard.test_portal_wizard_public_user",
        "project/TestAccessRightsPrivateTask.test_internal_cannot_crud_private_task",
        "project/TestProjectSharingPortalAccess.test_wizard_confirm",
    }
)


def chosen(series, short=False):
    """Return the tests chosen for a series, by the name of a neighbourhood."""
    found = {}
    for one in CHOSEN:
        if series in one.series and (one.short or not short):
            found.setdefault(one.beside, []).append(one)
    return found


def accepted(series):
    """Return why a test may fail with ours, by the test."""
    return {one.test: one.why for one in ACCEPTED if series in one.series}
