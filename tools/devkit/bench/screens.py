"""The screens whose requests are recorded, and the rows that they are of."""

from dataclasses import dataclass, field

from .grounds import OURS, PLAIN

#: What a browser asks for while it opens a screen for the first time, and then knows:
#: methods of models, addresses, and what 19.0 asks for in one request for the store.
ASKED_ONCE = {
    "/mail/init_messaging",
    "/mail/load_message_failures",
    "channels_as_member",
    "check_access_rights",
    "failures",
    "get_views",
    "get_web_push_vapid_public_key",
    "has_group",
    "init_messaging",
    "register_devices",
    "render_public_asset",
    "systray_get_activities",
}

#: Where screens ask for what they show, and the texts of a ticket.
CALLS, THREADS = "/web/dataset/call_kw/", "/mail/"
TICKETS = f"{CALLS}helpdesk.ticket/"

#: The logins' password.
PASSWORD = "bench"

RESELLER, AGENT, MANAGER = "bench.reseller.1", "bench.support.1", "bench.manager"

BOARD = {
    PLAIN: "helpdesk_mgmt.helpdesk_ticket_action",
    OURS: "revo_helpdesk_stages.helpdesk_ticket_action_pipeline",
}


@dataclass(frozen=True)
class Screen:
    """What somebody opens."""

    #: The row.
    name: str
    login: str
    #: External ids of the action, by variant; a variant without it has no such screen.
    actions: dict
    view: str
    #: The ticket that is opened, as a landmark.
    record: str = ""
    #: How the paths of its requests start.
    keeps: str = CALLS
    #: What is added to the action's context, by variant, such as what is searched for.
    contexts: dict = field(default_factory=dict)


def _for_all(kind, view, **values):
    people = (("reseller", RESELLER), ("agent", AGENT), ("manager", MANAGER))
    return tuple(
        Screen(f"{kind}, {who}", login, BOARD, view, **values) for who, login in people
    )


#: As many columns are open as on the board of ours.
_AS_MANY = {"max_number_opened_groups": 11}
_CLIENT = dict.fromkeys((PLAIN, OURS), {"search_default_partner_id": "@contact"})
#: In the field that searches the texts of tickets: a word that every fourth has, and
#: one of a single ticket.
_WORDS = {
    PLAIN: {"search_default_description": "impresora"},
    OURS: {"search_default_number": "impresora"},
}
_RARE = {
    PLAIN: {"search_default_description": "ref4711"},
    OURS: {"search_default_number": "ref4711"},
}

SCREENS = (
    *_for_all("board", "kanban", contexts={PLAIN: _AS_MANY}),
    Screen("form, reseller", RESELLER, BOARD, "form", "ticket.in_progress_reseller"),
    Screen("form, agent", AGENT, BOARD, "form", "ticket.in_progress_support"),
    Screen(
        "thread of 200 messages, reseller",
        RESELLER,
        BOARD,
        "form",
        "ticket.long",
        keeps=THREADS,
    ),
    Screen(
        "thread of 200 messages, agent",
        AGENT,
        BOARD,
        "form",
        "ticket.long",
        keeps=THREADS,
    ),
    *_for_all("list", "list"),
    *_for_all("search by client", "list", keeps=TICKETS, contexts=_CLIENT),
    *_for_all("search by words", "list", keeps=TICKETS, contexts=_WORDS),
    *_for_all("search by a rare word", "list", keeps=TICKETS, contexts=_RARE),
    Screen(
        "overview, reseller",
        RESELLER,
        {OURS: "revo_helpdesk_stages.helpdesk_overview_action_reseller"},
        "list",
    ),
    Screen(
        "overview, agent",
        AGENT,
        {OURS: "revo_helpdesk_stages.helpdesk_overview_action_support"},
        "kanban",
    ),
    Screen(
        "overview, manager",
        MANAGER,
        {OURS: "revo_helpdesk_stages.helpdesk_overview_action_manager"},
        "graph",
    ),
    Screen(
        "who holds it, first screen",
        MANAGER,
        {OURS: "revo_helpdesk_stages.helpdesk_stay_report_action"},
        "pivot",
    ),
)
