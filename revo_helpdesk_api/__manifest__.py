# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Helpdesk API",
    "summary": "Tickets for the client's app and for resellers' own systems",
    "version": "17.0.1.0.0",
    "license": "AGPL-3",
    "category": "After-Sales",
    "author": "revo_helpdesk_stages contributors",
    "maintainers": ["revo_helpdesk_stages"],
    "website": "https://revo.works",
    "development_status": "Beta",
    "depends": [
        "fastapi",
        "queue_job",
        "revo_helpdesk_accounts",
        "revo_helpdesk_releases",
    ],
    "data": [
        "security/helpdesk_api_rules.xml",
        "security/ir.model.access.csv",
        "security/webhooks/webhooks_rules.xml",
        "security/webhooks/ir.model.access.csv",
        "data/webhooks.xml",
        "data/helpdesk_ticket_channel.xml",
        "data/fastapi_endpoint.xml",
        "wizards/helpdesk_api_key_new_views.xml",
        "views/helpdesk_api_key_views.xml",
        "views/webhooks_delivery_views.xml",
        "views/webhooks_views.xml",
        "views/webhooks_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "revo_helpdesk_api/static/src/keys/*",
        ],
    },
    "uninstall_hook": "uninstall_hook",
    "installable": True,
}
