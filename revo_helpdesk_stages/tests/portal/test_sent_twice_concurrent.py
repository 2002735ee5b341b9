"""The same form of the portal, sent several times: by a double click, from a second
tab, and again after a lost answer.
"""

from concurrent.futures import ThreadPoolExecutor

from ..compat import offer_categories
from ..own_database import OwnDatabaseCase
from ..site import Site

TIMES = 3


class TestSentTwice(OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        cls.cleo.password = cls.cleo.login
        cls.cora.password = cls.cora.login
        cls.ticket_ids = {
            name: cls._create_ticket_in(stage).id
            for name, stage in {
                "answer": "backlog_client",
                "files": "backlog_client",
                "again": "backlog_client",
                "plain": "backlog_client",
                "solved": "confirmation_reseller",
                "not_needed": "in_progress_support",
                "reopen": "resolved",
                "close": "resolved",
            }.items()
        }
        late = cls._create_ticket_in("backlog_reseller")
        cls.env.cr.execute(
            "UPDATE helpdesk_ticket SET answer_deadline = now() - interval '1 day' "
            "WHERE id = %s",
            [late.id],
        )
        cls.ticket_ids["nudge"] = late.id
        cls.logins = cls.cleo.login, cls.cora.login
        offer_categories(cls.company)
        cls.category_id = cls.env.ref("helpdesk_mgmt.helpdesk_category_1").id

    def _open_site(self, who=0):
        (address,) = self._start_servers(1)
        return Site(address, self.database, self.logins[who])

    def _send_at_once(self, site, path, files=None, **data):
        """Send a form several times at once; give where all of them led to."""
        with ThreadPoolExecutor(TIMES) as browsers:
            sent = [
                browsers.submit(
                    site.send,
                    path,
                    files=files and [(name, tuple(file)) for name, file in files],
                    **data,
                )
                for _time in range(TIMES)
            ]
        answers = [future.result() for future in sent]
        self.assertEqual({answer.status_code for answer in answers}, {303})
        pages = {
            answer.headers["Location"].removeprefix(site.url) for answer in answers
        }
        self.assertEqual(len(pages), 1, pages)
        return pages.pop()

    def _get_texts_of(self, name):
        with self._open() as env:
            ticket = env["helpdesk.ticket"].browse(self.ticket_ids[name])
            texts = ticket.message_ids.filtered(
                lambda message: message.message_type == "comment"
            )
            return [text.preview for text in texts], ticket.stage_id.code

    def _get_form(self, site, name, action):
        path = f"/my/ticket/{self.ticket_ids[name]}"
        return f"{path}/{action}", site.read_forms(path)[f"{path}/{action}"]

    def test_each_form_is_done_once(self):
        site = self._open_site()
        self._check_forms(site)
        self._check_answers(site)
        self._check_buttons(site)
        self._check_new_tickets(site)

    def _check_answers(self, site):
        path, form = self._get_form(site, "answer", "answer")
        page = self._send_at_once(site, path, text="It is the till", **form)
        self.assertIn("done=answer", page)
        texts, stage = self._get_texts_of("answer")
        self.assertEqual((texts, stage), (["It is the till"], "backlog_reseller"))
        # The answer got lost, and the browser sends it again.
        again = site.send(path, text="It is the till", **form)
        self.assertTrue(again.headers["Location"].endswith(page))
        self.assertEqual(self._get_texts_of("answer")[0], ["It is the till"])
        # Other words from the same page, and the same from a later one, are words.
        site.send(path, text="The other one, too", **form)
        path, form = self._get_form(site, "answer", "answer")
        site.send(path, text="It is the till", **form)
        self.assertEqual(len(self._get_texts_of("answer")[0]), 3)

        path, form = self._get_form(site, "files", "answer")
        files = [("files", ("till.txt", b"No paper", "text/plain"))]
        self._send_at_once(site, path, files=files, text="", **form)
        with self._open() as env:
            kept = env["ir.attachment"].search([("name", "=", "till.txt")])
            self.assertEqual([file.raw for file in kept], [b"No paper"])
        other = [("files", ("till.txt", b"No ink", "text/plain"))]
        site.send(path, files=other, text="", **form)
        with self._open() as env:
            kept = env["ir.attachment"].search([("name", "=", "till.txt")])
            self.assertEqual(len(kept), 2)

        # A form that does not say what its page knew.
        path, form = self._get_form(site, "plain", "answer")
        form.pop("seen")
        self._send_at_once(site, path, text="Hello", **form)
        self.assertEqual(self._get_texts_of("plain")[0], ["Hello"])
        site.send(path, text="Hello", **form)
        self.assertEqual(self._get_texts_of("plain")[0], ["Hello", "Hello"])

    def _check_buttons(self, site):
        path, form = self._get_form(site, "solved", "resolve")
        self.assertIn(
            "done=solved", self._send_at_once(site, path, why="solved", **form)
        )
        self.assertEqual(self._get_texts_of("solved"), (["It is solved."], "resolved"))
        path, form = self._get_form(site, "not_needed", "resolve")
        self._send_at_once(site, path, why="not_needed", **form)
        self.assertEqual(len(self._get_texts_of("not_needed")[0]), 1)
        with self._open() as env:
            ticket = env["helpdesk.ticket"].browse(self.ticket_ids["not_needed"])
            withdrawn = env.ref("revo_helpdesk_stages.mail_activity_type_withdrawn")
            asked = ticket.activity_ids.filtered(
                lambda activity: activity.activity_type_id == withdrawn
            )
            self.assertEqual(len(asked.user_id), len(asked))
        path, form = self._get_form(site, "reopen", "reopen")
        page = self._send_at_once(site, path, text="It fails again", **form)
        self.assertIn("done=reopen", page)
        self.assertEqual(
            self._get_texts_of("reopen"), (["It fails again"], "backlog_reseller")
        )
        for name in ("close", "nudge"):
            path, form = self._get_form(site, name, name)
            self.assertIn(f"done={name}", self._send_at_once(site, path, **form))

    def _check_new_tickets(self, site):
        def count(name):
            with self._open() as env:
                return env["helpdesk.ticket"].search_count([("name", "=", name)])

        data = {
            "subject": "No paper",
            "description": "Since noon",
            "category": self.category_id,
        }
        tabs = [site.read_forms("/new/ticket")["/submitted/ticket"] for _tab in "12"]
        page = self._send_at_once(site, "/submitted/ticket", **data, **tabs[0])
        self.assertRegex(page, r"^/my/ticket/\d+\?done=open#done$")
        self.assertEqual(count("No paper"), 1)
        second = site.send("/submitted/ticket", **data, **tabs[1])
        self.assertTrue(second.headers["Location"].endswith(page))
        self.assertEqual(count("No paper"), 1)
        # What others have typed is theirs.
        other = Site(site.url, self.database, self.logins[1])
        form = other.read_forms("/new/ticket")["/submitted/ticket"]
        other.send("/submitted/ticket", **data, **{**form, "seen": tabs[0]["seen"]})
        self.assertEqual(count("No paper"), 2)
        # On another day, the paper is out again.
        form = site.read_forms("/new/ticket")["/submitted/ticket"]
        site.send("/submitted/ticket", **data, **form)
        self.assertEqual(count("No paper"), 3)

    def _check_forms(self, site):
        """Each of them says what its page knew."""
        seen = {
            action: "seen" in form
            for path in [
                "/new/ticket",
                *(f"/my/ticket/{number}" for number in self.ticket_ids.values()),
            ]
            for action, form in site.read_forms(path).items()
            if "ticket" in action
        }
        actions = {action.split("/")[-1] for action in seen}
        self.assertLessEqual(
            {"answer", "close", "nudge", "reopen", "resolve", "ticket"}, actions
        )
        self.assertTrue(all(seen.values()), seen)
