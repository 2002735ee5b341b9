"""Every route of the portal that takes an id, called with ids that are none of the
client's.
"""

import logging
import re
from contextlib import contextmanager
from itertools import product
from threading import current_thread
from types import SimpleNamespace
from unittest.mock import patch

from odoo.http import _request_stack
from odoo.tests import get_db_name
from odoo.tools import mute_logger

from ..common import SupportLineHttpCase
from ..compat import offer_categories, thread_calls
from ..complete import is_complete

_logger = logging.getLogger(__name__)

# In everything that is somebody else's: no answer may hold it.
SECRET = "Zanzibar"

# What no id of the database can be.
NO_IDS = ("", "0", "-1", "abc", "1.5", "99999999999", "2147483648", "é")

# What the database refuses; Odoo itself stumbles over it in the path of an address.
NUL = "%00"

# Where a ticket is named: by address, or as a value of a form. The forms of its page
# are added from the registry, whichever addon they are of.
TICKET_PATHS = (
    "/my/ticket/{id}",
    "/my/ticket/{id}?access_token={token}",
    "/my/ticket/{id}/file/{file}",
    "/my/ticket/{id}/file/{own_file}",
    "/my/ticket/{own}/file/{id}",
    "/ticket/close?ticket_id={id}",
    "/ticket/close?ticket_id={id}&stage_id={stage}",
    "/ticket/close?ticket_id={own}&stage_id={id}",
    "/mail/view?model=helpdesk.ticket&res_id={id}",
    "/mail/view?model=helpdesk.ticket&res_id={id}&access_token=not-the-token",
)

FILE_PATHS = (
    "/my/ticket/{own}/file/{file}",
    "/my/ticket/{own}/file/{file}?access_token={token}",
    "/web/content/{file}",
    "/web/content/{file}?access_token={token}",
    "/web/content/helpdesk.ticket/{id}/description",
    "/web/image/{file}",
    "/web/image/ir.attachment/{file}/datas",
)

# The list takes any value, and shows the client's own tickets.
LIST_PATHS = (
    "/my/tickets?sortby={id}",
    "/my/tickets?filterby={id}",
    "/my/tickets?groupby={id}",
    "/my/tickets?search={id}",
    "/my/tickets?search={id}&search_in={id}",
    "/my/tickets?search=" + SECRET.lower()[:-1],
    "/my/tickets?date_begin={id}&date_end={id}",
    "/my/tickets/page/{id}",
    "/new/ticket?category={id}&team={id}",
    "/new/ticket?follows={id}",
)

FORM_VALUES = (
    "category",
    "team",
    "stage_id",
    "partner_id",
    "ticket_id",
    "company_id",
    "follows",
)

REFUSED = (400, 403, 404, 405, 422)


def _pair(places, ids):
    """Return each place with each id; where not everything is tried, with a third of
    them, and with other ones than the place before, so that each is tried somewhere.
    """
    stride = 1 if is_complete() else 3
    return [
        (place, one)
        for number, place in enumerate(places)
        for one in ids[number % stride :: stride]
    ]


