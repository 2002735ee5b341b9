"""A browser on a server of its own, for tests of what happens at once."""

import html
import re

import requests

from .isolation.ways_rpc import call

#: Seconds until a test gives up on the server; not what is measured.
PATIENCE = 600

_INPUT = re.compile(r"<input\b[^>]*>")


class Site:
    """Somebody who is logged in on the site."""

    def __init__(self, address, database, login):
        self.url = address.removesuffix("/xmlrpc/2")
        self.session = requests.Session()
        params = {"db": database, "login": login, "password": login}
        answer = self.post_json("/web/session/authenticate", **params)
        assert answer.get("result", {}).get("uid"), answer

    def get(self, path):
        return self.session.get(f"{self.url}{path}", timeout=PATIENCE)

    def post_json(self, path, **params):
        answer = self.session.post(
            f"{self.url}{path}", json={"params": params}, timeout=PATIENCE
        )
        return answer.json()

    def call(self, model, method, *arguments, **keywords):
        """Call a method as the web client does; give the answer as it arrives."""
        return call(self, model, method, *arguments, **keywords)

    def read_forms(self, path):
        """Return the hidden inputs of the forms of a page.

        :return: ``{action: {name: value}}``
        """
        page = self.get(path).text
        forms = {}
        for form in re.findall(r"<form\b.*?</form>", page, re.DOTALL):
            action = re.search(r'action="([^"]*)"', form)
            if not action or 'method="post"' not in form.lower():
                continue
            values = {}
            for tag in _INPUT.findall(form):
                if 'type="hidden"' in tag and 'name="' in tag:
                    name = re.search(r'name="([^"]*)"', tag)[1]
                    value = re.search(r'value="([^"]*)"', tag)
                    values[name] = html.unescape(value[1]) if value else ""
            forms[html.unescape(action[1]).partition("#")[0]] = values
        return forms

    def send(self, path, follow=False, files=None, **data):
        """Send a form."""
        return requests.post(
            f"{self.url}{path}",
            data=data,
            files=files,
            cookies=self.session.cookies,
            allow_redirects=follow,
            timeout=PATIENCE,
        )
