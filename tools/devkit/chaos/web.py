"""What browsers and mail servers do at servers: pages, forms and calls."""

import http.client
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import xmlrpc.client

#: Seconds that somebody waits for an answer.
PATIENCE = 20

#: What a request ends in when a node, its worker or its database has gone.
GONE = (OSError, http.client.HTTPException, xmlrpc.client.ProtocolError)

#: The status of a page that says in words why something was refused.
REFUSED_IN_WORDS = 422

#: What such a page says.
_ALERT = re.compile(r'class="alert alert-danger[^>]*>([^<]*)')

#: The names of exceptions in what a fault says.
_EXCEPTION = re.compile(r"^((?:\w+\.)*\w*(?:Error|Failure)):", re.MULTILINE)

_OPTION = re.compile(r'<option[^>]* value="([^"]+)"')

_TOKEN = re.compile(r'name="csrf_token"[^>]*?value="([^"]+)"')


class Refused(Exception):
    """The server has said no, in words."""


class Unanswered(Exception):
    """Nobody knows what became of a request: who hears of a broken connection does not
    know whether it broke before the deed or after it."""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


class Browser:
    """A person's browser, whose requests go to one node or the other."""

    def __init__(self, choose, database, login, password=None, patience=PATIENCE):
        """Open it.

        :param choose: function that returns the address of a node
        :param login: also the password, where none is given
        :param patience: seconds that the person waits for an answer
        """
        self.choose = choose
        self.database = database
        self.login = login
        self.password = password or login
        self.patience = patience
        self._forget()

    def _forget(self):
        self.is_known = False
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar), _StayHere()
        )

    def page(self, path):
        """Return the text of a page."""
        return self._request(path)[1]

    def choices(self, path, name):
        """Return what a list of a page offers to choose."""
        page = self.page(path)
        _before, _name, after = page.partition(f'name="{name}"')
        return _OPTION.findall(after.partition("</select>")[0])

    def form(self, shown, path, **values):
        """Send the form of a page; return where the answer leads.

        :param shown: the path of the page that shows the form
        :raises Refused: when the page is shown again, with what is wrong
        """
        token = _TOKEN.search(self.page(shown))
        if not token:
            raise Refused(f"no form on {shown}")
        values["csrf_token"] = token[1]
        leads, _text = self._request(path, urllib.parse.urlencode(values).encode())
        if not leads:
            raise Refused(f"a page instead of {path}")
        return leads

    def call(self, path, params):
        """Send parameters as JSON; return the result."""
        call = {"jsonrpc": "2.0", "method": "call", "id": 1, "params": params}
        text = self._request(path, json.dumps(call).encode(), "application/json")[1]
        answer = json.loads(text)
        if error := answer.get("error"):
            data = error.get("data", {})
            kind = data.get("name") or error.get("message", "")
            if kind.endswith("SessionExpiredException"):
                self._forget()
            if not kind.startswith("odoo."):
                raise Unanswered(kind)
            raise Refused(kind)
        return answer.get("result")

    def call_kw(self, model, method, *args, **kwargs):
        """Call a method as the web client does."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.call(f"/web/dataset/call_kw/{model}/{method}", params)

    def enter(self):
        """Log in, unless this is done."""
        if not self.is_known:
            params = {
                "db": self.database,
                "login": self.login,
                "password": self.password,
            }
            self.is_known = True
            try:
                self.call("/web/session/authenticate", params)
            except (Refused, Unanswered):
                self._forget()
                raise

    def _request(self, path, data=None, kind="application/x-www-form-urlencoded"):
        """Return where an answer leads, and its text."""
        request = urllib.request.Request(self.choose() + path, data)
        if data is not None:
            request.add_header("Content-Type", kind)
        try:
            with self.opener.open(request, timeout=self.patience) as answer:
                return "", answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return self._unusual(error)
        except GONE as error:
            raise Unanswered(repr(error)) from error

    def _unusual(self, error):
        """Return what an answer that is no page leads to."""
        leads = error.headers.get("Location", "")
        if leads and "/web/login" not in leads:
            return leads, ""
        if error.code == REFUSED_IN_WORDS:
            said = _ALERT.search(error.read().decode())
            raise Refused(said[1].strip() if said else "a form, shown again")
        if leads:
            self._forget()
        # Without its database a server knows no page: 404.
        raise Unanswered(f"status {error.code}")


class _Patient(xmlrpc.client.Transport):
    def make_connection(self, host):
        connection = super().make_connection(host)
        connection.timeout = PATIENCE
        return connection


def hand_in(address, database, source):
    """Give an e-mail to a node, as a mail server does; return the ticket's id, or
    nothing where another node has it.

    :param source: the e-mail as bytes
    """
    arguments = ["helpdesk.ticket", xmlrpc.client.Binary(source)]
    return execute(address, database, "mail.thread", "message_process", *arguments)


def execute(address, database, model, method, *args, **kwargs):
    """Call a method as the administrator."""
    place = f"{address}/xmlrpc/2/object"
    server = xmlrpc.client.ServerProxy(place, transport=_Patient(), allow_none=True)
    try:
        with server:
            return server.execute_kw(database, 2, "admin", model, method, args, kwargs)
    except xmlrpc.client.Fault as fault:
        named = _EXCEPTION.findall(fault.faultString) or ["a fault"]
        raise Unanswered(named[-1]) from fault
    except GONE as error:
        raise Unanswered(repr(error)) from error
