"""A storm: people work on tickets, and meanwhile workers are killed and PostgreSQL is
stopped, at times that a seed settles."""

import random
import re
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from .people import NEWEST, Client, MailServer, Staff
from .web import PATIENCE
from .words import Words

SEED = 16

#: How often a worker is killed, and how often PostgreSQL is stopped.
KILLS, STOPS = 30, 5

#: How long PostgreSQL is away, in seconds.
AWAY = (0.5, 3)

#: How much of what went wrong is told, in characters.
LONGEST = 50

#: Part of the time at the beginning in which nothing breaks, and at the end.
CALM = 0.05

#: Whoever works, and how: the demo data's logins, and a client's address of e-mail.
PEOPLE = (
    (Client, "client.pau"),
    (Client, "client.andrei"),
    (Staff, "reseller.nuria"),
    (Staff, "reseller.elena"),
    (Staff, "support.omar"),
    (Staff, "support.laia"),
    (MailServer, "mail.montse", "montse@forn.example"),
    (MailServer, "mail.emily", "emily@teapot.example"),
)

#: Tickets of a client that nobody has closed for good.
TICKETS = """
SELECT t.id FROM helpdesk_ticket t
JOIN res_users u ON u.partner_id = t.partner_id
WHERE u.login = :'login' AND t.closed_date IS NULL ORDER BY t.id DESC LIMIT 5
"""


class Storm:
    """What the people of a storm share, and what has become of it."""

    def __init__(self, databases, database, nodes, cluster):
        self.database = database
        self.nodes = nodes
        self.cluster = cluster
        self.addresses = [node.address for node in nodes]
        self.words = Words()
        #: How often who has met what, of what went wrong.
        self.troubles = Counter()
        self.killed = self.stopped = 0
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._tickets = {
            login: [
                int(id_) for (id_,) in databases.query(TICKETS, database, login=login)
            ]
            for _kind, login, *_others in PEOPLE
        }

    def is_over(self):
        return self._over.is_set()

    def dice(self, name):
        """Return random numbers of somebody's own, the same in each storm."""
        return random.Random(f"{SEED} {name}")

    def met(self, who, trouble):
        """Note an exception that somebody has met."""
        text = f"{type(trouble).__name__.lower()}: {trouble}"
        kind = re.sub(r"HT\d+", "HT…", text.partition("(")[0])[:LONGEST]
        with self._lock:
            self.troubles[who.partition(".")[0], kind] += 1

    def tickets_of(self, login):
        with self._lock:
            return self._tickets[login][-NEWEST:]

    def note_ticket(self, login, ticket):
        with self._lock:
            self._tickets[login].append(ticket)

    def at_once(self, do, items):
        """Do something with each of some items side by side; return the results."""
        with ThreadPoolExecutor(len(items)) as pool:
            return list(pool.map(do, items))

    def rage(self, seconds, progress):
        """Let people work for some seconds, and break as much as there is time for."""
        until = time.monotonic() + seconds
        with ThreadPoolExecutor(len(PEOPLE)) as pool:
            people = [pool.submit(kind(self, *who).work) for kind, *who in PEOPLE]
            try:
                self._break_things(until, seconds, people, progress)
            finally:
                self._over.set()
                # Whatever is asked now is answered.
                self.cluster.start()
        for person in people:
            person.result(PATIENCE)

    def _break_things(self, until, seconds, people, progress):
        dice = self.dice("what breaks")
        started = until - seconds
        for moment, breaks in self._plan(dice, seconds):
            if not self._wait(started + moment, people) or time.monotonic() > until:
                return
            breaks(dice)
            progress.update(
                f"{self.killed} workers killed, PostgreSQL stopped {self.stopped}"
                f" times, {sum(self.words.counts().values())} words"
            )
        self._wait(until, people)

    def _wait(self, moment, people):
        """Wait, and start servers again that have ended; return whether all people can
        go on.
        """
        while (left := moment - time.monotonic()) > 0:
            time.sleep(min(left, 1))
            for node in self.nodes:
                node.keep_up()
            if any(person.done() for person in people):
                return False
        return True

    def _plan(self, dice, seconds):
        """Return what breaks and when, in its order."""
        deeds = [self._kill] * KILLS + [self._stop] * STOPS
        first, last = CALM * seconds, (1 - CALM) * seconds
        moments = [(dice.uniform(first, last), deed) for deed in deeds]
        return sorted(moments, key=lambda planned: planned[0])

    def _kill(self, dice):
        nodes = dice.sample(self.nodes, len(self.nodes))
        self.killed += any(node.kill(dice.choice) for node in nodes)

    def _stop(self, dice):
        self.cluster.crash()
        time.sleep(dice.uniform(*AWAY))
        self.cluster.start()
        self.stopped += 1
