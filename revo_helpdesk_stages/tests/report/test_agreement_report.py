"""Who was in time, as a replay of where tickets stood says it."""

from collections import defaultdict
from datetime import timedelta
from random import Random

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError

from ..deadlines.deadline_case import NOON, DeadlineCase
from ..deadlines.test_agreed import AGREED
from ..reference import STAGES

# Where a ticket is over, and where it may wait with a release alone.
_NOT_GONE_TO = {"canceled", "pending_release", "resolved"}


class TestAgreementReport(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls._create_calendar()
        cls.support.resource_calendar_id = cls.office
        (cls.north | cls.south | cls.support | cls.development).write(AGREED)
        cls.report = cls.env["helpdesk.agreement.report"]

    def _play(self, seed):
        """Let a ticket go where a manager likes, with people who change; return the
        moments and places: ``[(moment, stage, team)]``, the last where it is closed.
        """
        chance = Random(seed)
        codes = [code for code in STAGES if code not in _NOT_GONE_TO]
        now = NOON + timedelta(days=seed)
        ticket = self._open(opened=now)
        places = [(now, ticket.stage_id, ticket.team_id)]
        for _step in range(8):
            now += timedelta(minutes=chance.choice((7, 90, 600, 3000, 20000)))
            with freeze_time(now):
                if chance.random() < 0.3:
                    members = ticket.team_id.user_ids
                    ticket.with_user(self.mia).user_id = chance.choice(members)
                    continue
                code = chance.choice([c for c in codes if c != ticket.stage_id.code])
                self._move(ticket, self.mia, code)
            places.append((now, ticket.stage_id, ticket.team_id))
        now += timedelta(hours=chance.choice((1, 30, 300)))
        with freeze_time(now):
            self._move(ticket, self.mia, "resolved")
        places.append((now, ticket.stage_id, ticket.team_id))
        return ticket, places

    def _replay(self, places):
        """Return when each place was left, and whether that was in time."""
        hours = {"backlog": 4, "in_progress": 16, "confirmation": 8}
        rows = []
        for (start, stage, team), (end, *_place) in zip(
            places, places[1:], strict=False
        ):
            kept = None
            if span := hours.get(stage.phase):
                calendar = team.resource_calendar_id
                kept = end <= calendar._add_hours({start}, span)[start]
            rows.append((start, end, stage, team, kept))
        return rows

    def test_it_equals_a_replay_by_party_and_month(self):
        shares = defaultdict(list)
        lives, tickets = {}, self.tickets
        for seed in range(6):
            ticket, places = self._play(seed)
            tickets |= ticket
            lives[ticket] = (places[-1][0] - places[0][0]).total_seconds() / 3600
            rows = self._replay(places)
            found = self.report.search(
                [("ticket_id", "=", ticket.id)], order="date_start"
            )
            self.assertEqual(
                [
                    (row.date_start, row.date_end, row.stage_id, row.team_id)
                    for row in found
                ],
                [row[:4] for row in rows],
            )
            for row in rows:
                if row[4] is not None:
                    month = row[0].strftime("%Y-%m")
                    shares[row[3], month].append(100.0 * row[4])
        grouped = self.report._read_group(
            [("ticket_id", "in", tickets.ids), ("agreed", "!=", False)],
            ["team_id", "date_start:month"],
            ["kept_share:avg", "kept_count:sum", "late_count:sum"],
        )
        self.assertEqual(
            {
                (team, fields.Date.to_string(month)[:7]): (round(share, 6), kept, late)
                for team, month, share, kept, late in grouped
            },
            {
                key: (round(sum(of) / len(of), 6), of.count(100.0), of.count(0.0))
                for key, of in shares.items()
            },
        )
        # What each ticket stood somewhere adds up to its life.
        for ticket, hours in self.report._read_group(
            [("ticket_id", "in", tickets.ids)], ["ticket_id"], ["hours:sum"]
        ):
            self.assertAlmostEqual(hours, lives[ticket], 4)

    def test_what_is_late_counts_while_it_stands_there(self):
        ticket = self._open()
        domain = [("ticket_id", "=", ticket.id)]
        for hours, late in ((3, 0), (5, 1)):
            with freeze_time(NOON + timedelta(hours=hours)):
                self.env.invalidate_all()
                row = self.report.search(domain)
                self.assertEqual((row.kept_count, row.late_count), (0, late))
                self.assertEqual(row.hours, hours)

    def test_it_is_read_by_managers_alone(self):
        ticket = self._open()
        domain = [("ticket_id", "=", ticket.id)]
        self.assertTrue(self.report.with_user(self.mia).search(domain))
        for user in (self.ana, self.sam, self.dan, self.pia, self.cleo):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.report.with_user(user).search(domain)

    def test_what_is_older_is_dated_from_its_stays(self):
        """Who had it changes nothing of since when it stands there."""
        ticket, places = self._play(7)
        stays = self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", ticket.id)], order="date_start"
        )
        known = stays.mapped("entered_date")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket_stay SET entered_date = NULL WHERE ticket_id = %s",
            [ticket.id],
        )
        stays.invalidate_recordset()
        self.env["helpdesk.ticket.stay"]._note_history()
        self.assertEqual(stays.mapped("entered_date"), known)
