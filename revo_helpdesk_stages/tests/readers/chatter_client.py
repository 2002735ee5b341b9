"""What the chatter of the web client asks the server in Odoo 17.0 and 19.0."""

#: What the chatter asks for when it opens.
REQUESTS = [
    "activities",
    "attachments",
    "contact_fields",
    "followers",
    "scheduledMessages",
    "suggestedRecipients",
]


def _has_store(case):
    """Return whether the server answers with records for the client's store (19.0)."""
    return hasattr(case.env["mail.thread"], "_thread_to_store")


def get_suggested(ticket):
    """Return the ids of the partners that the chatter suggests as recipients."""
    suggested = ticket._message_get_suggested_recipients()
    if isinstance(suggested, dict):
        return [row[0] for row in suggested[ticket.id]]
    return [row["partner_id"] for row in suggested]


def ask_for_thread(case, record):
    """Ask for what the chatter shows of a record beside its messages."""
    thread = {
        "thread_model": record._name,
        "thread_id": record.id,
        "request_list": REQUESTS,
    }
    if _has_store(case):
        return case._post_json("/mail/data", fetch_params=[["mail.thread", thread]])
    return case._post_json("/mail/thread/data", **thread)


def fetch_thread(case, record):
    """Return what the server says of a record and its chatter."""
    result = ask_for_thread(case, record)["result"]
    if not _has_store(case):
        return result
    return next(
        thread
        for thread in result["mail.thread"]
        if (thread["model"], thread["id"]) == (record._name, record.id)
    )


def fetch_messages(case, record):
    """Return the messages that the chatter of a record shows."""
    result = case._post_json(
        "/mail/thread/messages", thread_model=record._name, thread_id=record.id
    )["result"]
    return result["data"]["mail.message"] if _has_store(case) else result["messages"]


def post(case, record, kind):
    """Write a note or a message in the chatter, and give it as the client gets it."""
    subtype = "mail.mt_note" if kind == "note" else "mail.mt_comment"
    result = case._post_json(
        "/mail/message/post",
        thread_model=record._name,
        thread_id=record.id,
        post_data={
            "body": "Text",
            "message_type": "comment",
            "subtype_xmlid": subtype,
        },
    )["result"]
    if not _has_store(case):
        return result
    return next(
        message
        for message in result["store_data"]["mail.message"]
        if message["id"] == result["message_id"]
    )
