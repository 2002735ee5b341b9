# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Helpdesk Releases",
    "summary": "Development's tracker, releases, and who is told when",
    "version": "17.0.1.0.0",
    "license": "AGPL-3",
    "category": "After-Sales",
    "author": "revo_helpdesk_stages contributors",
    "depends": ["queue_job", "revo_helpdesk_stages"],
    "data": [
        "security/helpdesk_releases_rules.xml",
        "security/ir.model.access.csv",
        "data/tracker_user.xml",
        "data/helpdesk_tracker_status.xml",
        "data/queue_job.xml",
        "data/helpdesk_ticket_stage_transition.xml",
        "data/mail_template_release.xml",
        "views/helpdesk_release_views.xml",
        "views/helpdesk_release_publishing_views.xml",
        "views/helpdesk_ticket_release_views.xml",
        "views/helpdesk_ticket_development_views.xml",
        "views/helpdesk_development_item_views.xml",
        "views/helpdesk_tracker_status_views.xml",
        "views/helpdesk_tracker_event_views.xml",
        "views/helpdesk_tracker_delivery_views.xml",
        "views/res_config_settings_views.xml",
        "views/portal_ticket_templates.xml",
        "views/helpdesk_report_views.xml",
        "wizards/helpdesk_ticket_move_views.xml",
        "views/helpdesk_menus.xml",
    ],
    "demo": [
        "demo/helpdesk_releases.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "revo_helpdesk_releases/static/src/calendar/*",
        ],
        "web.assets_tests": [
            "revo_helpdesk_releases/static/tests/tours/*.js",
        ],
    },
    "installable": True,
}
