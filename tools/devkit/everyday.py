"""What people who are none of the line do every day, and how many queries it costs: a
salesperson, a customer on the portal, a visitor of the website."""

import http.cookiejar
import json
import queue
import re
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from .errors import DevError
from .process import child, free_port

#: Apps whose everyday work is measured.
MODULES = ("crm", "sale_management", "calendar", "website_blog")

#: Python code that makes the people and the documents of `OPERATIONS`.
DATA = """
groups = next(n for n in ("group_ids", "groups_id") if n in env["res.users"]._fields)
contact = env["res.partner"].create(
    {
        "name": "Everyday customer",
        "email": "customer@example.com",
        "parent_id": env["res.partner"]
        .create({"name": "Everyday Ltd", "is_company": True})
        .id,
    }
)
for login, values, group in (
    ("sales", {"name": "Everyday sales"}, "sales_team.group_sale_salesman"),
    ("customer", {"partner_id": contact.id}, "base.group_portal"),
):
    values |= {"login": login, "password": login, "email": f"{login}@example.com"}
    env["res.users"].create(values | {groups: [(6, 0, env.ref(group).ids)]})
sales = env["res.users"].search([("login", "=", "sales")])
product = env["product.product"].create({"name": "Everyday", "list_price": 10})
order = env["sale.order"].create(
    {
        "partner_id": contact.commercial_partner_id.id,
        "user_id": sales.id,
        "client_order_ref": "Everyday",
        "state": "sent",
        "access_token": "everyday",
        "order_line": [(0, 0, {"product_id": product.id})] * 3,
    }
)
order.message_subscribe(contact.ids)
for number in range(3):
    order.message_post(body=f"Everyday {number}", message_type="comment")
for number in range(5):
    env["crm.lead"].create(
        {"name": f"Everyday {number}", "type": "opportunity", "user_id": sales.id}
    )
post = env["blog.post"].create(
    {
        "name": "Everyday",
        "blog_id": env["blog.blog"].search([], limit=1).id,
        "is_published": True,
    }
)
for number in range(3):
    post.message_post(
        body=f"Comment {number}",
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
        author_id=contact.id,
    )
env.cr.commit()
"""

#: How the documents of `DATA` are found.
DOCUMENTS = {
    "order": "SELECT id FROM sale_order WHERE client_order_ref = 'Everyday'",
    "partner": "SELECT partner_id FROM sale_order WHERE client_order_ref = 'Everyday'",
    "post": "SELECT id FROM blog_post WHERE name->>'en_US' = 'Everyday'",
    "blog": "SELECT blog_id FROM blog_post WHERE name->>'en_US' = 'Everyday'",
}

#: Times that each operation is done: its last time is counted, when nothing is read
#: that stays in the memory of the server.
TIMES = 4

#: Seconds for the server to start, and for it to answer.
PATIENCE = 600
#: How long a server takes to log what it has answered, in seconds.
LOGGED_WITHIN = 60

_REQUEST = re.compile(r'"[A-Z]+ (\S+) HTTP/1\.1" (\d+) \S+ (\d+) [\d.]+ [\d.]+')


@dataclass(frozen=True)
class Operation:
    """A request of somebody, as the web client or a browser sends it."""

    name: str
    login: str
    path: str
    #: What is sent as JSON; a page is fetched where there is nothing.
    params: object = None


def _call(model, method, *args, **kwargs):
    """The path and the parameters by which the web client calls a method."""
    params = {"model": model, "method": method, "args": [*args], "kwargs": kwargs}
    return f"/web/dataset/call_kw/{model}/{method}", params


def _by_series(order, post):
    """What each series asks in its own way: paths and parameters by series and name."""
    said = {"body": "Everyday", "message_type": "comment"}
    said["subtype_xmlid"] = "mail.mt_comment"
    token = {"token": "everyday"}
    answer = {"res_model": "sale.order", "res_id": order, "message": "Everyday"}
    thread = {"thread_model": "sale.order", "thread_id": order, "post_data": said}
    return {
        "17.0": {
            "clock": _call("res.users", "systray_get_activities"),
            "answer": ("/mail/chatter_post", answer | token),
            "comments": {"res_model": "blog.post", "res_id": post},
        },
        "19.0": {
            "clock": ("/mail/data", {"fetch_params": ["systray_get_activities"]}),
            "answer": ("/mail/message/post", thread | token),
            "comments": {"thread_model": "blog.post", "thread_id": post},
        },
    }


