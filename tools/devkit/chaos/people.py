"""The people who work on tickets while things break, and what each does next.

Somebody who gets no answer does not try again with the same words: nobody knows whether
they have arrived. A mail server does, until somebody has taken the e-mail.
"""

import time

from .web import Browser, Refused, Unanswered, execute, hand_in
from .words import ACCEPTED, REFUSED, TEXT, TICKET, UNANSWERED

#: How many of the newest tickets people choose from, so that they meet.
NEWEST = 12

#: How often a mail server tries an e-mail.
TRIES = 30

#: The longest that somebody thinks before the next deed, and waits after a failed one,
#: in seconds.
THINKING, WAITING = 0.4, 1

_MAIL = """From: {sender}
To: tickets@vendor.example
Subject: {subject}
Message-Id: <{mark}@clients.example>
Content-Type: text/plain; charset=utf-8

It fails again, {mark}.
"""


class Person:
    """Somebody who does one thing after another, until it is over."""

    def __init__(self, storm, login):
        self.storm = storm
        self.login = login
        self.random = storm.dice(login)
        self.browser = Browser(self._node, storm.database, login)

    def work(self):
        """Do things until the storm is over."""
        while not self.storm.is_over():
            try:
                self.browser.enter()
                self.act()
            except Refused as refused:
                self.storm.met(self.login, refused)
            except Unanswered as unanswered:
                self.storm.met(self.login, unanswered)
                time.sleep(self.random.uniform(0, WAITING))
            time.sleep(self.random.uniform(0, THINKING))

    def act(self):
        """Do one thing."""
        raise NotImplementedError

    def _node(self):
        return self.random.choice(self.storm.addresses)

    def _say(self, kind, send):
        """Send a word, and note what the server has answered.

        :param send: function of the mark that the word has to contain
        :return: what it returns
        """
        mark = self.storm.words.new(kind)
        try:
            answer = send(mark)
        except Refused:
            self.storm.words.note(mark, REFUSED)
            raise
        self.storm.words.note(mark, ACCEPTED)
        return answer


class Client(Person):
    """Opens tickets, answers, resolves and reopens, in the portal."""

    def __init__(self, *who):
        super().__init__(*who)
        self.categories = []

    def act(self):
        tickets = self.storm.tickets_of(self.login)
        if not tickets or self.random.random() < 0.2:
            self._open()
            return
        ticket = self.random.choice(tickets)
        deed, values = self.random.choices(
            (("answer", {}), ("resolve", {"why": "solved"}), ("reopen", {})),
            (6, 1, 2),
        )[0]
        page = f"/my/ticket/{ticket}"
        if deed == "resolve":
            self.browser.form(page, f"{page}/{deed}", **values)
            return
        self._say(
            TEXT,
            lambda mark: self._send(
                f"done={deed}", page, f"{page}/{deed}", text=f"It fails: {mark}."
            ),
        )

    def _open(self):
        form = "/new/ticket"
        self.categories = self.categories or self.browser.choices(form, "category")
        leads = self._say(
            TICKET,
            lambda mark: self._send(
                "done=open",
                form,
                "/submitted/ticket",
                subject=f"It fails {mark}",
                description="It fails.",
                category=self.random.choice(self.categories or [""]),
            ),
        )
        ticket = leads.partition("?")[0].rpartition("/")[2]
        self.storm.note_ticket(self.login, int(ticket))

    def _send(self, expected, *paths, **values):
        leads = self.browser.form(*paths, **values)
        if expected not in leads:
            raise Refused(f"led to {leads}")
        return leads


class Staff(Person):
    """Moves tickets with what the move asks for, and writes notes and messages."""

    def act(self):
        ticket = self._choose()
        if not ticket:
            return
        open_stages = set(ticket["selectable_stage_ids"]) - {ticket["stage_id"]}
        if open_stages and self.random.random() < 0.7:
            self._move(ticket["id"], self.random.choice(sorted(open_stages)))
        else:
            subtype = self.random.choice(("mail.mt_note", "mail.mt_comment"))
            self._say(TEXT, lambda mark: self._write(ticket["id"], subtype, mark))

    def _choose(self):
        fields = {"stage_id": {}, "selectable_stage_ids": {}}
        found = self.browser.call_kw(
            "helpdesk.ticket",
            "web_search_read",
            [["closed_date", "=", False], ["pipeline", "=", "escalation"]],
            fields,
            limit=NEWEST,
            order="id desc",
        )["records"]
        return found and self.random.choice(found)

    def _move(self, ticket, stage):
        """Move a ticket, in the wizard where it asks for a text."""
        asks = self.browser.call_kw("helpdesk.ticket", "action_move", [ticket], stage)
        if asks:
            self._say(TEXT, lambda mark: self._fill_in(ticket, stage, mark))

    def _fill_in(self, ticket, stage, mark):
        text = f"<p>Seen: {mark}.</p>"
        values = {
            "ticket_ids": [[4, ticket]],
            "stage_id": stage,
            "body": text,
            "tests_performed": text,
            "observed": "<p>It fails.</p>",
        }
        model = "helpdesk.ticket.move"
        (wizard,) = self.browser.call_kw(model, "web_save", [], values, {"id": {}})
        self.browser.call_kw(model, "action_apply", [wizard["id"]])

    def _write(self, ticket, subtype, mark):
        post = {
            "body": f"Looked at: {mark}.",
            "message_type": "comment",
            "subtype_xmlid": subtype,
        }
        self.browser.call(
            "/mail/message/post",
            {
                "thread_model": "helpdesk.ticket",
                "thread_id": ticket,
                "post_data": post,
            },
        )


class MailServer(Person):
    """Gives each e-mail of a client to all nodes, until one of them has taken it."""

    def __init__(self, storm, login, sender):
        super().__init__(storm, login)
        self.sender = sender
        self.numbers = []

    def work(self):
        while not self.storm.is_over():
            self.act()
            time.sleep(self.random.uniform(0, THINKING))

    def act(self):
        if self.numbers and self.random.random() < 0.7:
            number = self.random.choice(self.numbers)
            self._deliver(TEXT, f"Re: {number} It fails")
        else:
            self._deliver(TICKET, "It fails {mark}")

    def _deliver(self, kind, subject):
        mark = self.storm.words.new(kind)
        subject = subject.format(mark=mark)
        source = _MAIL.format(sender=self.sender, subject=subject, mark=mark).encode()
        for _try in range(TRIES):
            answers = self.storm.at_once(
                lambda address: self._hand_in(address, source), self.storm.addresses
            )
            if ACCEPTED in [outcome for outcome, _ticket in answers]:
                self.storm.words.note(mark, ACCEPTED)
                self._learn(kind, [ticket for _outcome, ticket in answers if ticket])
                return
            time.sleep(self.random.uniform(0, WAITING))
            if self.storm.is_over():
                return

    def _hand_in(self, address, source):
        try:
            return ACCEPTED, hand_in(address, self.storm.database, source)
        except Unanswered as unanswered:
            self.storm.met(self.login, unanswered)
            return UNANSWERED, None

    def _learn(self, kind, tickets):
        """Ask for the number of a new ticket, which answers to it carry."""
        if kind != TICKET or not tickets:
            return
        try:
            rows = execute(
                self._node(),
                self.storm.database,
                "helpdesk.ticket",
                "read",
                tickets[:1],
                ["number"],
            )
        except Unanswered:
            return
        # None where the ticket is lost, which is told at the end.
        known = [*self.numbers, *(row["number"] for row in rows)]
        self.numbers = known[-NEWEST:]
