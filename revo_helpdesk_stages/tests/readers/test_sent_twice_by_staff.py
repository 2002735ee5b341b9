"""The same message, sent several times by staff: by a double click in two tabs, and
again after a lost answer.
"""

import re
from concurrent.futures import ThreadPoolExecutor

from ..own_database import OwnDatabaseCase
from ..site import Site

TIMES = 4


class TestSentTwiceByStaff(OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        for user in (cls.ana, cls.ben, cls.sam):
            user.password = user.login
        cls.logins = [user.login for user in (cls.ana, cls.ben, cls.sam)]
        cls.ticket_id = cls._create_ticket_in("in_progress_support", user=cls.sam).id
        cls.sam_id, cls.sam_user_id = cls.sam.partner_id.id, cls.sam.id

    def setUp(self):
        super().setUp()
        self.addresses = self._start_servers(2)

    def _open_sites(self, login):
        return [Site(address, self.database, login) for address in self.addresses]

    def _post(self, site, body, kind="mt_comment", **values):
        answer = site.post_json(
            "/mail/message/post",
            thread_model="helpdesk.ticket",
            thread_id=self.ticket_id,
            post_data={
                "body": body,
                "message_type": "comment",
                "subtype_xmlid": f"mail.{kind}",
                **values,
            },
        )
        self.assertIn("result", answer, answer)
        result = answer["result"]
        return result.get("message_id") or result["id"]

    def _post_at_once(self, sites, *arguments, **values):
        """Post several times at once at both servers; give the messages they show."""
        with ThreadPoolExecutor(TIMES) as tabs:
            sent = [
                tabs.submit(
                    self._post, sites[number % len(sites)], *arguments, **values
                )
                for number in range(TIMES)
            ]
        return {future.result() for future in sent}

    def _get_words(self, text):
        with self._open() as env:
            return env["mail.message"].search_read(
                [
                    ("model", "=", "helpdesk.ticket"),
                    ("res_id", "=", self.ticket_id),
                    ("body", "like", text),
                ],
                ["notified_partner_ids"],
                order="id",
            )

    def _upload(self, site, content):
        token = re.search(r'csrf_token: "([^"]+)"', site.get("/web").text)[1]
        answer = site.send(
            "/mail/attachment/upload",
            files=[("ufile", ("till.txt", content, "text/plain"))],
            csrf_token=token,
            thread_model="helpdesk.ticket",
            thread_id=self.ticket_id,
            is_pending="true",
        ).json()
        return answer.get("id") or answer["data"]["attachment_id"]

    def test_a_message_sent_twice_counts_once(self):
        ana, ben, sam = map(self._open_sites, self.logins)
        self._check_at_once(ana, sam)
        self._check_other_words(ana, ben)
        self._check_files(ana)
        self._check_composer(ana[0])

    def _check_at_once(self, ana, sam):
        for kind, text in (("mt_comment", "No paper"), ("mt_note", "Call at noon")):
            shown = self._post_at_once(ana, text, kind)
            (word,) = self._get_words(text)
            self.assertEqual(shown, {word["id"]})
            # The answer got lost, and the browser sends it again.
            self.assertEqual(self._post(ana[1], text, kind), word["id"])
        (told,) = self._get_words("No paper")
        self.assertEqual(told["notified_partner_ids"], [self.sam_id])
        shown = self._post_at_once(sam, "It is the <b>till</b> & no other")
        self.assertEqual(len(shown), 1)

    def _check_other_words(self, ana, ben):
        first = self._post(ana[0], "Yes")
        others = [
            self._post(ana[0], "Yes!"),
            self._post(ana[0], "Yes", "mt_note"),
            self._post(ben[0], "Yes"),
        ]
        self.assertEqual(len({first, *others}), 4)
        with self._open() as env:
            env.cr.execute(
                "UPDATE mail_message SET create_date = create_date - interval '1 min' "
                "WHERE id = %s",
                [first],
            )
        # A minute later it is meant.
        later = self._post(ana[0], "Yes")
        self.assertNotIn(later, {first, *others})
        # So it is when the ticket has moved on meanwhile.
        with self._open() as env:
            stage = env.ref(
                "revo_helpdesk_stages.helpdesk_ticket_stage_confirmation_reseller"
            )
            ticket = env["helpdesk.ticket"].browse(self.ticket_id)
            ticket.with_user(self.sam_user_id).stage_id = stage
        self.assertNotEqual(self._post(ana[0], "Yes"), later)

    def _check_files(self, ana):
        files = [self._upload(ana[0], b"No ink") for _tab in range(2)]
        sent = {self._post(ana[0], "See", attachment_ids=[file]) for file in files}
        self.assertEqual(len(sent), 1)
        other = self._upload(ana[0], b"No light")
        self.assertNotIn(self._post(ana[0], "See", attachment_ids=[other]), sent)

    def _check_composer(self, site):
        saved = site.call(
            "mail.compose.message",
            "web_save",
            [],
            {
                "model": "helpdesk.ticket",
                "res_ids": str([self.ticket_id]),
                "composition_mode": "comment",
                "body": "<p>As <i>discussed</i></p>",
                "subject": "Till",
            },
            specification={},
        )
        wizard = [row["id"] for row in saved["result"]]
        for _time in range(2):
            answer = site.call("mail.compose.message", "action_send_mail", wizard)
            self.assertIn("result", answer, answer)
        self.assertEqual(len(self._get_words("As <i>discussed")), 1)
