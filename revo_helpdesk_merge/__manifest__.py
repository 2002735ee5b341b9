# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Helpdesk Support Line: Merging",
    "summary": "Merge duplicates of one client, and keep authors, readers and files",
    "version": "17.0.1.0.0",
    "license": "AGPL-3",
    "category": "After-Sales",
    "author": "revo_helpdesk_stages contributors",
    "maintainers": ["revo_helpdesk_stages"],
    "website": "https://revo.works",
    "development_status": "Beta",
    "depends": ["helpdesk_mgmt_merge", "revo_helpdesk_stages"],
    "data": [
        "views/helpdesk_ticket_views.xml",
        "wizards/helpdesk_ticket_merge_views.xml",
    ],
    "auto_install": True,
    "installable": True,
}