def _operations(series, order, partner, post, blog):
    """The operations of each person, on the documents with these ids."""
    asked = _by_series(order, post)[series]
    orders = {"name": {}, "partner_id": {"fields": {"display_name": {}}}}
    form = orders | {"order_line": {"fields": {"name": {}, "price_total": {}}}}
    leads = {"name": {}, "stage_id": {"fields": {"display_name": {}}}}
    mine = [["user_id.login", "=", "sales"], ["type", "=", "opportunity"]]
    colors = {"field": "activity_state", "colors": {"today": "warning"}}
    thread = {"thread_model": "sale.order", "thread_id": order}
    said = {"body": "Everyday", "message_type": "comment"}
    note = thread | {"post_data": said | {"subtype_xmlid": "mail.mt_note"}}
    fresh = {"partner_id": partner}
    counters = {"counters": ["order_count", "quotation_count"]}
    by_person = {
        "sales": {
            "activities of the clock": asked["clock"],
            "list of orders": _call(
                "sale.order", "web_search_read", [], orders, limit=80
            ),
            "form of an order": _call("sale.order", "web_read", [order], form),
            "new order": _call("sale.order", "web_save", [], fresh, form),
            "customer by name": _call(
                "res.partner", "name_search", "Everyday", limit=8
            ),
            "opportunities": _call(
                "crm.lead", "web_search_read", mine, leads, limit=80
            ),
            "progress of the pipeline": _call(
                "crm.lead", "read_progress_bar", mine, "stage_id", colors
            ),
            "note on an order": ("/mail/message/post", note),
            "messages of an order": ("/mail/thread/messages", thread),
        },
        "customer": {
            "home": ("/my/home",),
            "counts of the home": ("/my/counters", counters),
            "list of quotations": ("/my/quotes",),
            "order": (f"/my/orders/{order}",),
            "message on an order": asked["answer"],
        },
        "": {
            "page to log in": ("/web/login",),
            "article": (f"/blog/{blog}/{post}",),
            "comments of an article": ("/mail/chatter_fetch", asked["comments"]),
        },
    }
    return [
        Operation(name, login, *request)
        for login, requests in by_person.items()
        for name, request in requests.items()
    ]


def measure(workspace, odoo, database):
    """Return the number of queries of each operation, by who does it and what it is.

    :param odoo: the one that serves
    :param database: one with `MODULES` and `DATA`
    :raises DevError: when the server refuses an operation
    """
    ids = {
        name: int(workspace.databases.query(question, database)[0][0])
        for name, question in DOCUMENTS.items()
    }
    operations = _operations(workspace.series.name, **ids)
    port = free_port()
    command = odoo.command(
        f"--database={database}",
        f"--db-filter=^{database}$",
        f"--http-port={port}",
        "--max-cron-threads=0",
    )
    with child(command, env=odoo.environment) as process:
        server = _Server(process, port)
        server.wait()
        people = {
            login: server.person(login, database)
            for login in {operation.login for operation in operations}
        }
        return {
            f"{operation.login or 'visitor'}: {operation.name}": [
                server.queries(
                    people[operation.login], operation.path, operation.params
                )
                for _time in range(TIMES)
            ][-1]
            for operation in operations
        }


class _Server:
    """A server whose log tells what each request has cost."""

    def __init__(self, process, port):
        self.process = process
        self.address = f"http://127.0.0.1:{port}"
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put("")

    def wait(self):
        """Wait for the first answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.queries(self.person(), "/web/login")
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise DevError("The server whose queries are counted did not start.")

    def person(self, login="", database=None):
        """A browser in which somebody has logged in, or nobody."""
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        if login:
            params = {"db": database, "login": login, "password": login}
            self.queries(browser, "/web/session/authenticate", params)
        return browser

    def queries(self, browser, path, params=None):
        """Fetch a page, or send parameters as JSON; return how many queries the server
        has logged for it."""
        request = urllib.request.Request(self.address + path)
        if params is not None:
            call = {"jsonrpc": "2.0", "method": "call", "id": 1, "params": params}
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(call).encode()
        with browser.open(request, timeout=PATIENCE) as answer:
            said = answer.read().decode()
        if params is not None and (error := json.loads(said).get("error")):
            raise DevError(f"{path} was refused: {error['data']['message']}")
        logged = []
        while True:
            try:
                logged.append(self.lines.get(timeout=LOGGED_WITHIN))
            except queue.Empty:
                raise DevError(
                    f"The server has logged no cost of {path}, but: {logged[-3:]}"
                ) from None
            if not logged[-1]:
                raise DevError(f"The server ended at {path}.")
            match = _REQUEST.search(logged[-1])
            # 19.0 names the method behind the path.
            if match and match[1].partition("#")[0] == path:
                return int(match[3])
