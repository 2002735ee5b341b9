"""The ways into the server over HTTP, with ids and tokens of somebody else's records.

A way is a function of a visitor and a target that gives what the server answered.
"""

import io
import json

from .. import compat
from . import ways_to_files as files
from .ways_rpc import call

# records by RPC


def read_by_id(visitor, record):
    return call(visitor, record._name, "read", record.ids, visitor.get_texts(record))


def find_by_id(visitor, record):
    domain = [("id", "in", record.ids)]
    return call(visitor, record._name, "search_read", domain, visitor.get_texts(record))


def find_for_the_web(visitor, record):
    specification = {name: {} for name in visitor.get_texts(record)}
    domain = [("id", "in", record.ids)]
    return call(visitor, record._name, "web_search_read", domain, specification)


def group(visitor, record):
    domain = [("id", "in", record.ids)]
    method, arguments = compat.grouping(record, domain, "name")
    return call(visitor, record._name, method, *arguments)


def copy(visitor, record):
    return call(visitor, record._name, "copy", record.ids)


def export_csv(visitor, record):
    return _export(visitor, record, "csv")


def export_xlsx(visitor, record):
    return _export(visitor, record, "xlsx")


def _export(visitor, record, kind):
    names = visitor.get_texts(record)
    data = {
        "model": record._name,
        "fields": [{"name": n, "label": n, "type": "char"} for n in names],
        "ids": record.ids,
        "domain": [],
        "import_compat": False,
        "context": {},
    }
    return visitor.post(f"/web/export/{kind}", data=json.dumps(data))


def view(visitor, record):
    return visitor.get(f"/mail/view?model={record._name}&res_id={record.id}")


def picture(visitor, record):
    return visitor.get(f"/web/image/{record._name}/{record.id}/avatar_128")


# tickets


def thread(visitor, ticket):
    """What the web client and the pages of the site ask of a thread."""
    return [
        visitor.post_json(route, **params)
        for route, params in compat.thread_calls(ticket._name, ticket.id)
        if "post" not in route
    ]


def page(visitor, ticket):
    return visitor.get(f"/my/ticket/{ticket.id}")


def upload(visitor, ticket):
    return visitor.post(
        "/mail/attachment/upload",
        files={"ufile": ("x.txt", io.BytesIO(b"x"), "text/plain")},
        thread_id=ticket.id,
        thread_model=ticket._name,
    )


def import_over(visitor, ticket):
    """Import a line that updates somebody's ticket, and ask what it became."""
    wizard = call(visitor, "base_import.import", "create", {"res_model": ticket._name})
    file = f"id,name\n__export__.{ticket._table}_{ticket.id},Mine\n"
    number = wizard.get("result") if isinstance(wizard, dict) else None
    visitor.post(
        "/base_import/set_file",
        files={"ufile": ("x.csv", io.BytesIO(file.encode()), "text/csv")},
        import_id=number or 0,
        id=number or 0,
    )
    options = {"quoting": '"', "separator": ",", "has_headers": True}
    return [
        wizard,
        call(
            visitor,
            "base_import.import",
            "execute_import",
            [number or 0],
            ["id", "name"],
            ["id", "name"],
            options,
        ),
    ]


# all that is there


def mailboxes(visitor, _target):
    return [
        visitor.post_json(f"/mail/{box}/messages")
        for box in ("inbox", "history", "starred")
    ]


def search_mailboxes(visitor, _target):
    return [
        visitor.post_json(f"/mail/{box}/messages", **compat.searching("zq"))
        for box in ("inbox", "history", "starred")
    ]


def start_page(visitor, _target):
    return [
        visitor.post_json(route, **params) for route, params in compat.starting_calls()
    ]


def list_on_site(visitor, _target):
    return [
        visitor.get("/my/tickets"),
        visitor.get("/my/tickets?search_in=all&search=zq"),
        visitor.get("/my"),
        visitor.get("/new/ticket"),
    ]


def mention(visitor, _target):
    return [
        call(visitor, "res.partner", "get_mention_suggestions", "zq"),
        call(visitor, "res.partner", "im_search", "zq"),
        call(visitor, "res.partner", "name_search", "zq"),
        call(visitor, "res.users", "name_search", "zq"),
        call(visitor, "helpdesk.ticket.team", "name_search", "zq"),
    ]


def find_by_address(visitor, _target):
    return [
        visitor.post_json(
            "/mail/partner/from_email", **compat.looking_up(mail, visitor.own_ticket)
        )
        for mail in visitor.addresses
    ]


# messages


def edit_message(visitor, message):
    return visitor.post_json(
        "/mail/message/update_content",
        message_id=message.id,
        **compat.updating("Mine"),
    )


def react(visitor, message):
    return visitor.post_json(
        "/mail/message/reaction", message_id=message.id, content="x", action="add"
    )


def author_picture(visitor, message):
    return visitor.get(f"/mail/avatar/mail.message/{message.id}/author_avatar/50x50")


def view_message(visitor, message):
    return visitor.get(f"/mail/view?message_id={message.id}")


WAYS = {
    "helpdesk.ticket": (
        read_by_id,
        find_by_id,
        find_for_the_web,
        group,
        copy,
        export_csv,
        export_xlsx,
        view,
        thread,
        page,
        upload,
        import_over,
    ),
    "mail.message": (
        read_by_id,
        find_by_id,
        find_for_the_web,
        export_csv,
        edit_message,
        react,
        author_picture,
        view_message,
    ),
    "ir.attachment": (
        read_by_id,
        find_by_id,
        files.download,
        files.download_by_field,
        files.download_with_token,
        files.show,
        files.show_with_token,
        files.zip_files,
        files.hand_on,
        files.delete_file,
    ),
    "res.partner": (read_by_id, find_by_id, find_for_the_web, export_csv, view),
    "mail.activity": (read_by_id, find_by_id),
    None: (
        mailboxes,
        search_mailboxes,
        start_page,
        list_on_site,
        mention,
        find_by_address,
    ),
}