class TestPortalRoutes(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.helpdesk_mgmt_portal_select_team = True
        offer_categories(cls.company)
        for team in cls.south | cls.support | cls.development:
            team.write({"name": f"{SECRET} {team.name}", "show_in_portal": True})
        cls.desk = cls._create_team("direct", cls.pia, name=f"{SECRET} desk")
        cls.desk.show_in_portal = False
        cls.category = cls.env["helpdesk.ticket.category"].create(
            {"name": f"{SECRET} category", "show_in_portal": False}
        )
        cls.own = cls._create_ticket_in("backlog_client", name="My own")
        cls.foreign = {
            "another reseller's client's": cls._create_foreign(
                partner_id=cls.cora.partner_id.id
            ),
            "another client's of the same reseller": cls._create_foreign(
                partner_id=cls._create_client(f"{SECRET} shop", cls.north).id
            ),
            "the reseller's own": cls._create_ticket(
                opener=cls.ana, name=f"{SECRET} white", description=SECRET
            ),
            "the reseller's, named as the client's user": cls._create_foreign(
                partner_id=cls.ana.partner_id.id
            ),
            "another client's direct one": cls._create_foreign(
                partner_id=cls.cora.partner_id.id, team_id=cls.desk.id
            ),
            "one that the client once followed": cls._create_foreign(
                partner_id=cls.cora.partner_id.id
            ),
        }
        cls.foreign["one that the client once followed"].message_subscribe(
            cls.cleo.partner_id.ids
        )
        cls.others = cls.tickets.union(*cls.foreign.values())
        cls.file_of = {}
        for ticket in cls.others | cls.own:
            message = ticket.with_user(cls.mia).message_post(
                body=f"<p>{SECRET} note</p>",
                message_type="comment",
                subtype_xmlid="mail.mt_note",
                attachments=[(f"{SECRET}.txt", SECRET)],
            )
            cls.file_of[ticket] = message.sudo().attachment_ids
            ticket._portal_ensure_token()
        cls.own_file = (
            cls._as(cls, cls.cleo, cls.own)
            .message_post(
                body="Mine",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                attachments=[("mine.txt", "mine")],
            )
            .sudo()
            .attachment_ids
        )
        cls._put(cls.own, "backlog_client")
        cls.env.flush_all()

    @classmethod
    def _create_foreign(cls, **values):
        return cls._create_ticket(
            opener=cls.mia, name=f"{SECRET} ticket", description=SECRET, **values
        )

    def _get_state(self):
        """Return what none of the calls may change."""
        self.env.flush_all()
        self.env.invalidate_all()
        tickets = self.tickets.search([], order="id")
        return (
            [
                (t.id, t.stage_id.id, t.team_id.id, t.user_id.id, t.write_date)
                for t in tickets
            ],
            [
                self.env[model].search_count([])
                for model in (
                    "mail.message",
                    "ir.attachment",
                    "mail.activity",
                    "mail.followers",
                    "helpdesk.ticket.assignment",
                )
            ],
        )

    @contextmanager
    def _no_traceback(self):
        """Check that the server was not surprised."""
        records = []
        handler = logging.Handler(logging.ERROR)
        handler.emit = records.append
        logging.getLogger().addHandler(handler)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(handler)
        self.assertFalse([record.getMessage()[:2000] for record in records])

    def _call_page(self, method, path):
        if method == "GET":
            return self.url_open(path)
        address, _sep, query = path.partition("?")
        values = dict(pair.split("=", 1) for pair in query.split("&") if pair)
        if method == "POST without token":
            return self.url_open(address, data={"text": "Mine", **values})
        return self._post(address, **{"text": "Mine", "why": "solved", **values})

    def _get_forms(self):
        """Return the addresses of the forms on the page of a ticket."""
        # The map is that of the database which a thread serves. What other addons add
        # to it they look up for the request.
        _request_stack.push(SimpleNamespace(env=self.env, website_routing=None))
        try:
            with patch.object(current_thread(), "dbname", get_db_name(), create=True):
                rules = self.env["ir.http"].routing_map().iter_rules()
        finally:
            _request_stack.pop()
        forms = [
            rule.rule.replace("<int:ticket_id>", "{id}")
            for rule in rules
            if rule.arguments == {"ticket_id"} and "POST" in (rule.methods or ())
        ]
        self.assertIn("/my/ticket/{id}/answer", forms)
        return forms

    def _get_calls(self):
        """Return each call to make: path, and the answers that refuse it."""
        tickets = {str(ticket.id): ticket for ticket in self.others}
        missing = str(max(self.tickets.search([]).ids) + 1000)
        paths = [*TICKET_PATHS, *self._get_forms()]
        for path, name in _pair(paths, [*tickets, missing, *NO_IDS]):
            if path.endswith("/file/{id}") and not name:
                # 19.0 takes that for a token of the client's own ticket.
                continue
            # Of the client's own ticket only the other value is foreign.
            ticket = tickets.get(name, self.others[:1])
            yield (
                path.format(
                    id=name,
                    own=self.own.id,
                    file=self.file_of[ticket].id,
                    own_file=self.own_file.id,
                    stage=self.stage["resolved"].id,
                    token="not-the-token-é",
                ),
                REFUSED,
            )
        for path, ticket in _pair(FILE_PATHS, self.others | self.own):
            # An image that may not be shown is a placeholder.
            yield (
                path.format(
                    id=ticket.id,
                    own=self.own.id,
                    file=self.file_of[ticket].id,
                    token="not-the-token",
                ),
                (200, *REFUSED) if path.startswith("/web/image") else REFUSED,
            )
        for path, name in _pair(LIST_PATHS, [*tickets, missing, *NO_IDS, NUL]):
            if name != NUL or "?" in path:
                yield path.format(id=name), (200, *REFUSED)

    def _check_calls(self, calls, methods):
        """Make each call by each method; give how many were made."""
        before = self._get_state()
        made = 0
        for (path, refusals), method in product(calls, methods):
            made += 1
            with self.subTest(path=path, method=method):
                with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
                    response = self._call_page(method, path)
                self.assertNotIn(SECRET, response.text)
                self.assertTrue(
                    response.status_code in refusals or self._is_sent_away(response),
                    f"{response.status_code} {response.url}",
                )
        self.assertEqual(self._get_state(), before)
        return made

    def _is_sent_away(self, response):
        """Return whether the caller ends at the door or at home."""
        path = re.split("[?#]", response.url)[0]
        return response.status_code == 200 and path.endswith(
            ("/my", "/my/home", "/my/tickets", "/web/login")
        )

    def test_routes_refuse_a_client_what_is_not_its_own(self):
        self._log_in(self.cleo)
        calls = list(self._get_calls())
        with self._no_traceback():
            made = self._check_calls(calls, ("GET", "POST"))
        _logger.info("Portal routes: %s calls by a client, all refused", made)

    def test_routes_refuse_a_stranger_everything(self):
        self.authenticate(None, None)
        calls = list(self._get_calls())
        with self._no_traceback():
            made = self._check_calls(calls, ("GET", "POST"))
        _logger.info("Portal routes: %s calls by a stranger, all refused", made)

    def test_the_form_of_a_new_ticket_takes_nothing_foreign(self):
        self._log_in(self.cleo)
        ids = [
            *(str(team.id) for team in self.south | self.support | self.desk),
            str(self.category.id),
            str(self.cora.partner_id.id),
            *(str(ticket.id) for ticket in self.others),
            *NO_IDS,
            NUL,
        ]
        known = str(self.env.ref("helpdesk_mgmt.helpdesk_category_1").id)
        made = 0
        with self._no_traceback():
            for name, value in _pair(FORM_VALUES, ids):
                before = self.tickets.search([])
                values = {"category": known, "subject": "Mine", "description": "Mine"}
                with self.subTest(name=name, value=value):
                    values[name] = value
                    response = self._post("/submitted/ticket", **values)
                    made += 1
                    ticket = self.tickets.search([]) - before
                    self.assertIn(response.status_code, (200, 422))
                    self.assertNotIn(SECRET, response.text)
                    # Refused, or opened as if the value had not been there.
                    self.assertEqual(bool(ticket), response.status_code == 200)
                    if ticket:
                        self.assertEqual(ticket.team_id, self.north)
                        self.assertFalse(ticket.follows_id)
                        self.assertEqual(ticket.partner_id, self.cleo.partner_id)
                        self.assertEqual(
                            ticket.stage_id, self.stage["backlog_reseller"]
                        )
                        self.assertEqual(str(ticket.category_id.id), known)
                    else:
                        self.assertIn(name, ("category", "team"))
        _logger.info("Form of a new ticket: %s calls with foreign values", made)

    def test_routes_of_threads_refuse_what_is_not_the_clients(self):
        made = 0
        for user in (self.cleo, None):
            if user:
                self._log_in(user)
            else:
                self.authenticate(None, None)
            before = self._get_state()
            for ticket, known in product(
                self.others, ({}, {"token": "x"}, {"hash": "x", "pid": 1})
            ):
                for route, params in thread_calls(ticket._name, ticket.id):
                    made += 1
                    with self.subTest(route=route, user=user, known=known):
                        with mute_logger("odoo.http"):
                            answer = self._post_json(route, **params, **known)
                        self.assertNotIn(SECRET, str(answer))
            self.assertEqual(self._get_state(), before)
        _logger.info("Routes of threads: %s calls, all refused", made)

    def test_a_form_without_its_token_changes_nothing(self):
        self._log_in(self.cleo)
        before = self._get_state()
        for path in (
            *(path.format(id=self.own.id) for path in self._get_forms()),
            f"/ticket/close?ticket_id={self.own.id}",
            "/submitted/ticket?subject=Mine&description=Mine",
        ):
            with mute_logger("odoo.http"):
                response = self._call_page("POST without token", path)
            self.assertEqual(response.status_code, 400, path)
            # 19.0 takes what follows a ticket for a token, and shows the page.
            self.assertIn(self.url_open(path).status_code, (405, 200, 422), path)
        self.assertEqual(self._get_state(), before)
